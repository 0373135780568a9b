import { spawn } from "node:child_process";

/** What a finished command said. */
export interface Finished {
  /** Exit code; -1 when it was ended by a signal or the time limit. */
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command to its end without a shell. It is killed after `limitSeconds`; by default there is no limit.
 *
 * @throws when it cannot be started (ENOENT)
 */
export function run(
  command: string,
  args: string[],
  options: {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    limitSeconds?: number;
    onStderr?: (text: string) => void;
  } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.limitSeconds === undefined ? undefined : options.limitSeconds * 1000,
      killSignal: "SIGKILL",
    });
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (text: string) => stdout.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr.push(text);
      options.onStderr?.(text);
    });
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ code: code ?? -1, stdout: stdout.join(""), stderr: stderr.join("") }),
    );
  });
}
