import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { type JsonWebKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LocalClient } from "../support";

/** Host name of the authorization servers. */
export const serverName = "login.example.test";

/** A certificate for {@link serverName}, and the authority that has signed it. */
export interface ServerCertificate {
  ca: string;
  certificate: string;
  privateKey: string;
}

/** Makes an authority and a certificate of it. */
export function makeServerCertificate(): ServerCertificate {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-oauth-"));
  const make = (...args: string[]): void => {
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    execFileSync("openssl", ["req", "-x509", "-days", "2", ...key, ...args], { cwd: folder, stdio: "pipe" });
  };
  try {
    make("-subj", "/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem");
    const names = ["-addext", `subjectAltName=DNS:${serverName}`, "-addext", "basicConstraints=CA:false"];
    make(
      "-CA",
      "ca.pem",
      "-CAkey",
      "ca.key",
      "-subj",
      `/CN=${serverName}`,
      ...names,
      "-keyout",
      "key",
      "-out",
      "pem",
    );
    const [ca, certificate, privateKey] = ["ca.pem", "pem", "key"].map((file) =>
      readFileSync(join(folder, file), "utf8"),
    );
    return { ca: ca!, certificate: certificate!, privateKey: privateKey! };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an authorization server knows. */
export interface ServerSettings {
  issuer: string;
  /** Private keys; the first one of an algorithm signs, all are published. */
  keys: JsonWebKey[];
  clients: object[];
  resources: Record<string, { scope: string }>;
}

/** An authorization server in a place of the environment's network. */
export class AuthorizationServer {
  private child?: ChildProcess;

  /** It is not running yet. */
  constructor(
    readonly place: LocalClient,
    readonly certificate: ServerCertificate,
    readonly settings: ServerSettings,
  ) {}

  /** Starts it, with other keys than before where they are given. */
  async start(keys = this.settings.keys): Promise<void> {
    this.settings.keys = keys;
    const { certificate, privateKey } = this.certificate;
    const program = join(__dirname, "oauthServerProcess.mjs");
    this.child = spawn("nsenter", [`--net=/run/netns/${this.place.netns}`, "--", process.execPath, program], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    let said = "";
    this.child.stderr!.on("data", (data: Buffer) => (said += data.toString()));
    const settings = {
      ...this.settings,
      certificate,
      privateKey,
      address: this.place.address,
      cookieKey: randomBytes(16).toString("hex"),
    };
    this.child.stdin!.on("error", () => undefined);
    this.child.stdin!.write(`${JSON.stringify(settings)}\n`);
    const listening = once(createInterface({ input: this.child.stdout! }), "line");
    const ended = once(this.child, "exit").then(() => Promise.reject(new Error(`the server ended: ${said}`)));
    await Promise.race([listening, ended]);
    ended.catch(() => undefined);
  }

  /** Ends it. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = undefined;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }
}
