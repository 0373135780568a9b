import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = join(__dirname, "../../../../components/gateway/issuerKeys/assets/issuer_keys.py");
/** Opens the socket that systemd would hand over, and becomes the service. */
const handOver = [
  "import os, socket, sys",
  "listener = socket.socket()",
  "listener.bind(('127.0.0.1', 0))",
  "listener.listen()",
  "os.dup2(listener.fileno(), 3)",
  "os.set_inheritable(3, True)",
  "print(listener.getsockname()[1], flush=True)",
  "os.execv(sys.executable, [sys.executable, '-I', '-u', *sys.argv[1:]])",
].join("\n");

/** What a server of keys answers, by path. */
export type Answers = Record<string, (response: ServerResponse) => void>;

/** Answers with JSON. */
export function json(value: unknown): (response: ServerResponse) => void {
  return (response) => response.end(JSON.stringify(value));
}

/** A server that publishes keys, and the service that keeps them. */
export class KeyService {
  readonly folder = mkdtempSync(join(tmpdir(), "portcullis-keys-"));
  /** What the server answers; 500 where it is not said. */
  answers: Answers = {};
  /** How often it was asked for each path. */
  readonly asked = new Map<string, number>();
  /** What the service has said. */
  said = "";
  private server!: Server;
  private child?: ChildProcess;
  private port = 0;

  /** Starts the server alone. */
  async open(): Promise<void> {
    const certificate = join(this.folder, "certificate");
    const key = join(this.folder, "key");
    const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...kind, ...names, "-keyout", key, "-out", certificate], {
      stdio: "pipe",
    });
    this.server = createServer(
      { cert: readFileSync(certificate), key: readFileSync(key) },
      (request: IncomingMessage, response) => {
        const path = request.url!;
        this.asked.set(path, (this.asked.get(path) ?? 0) + 1);
        const answer = this.answers[path];
        if (answer) answer(response);
        else response.writeHead(500).end();
      },
    );
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  /** Where the server is. */
  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Starts the service. */
  async start(issuers: object, environment: NodeJS.ProcessEnv = {}): Promise<void> {
    const configuration = join(this.folder, "configuration.json");
    writeFileSync(configuration, JSON.stringify({ refreshSeconds: 0.05, issuers }));
    const child = spawn("python3", ["-c", handOver, program, configuration, this.folder], {
      env: { ...process.env, SSL_CERT_FILE: join(this.folder, "certificate"), ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.child = child;
    const lines = createInterface({ input: child.stdout });
    const [port] = (await once(lines, "line")) as [string];
    this.port = Number(port);
    lines.on("line", (line) => (this.said += `${line}\n`));
  }

  /** What the service serves of an issuer. */
  async served(issuer: string): Promise<{ status: number; body: string }> {
    const response = await fetch(`http://127.0.0.1:${this.port}/${issuer}`);
    return { status: response.status, body: await response.text() };
  }

  /** The ids of an issuer's keys, or undefined while there are none. */
  async ids(issuer: string): Promise<string[] | undefined> {
    const { status, body } = await this.served(issuer);
    if (status !== 200) return undefined;
    return (JSON.parse(body) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
  }

  /** Ends the service alone. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = undefined;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.stop();
    this.server.closeAllConnections();
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
