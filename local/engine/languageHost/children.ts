import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";

/** How long a child may take to end after SIGTERM before it is killed, in milliseconds. */
const KILL_AFTER_MS = 5000;

/** How a child ended. */
export interface Ending {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  /** The signal that ended it, or null. */
  signal: NodeJS.Signals | null;
}

/** The Node processes that a language host has started and has to end. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  /** Starts a child; `child.once("close")` or {@link Children.ending} tell its end. */
  start(command: string, args: string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, options);
    this.running.add(child);
    const forget = (): void => void this.running.delete(child);
    child.once("error", forget);
    child.once("exit", forget);
    return child;
  }

  /** Resolves when the child has ended and all its output was read; rejects when it could not be started. */
  static ending(child: ChildProcess): Promise<Ending> {
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve({ code, signal }));
    });
  }

  /** Asks the child to end, and kills it when it does not. */
  end(child: ChildProcess): void {
    if (!this.running.has(child)) return;
    child.kill("SIGTERM");
    setTimeout(() => this.running.has(child) && child.kill("SIGKILL"), KILL_AFTER_MS).unref();
  }

  /** Asks all children to end. */
  endAll(): void {
    for (const child of this.running) this.end(child);
  }
}
