import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import type { Properties } from "../provider/propertyValue";
import type { Operation } from "../provider/resourceType";
import { logging, type CommandOutput } from "./commandResource";
import { OutputCollector } from "./outputCollector";
import { previousOutputEnv } from "./previousOutput";

/** Inputs by which a local command is run, besides the command itself. */
export const EXECUTION_INPUTS = [
  "stdin",
  "logging",
  "interpreter",
  "dir",
  "environment",
  "assetPaths",
  "archivePaths",
  "addPreviousOutputInEnv",
] as const;

/** The words by which the real plugin, written in Go, tells a signal. */
const SIGNAL_WORDS: Partial<Record<NodeJS.Signals, string>> = {
  SIGHUP: "hangup",
  SIGINT: "interrupt",
  SIGKILL: "killed",
  SIGTERM: "terminated",
  SIGSEGV: "segmentation fault",
  SIGABRT: "aborted",
};

function ending(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === null) return `exit status ${code}`;
  return `signal: ${SIGNAL_WORDS[signal] ?? `signal ${constants.signals[signal]}`}`;
}

/**
 * Runs a command on this machine.
 *
 * @throws Error when it cannot be started, or when its exit status is not 0
 */
export function execute(
  command: string,
  inputs: Properties,
  previous: Partial<CommandOutput>,
  operation: Operation,
): Promise<CommandOutput> {
  for (const unsupported of ["assetPaths", "archivePaths"]) {
    if (inputs[unsupported] !== undefined) {
      throw new Error(`${unsupported} is not supported by Portcullis's stand-in: use Pulumi's own plugin`);
    }
  }
  const interpreter = inputs.interpreter as string[] | undefined;
  const [program = "/bin/sh", ...args] = interpreter?.length ? interpreter : ["/bin/sh", "-c"];
  const dir = inputs.dir as string | undefined;
  const output = new OutputCollector(logging(inputs), operation);
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args, command], {
      cwd: dir,
      env: {
        ...process.env,
        ...(inputs.environment as Record<string, string> | undefined),
        ...previousOutputEnv(inputs, previous),
      },
      stdio: ["pipe", "pipe", "pipe"],
      signal: operation.signal,
      killSignal: "SIGKILL",
    });
    child.stdout.on("data", (chunk: Buffer) => output.add("stdout", chunk));
    child.stderr.on("data", (chunk: Buffer) => output.add("stderr", chunk));
    child.on("error", (error) => {
      // Node reports a missing folder as if the program were missing.
      const noFolder = dir !== undefined && !existsSync(dir);
      const reason = noFolder ? `chdir ${dir}: no such file or directory` : error.message;
      reject(new Error(`${reason}: running ${JSON.stringify(command)}:\n`));
    });
    child.on("close", (code, signal) => {
      const finished = output.finish();
      if (code === 0) resolve(finished);
      else reject(new Error(`${ending(code, signal)}: running ${JSON.stringify(command)}:\n${output.all()}`));
    });
    // A command that does not read its input may end before all is written.
    child.stdin.on("error", () => undefined);
    child.stdin.end((inputs.stdin as string | undefined) ?? "");
  });
}
