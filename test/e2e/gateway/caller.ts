import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type LocalHost, typescriptArgv } from "../support";

/** One request to a port on a host's loopback. */
export interface Call {
  port: number;
  method: string;
  path: string;
  /** Names and values in turn, so that a name may come twice. */
  headers: string[];
  body?: string;
}

/** What came back; status 0 and the reason where nothing did. */
export interface Answer {
  id: number;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Calls what listens on a host's loopback, from a process in the host's network namespace. */
export class Caller {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private next = 0;

  /** Starts the process. */
  constructor(host: LocalHost) {
    const file = join(__dirname, "callerProcess.ts");
    this.child = spawn("nsenter", [`--net=/run/netns/${host.netns}`, "--", ...typescriptArgv(file)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    createInterface({ input: this.child.stdout! }).on("line", (line) => {
      const answer = JSON.parse(line) as Answer;
      this.waiting.get(answer.id)!(answer);
      this.waiting.delete(answer.id);
    });
  }

  /** Sends one request. */
  call(call: Call): Promise<Answer> {
    const id = this.next++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.child.stdin!.write(`${JSON.stringify({ id, call })}\n`);
    });
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.stdin!.end();
    await ended;
  }
}
