import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TlsIdentity } from "../../../components/logging/authority/identity";
import type { LocalClient } from "../../../local/hosts";
import { ensureLumberjackReceiver } from "./buildReceiver";

/** An event as it came over the wire: fields, and `@metadata`. */
export type ReceivedEvent = Readonly<Record<string, unknown>> & {
  readonly "@metadata": Readonly<Record<string, unknown>>;
};

/** A receiver of the Beats protocol in a place of the environment's network. What it got outlives its stops. */
export class LumberjackReceiver {
  private child?: ChildProcess;
  private readonly folder = mkdtempSync(join(tmpdir(), "portcullis-lumberjack-"));
  private readonly out = join(this.folder, "events.ndjson");
  private read = 0;
  private rest = "";
  private readonly received: ReceivedEvent[] = [];

  /**
   * It is not running yet.
   *
   * @param place - where it listens
   * @param identity - its certificate, and the authority that clients' certificates have to be from
   * @param port - TCP port
   */
  constructor(
    readonly place: LocalClient,
    identity: TlsIdentity,
    readonly port = 5044,
  ) {
    const files = {
      "ca.pem": identity.authority,
      "cert.pem": identity.certificate,
      key: identity.privateKey,
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(this.folder, name), text, { mode: 0o600 });
    }
  }

  /** Starts it, and waits until it listens. */
  async start(): Promise<void> {
    const binary = await ensureLumberjackReceiver();
    const file = (name: string): string => join(this.folder, name);
    const options = {
      certificate: file("cert.pem"),
      key: file("key"),
      authority: file("ca.pem"),
      out: this.out,
    };
    const child = spawn(
      "nsenter",
      [
        `--net=/run/netns/${this.place.netns}`,
        "--",
        binary,
        ...Object.entries({ listen: `${this.place.address}:${this.port}`, ...options }).map(
          ([name, value]) => `-${name}=${value}`,
        ),
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    this.child = child;
    let said = "";
    child.stderr.on("data", (data: Buffer) => (said += data.toString()));
    const listening = once(createInterface({ input: child.stdout }), "line");
    const ended = once(child, "exit").then(() => Promise.reject(new Error(`the receiver ended: ${said}`)));
    await Promise.race([listening, ended]);
    ended.catch(() => undefined);
  }

  /** Kills it, as a log host that loses its power. */
  async stop(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  /** All events so far, in the order in which they came; one that was delivered twice is there twice. */
  events(): readonly ReceivedEvent[] {
    if (!existsSync(this.out)) return [];
    const descriptor = openSync(this.out, "r");
    try {
      const buffer = Buffer.alloc(fstatSync(descriptor).size - this.read);
      this.read += readSync(descriptor, buffer, 0, buffer.length, this.read);
      // The receiver writes whole batches, but a look may come in the middle of one.
      const lines = (this.rest + buffer.toString("latin1")).split("\n");
      this.rest = lines.pop() ?? "";
      for (const line of lines) {
        this.received.push(JSON.parse(Buffer.from(line, "latin1").toString("utf8")) as ReceivedEvent);
      }
    } finally {
      closeSync(descriptor);
    }
    return this.received;
  }

  /** Ends it and removes its files. */
  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
