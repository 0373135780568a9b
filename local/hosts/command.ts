import { spawn } from "node:child_process";

/** What a finished command left behind. */
export interface CommandResult {
  /** Exit code; 128 plus the signal's number when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface CommandOptions {
  /** Text for standard input. Default: none, the command reads end-of-file. */
  readonly input?: string;
  /** Environment. Default: this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Working directory. Default: this process's own. */
  readonly cwd?: string;
  /** Limit in seconds, after which the command is killed and the promise rejected. Default: none. */
  readonly limitSeconds?: number;
}

/**
 * Runs a command without a shell and waits for its end.
 *
 * @returns its result, whatever the exit code is.
 * @throws Error when the command cannot be started, or takes longer than its limit.
 */
export function runCommand(argv: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  const [file, ...args] = argv;
  if (file === undefined) throw new Error("runCommand: no command given");
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: options.env, cwd: options.cwd, stdio: ["pipe", "pipe", "pipe"] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let late = false;
    const limit = options.limitSeconds;
    const timer =
      limit === undefined
        ? undefined
        : setTimeout(() => {
            late = true;
            child.kill("SIGKILL");
          }, limit * 1000);
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`cannot run ${file}: ${error.message}`));
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (late) reject(new Error(`${argv.join(" ")}: not finished within ${limit} s`));
      else {
        resolve({
          code: code ?? 128,
          stdout: Buffer.concat(stdout).toString(),
          stderr: Buffer.concat(stderr).toString(),
        });
      }
    });
    // A command that ends without reading its input is judged by its exit code, not by a broken pipe.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
  });
}

/** Command line that the kernel kills together with the process that runs it: for what must not go on without it. */
export function dyingWithUs(argv: readonly string[]): string[] {
  return ["setpriv", "--pdeathsig", "KILL", "--", ...argv];
}

/**
 * Runs a command that has to succeed.
 *
 * @returns its standard output.
 * @throws Error with the command, its exit code and the end of what it said.
 */
export async function mustRun(argv: readonly string[], options: CommandOptions = {}): Promise<string> {
  const result = await runCommand(argv, options);
  if (result.code !== 0) {
    const said = (result.stderr.trim() || result.stdout.trim()).split("\n").slice(-15).join("\n");
    throw new Error(`${argv.join(" ")}: exit code ${result.code}\n${said}`);
  }
  return result.stdout;
}
