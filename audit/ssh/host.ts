import type { Client, ClientChannel } from "ssh2";
import type { SshAccess } from "../model/audited";
import { called, logInTo } from "./connection";

/** What a command gave. */
export interface CommandResult {
  /** Exit status; -1 where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface CommandOptions {
  /** Seconds after which it is given up. Default 60. */
  readonly limitSeconds?: number;
}

/** Runs commands on one host over one connection. */
export interface HostShell {
  /**
   * Runs shell text as root: as it is where the account is root, else by `sudo -n`.
   *
   * @param command - shell text; it is seen by everybody on the host, so it holds no secret
   * @param stdin - what it reads. Default: nothing
   * @throws Error where the connection is lost or the time is up; never for an exit status
   */
  run(command: string, stdin?: string, options?: CommandOptions): Promise<CommandResult>;
}

/** The text as one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function asRoot(command: string): string {
  return `exec $(test "$(id -u)" = 0 || echo sudo -n) /bin/sh -c ${quoted(command)}`;
}

function runOn(
  client: Client,
  name: string,
  command: string,
  stdin: string,
  limitSeconds: number,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${name}: a command took more than ${limitSeconds} s`));
      client.destroy();
    }, limitSeconds * 1000);
    const lost = (): void => (clearTimeout(timer), reject(new Error(`${name}: the connection was lost`)));
    const end = (act: () => void): void => (clearTimeout(timer), client.off("close", lost), void act());
    client.once("close", lost);
    client.exec(asRoot(command), (error: Error | undefined, channel: ClientChannel) => {
      if (error) return end(() => reject(new Error(`${name}: ${error.message}`)));
      const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
      let code = -1;
      channel.on("data", (chunk: Buffer) => stdout.push(chunk));
      channel.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
      channel.on("exit", (status: number | null) => (code = status ?? -1));
      // A command that ends before it has read all is told by its status.
      channel.on("error", () => undefined);
      channel.on("close", () =>
        end(() =>
          resolve({
            code,
            stdout: Buffer.concat(stdout).toString(),
            stderr: Buffer.concat(stderr).toString(),
          }),
        ),
      );
      channel.end(stdin);
    });
  });
}

/**
 * Opens one connection to a host, gives it to `work` for any number of commands, and closes it whatever happens.
 *
 * @throws UnreachableHost where the host cannot be reached or is not the one that it should be
 */
export async function withHost<T>(access: SshAccess, work: (host: HostShell) => Promise<T>): Promise<T> {
  const { client, close } = await logInTo(access);
  try {
    return await work({
      run: (command, stdin = "", { limitSeconds = 60 } = {}) =>
        runOn(client, called(access), command, stdin, limitSeconds),
    });
  } finally {
    close();
  }
}

/** Runs one command as root over a connection of its own: see {@link HostShell.run}. */
export function run(
  access: SshAccess,
  command: string,
  stdin?: string,
  options?: CommandOptions,
): Promise<CommandResult> {
  return withHost(access, (host) => host.run(command, stdin, options));
}
