import { StringDecoder } from "node:string_decoder";
import type { Operation } from "../provider/resourceType";
import type { CommandOutput, Logging } from "./commandResource";

/** Collects what a command prints, and shows it line by line while it runs. */
export class OutputCollector {
  private readonly chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[], both: [] as Buffer[] };
  private readonly decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  private readonly partial = { stdout: "", stderr: "" };

  constructor(
    private readonly logging: Logging,
    private readonly operation: Operation,
  ) {}

  /** Takes a piece of output. */
  add(stream: "stdout" | "stderr", chunk: Buffer): void {
    this.chunks[stream].push(chunk);
    this.chunks.both.push(chunk);
    if (!this.logging[stream]) return;
    const lines = (this.partial[stream] + this.decoders[stream].write(chunk)).split("\n");
    this.partial[stream] = lines.pop() ?? "";
    lines.forEach((line) => this.operation.status(line));
  }

  /** All output in the order in which it came, for error messages. */
  all(): string {
    return Buffer.concat(this.chunks.both).toString();
  }

  /** The output when the command has ended: one newline at the end is cut off, as the real plugin does. */
  finish(): CommandOutput {
    for (const stream of ["stdout", "stderr"] as const) {
      if (this.partial[stream]) this.operation.status(this.partial[stream]);
    }
    const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString().replace(/\n$/, "");
    return { stdout: text(this.chunks.stdout), stderr: text(this.chunks.stderr) };
  }
}
