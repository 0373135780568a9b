import { constants } from "node:os";
import type { ClientChannel } from "ssh2";
import type { Properties } from "../provider/propertyValue";
import type { Operation } from "../provider/resourceType";
import { logging, type CommandOutput } from "./commandResource";
import type { Connection } from "./connection";
import { dial } from "./dial";
import { OutputCollector } from "./outputCollector";
import { previousOutputEnv } from "./previousOutput";
import { confirmEnvironment } from "./sessionEnvironment";

function refusedText(name: string): string {
  return (
    `Unable to set '${name}'. This only works if your SSH server is configured to accept\n` +
    `\tthese variables via AcceptEnv. Alternatively, if a Bash-like shell runs the command on the remote host, you could\n` +
    `\tprefix the command itself with the variables in the form 'VAR=value command'`
  );
}

/** The end of a remote command in the real plugin's words; undefined when it ended well. */
function failure(code: number | null, signal: string | undefined): string | undefined {
  if (code === 0) return undefined;
  if (signal === undefined) {
    return code === null
      ? "wait: remote command exited without exit status or exit signal"
      : `Process exited with status ${code}`;
  }
  const name = signal.replace(/^SIG/, "");
  const number = constants.signals[`SIG${name}` as NodeJS.Signals] ?? 0;
  return `Process exited with status ${128 + number} from signal ${name}`;
}

/**
 * Runs a command on a host over one SSH connection of its own.
 *
 * @throws Error when the host can't be reached, refuses a variable of `environment`, or the exit status is not 0
 */
export async function executeRemotely(
  command: string,
  inputs: Properties,
  previous: Partial<CommandOutput>,
  operation: Operation,
): Promise<CommandOutput> {
  const { client, close } = await dial(inputs.connection as unknown as Connection, operation);
  const abort = (): void => void client.destroy();
  operation.signal.addEventListener("abort", abort);
  try {
    return await new Promise((resolve, reject) => {
      const environment = (inputs.environment ?? {}) as Record<string, string>;
      const output = new OutputCollector(logging(inputs), operation);
      confirmEnvironment(client, (refused) => {
        const required = refused.find((name) => name in environment);
        for (const name of required === undefined ? refused : [required]) {
          operation.message(required === undefined ? "warning" : "error", refusedText(name));
        }
        if (required !== undefined) {
          reject(
            new Error(`could not set environment variable ${JSON.stringify(required)}: ssh: setenv failed`),
          );
        }
        return required === undefined;
      });
      const lost = (): void =>
        reject(new Error(`the connection was lost: running ${JSON.stringify(command)}:\n${output.all()}`));
      client.once("close", lost);
      const started = (error: Error | undefined, channel: ClientChannel): void => {
        if (error) return reject(error);
        let [exitCode, exitSignal]: [number | null, string | undefined] = [null, undefined];
        channel.on(
          "exit",
          (code: number | null, signal?: string) => ([exitCode, exitSignal] = [code, signal]),
        );
        channel.on("data", (chunk: Buffer) => output.add("stdout", chunk));
        channel.stderr.on("data", (chunk: Buffer) => output.add("stderr", chunk));
        channel.on("error", () => undefined);
        channel.on("close", () => {
          client.off("close", lost);
          const finished = output.finish();
          const reason = failure(exitCode, exitSignal);
          if (reason === undefined) resolve(finished);
          else reject(new Error(`${reason}: running ${JSON.stringify(command)}:\n${output.all()}`));
        });
        channel.end((inputs.stdin as string | undefined) ?? "");
      };
      client.exec(command, { env: { ...environment, ...previousOutputEnv(inputs, previous) } }, started);
    });
  } finally {
    operation.signal.removeEventListener("abort", abort);
    close();
  }
}
