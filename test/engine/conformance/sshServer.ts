import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** How long sshd may take to answer, in milliseconds. */
const START_LIMIT_MS = 120_000;

/** An SSH key pair in files and as text. */
export interface KeyPair {
  /** OpenSSH PEM. */
  privateKey: string;
  /** One line, as in authorized_keys. */
  publicKey: string;
}

/** Makes an ed25519 key pair with OpenSSH's own tool. */
export function makeKey(folder: string, name: string, passphrase = ""): KeyPair {
  const path = join(folder, name);
  const made = spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", path]);
  if (made.status !== 0) throw new Error(`ssh-keygen: ${made.error?.message ?? String(made.stderr)}`);
  return { privateKey: readFileSync(path, "utf8"), publicKey: readFileSync(`${path}.pub`, "utf8").trim() };
}

/** A port of the loopback address that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("data", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
    socket.once("end", () => resolve(false));
  });
}

/** A real sshd with its own configuration and keys, on a free port of the loopback address. */
export class SshServer {
  private constructor(
    /** Folder with its configuration and keys. */
    readonly folder: string,
    readonly port: number,
    /** The server's own key. */
    readonly hostKey: KeyPair,
    /** A client's key that it accepts. */
    readonly userKey: KeyPair,
    /** The same key under the passphrase `passphrase`. */
    readonly lockedUserKey: KeyPair,
    private readonly child: ChildProcess,
    private readonly log: string[],
  ) {}

  /** The user to log in as: the one who runs the tests. */
  readonly user = userInfo().username;

  /** Starts one, and waits until it answers. */
  static async start(): Promise<SshServer> {
    if (!existsSync("/usr/sbin/sshd")) throw new Error("sshd is missing: apt-get install openssh-server");
    const folder = mkdtempSync(join(tmpdir(), "portcullis-sshd-"));
    const [hostKey, userKey] = [makeKey(folder, "host_key"), makeKey(folder, "user_key")];
    const lockedUserKey = makeKey(folder, "locked_key", "passphrase");
    writeFileSync(join(folder, "authorized_keys"), `${userKey.publicKey}\n${lockedUserKey.publicKey}\n`);
    const port = await freePort();
    // Where OpenSSH separates its privileges; a server that has never been started lacks it.
    mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
    const config = join(folder, "sshd_config");
    writeFileSync(
      config,
      [
        `Port ${port}`,
        "ListenAddress 127.0.0.1",
        `HostKey ${join(folder, "host_key")}`,
        `AuthorizedKeysFile ${join(folder, "authorized_keys")}`,
        "PidFile none",
        "StrictModes no",
        "UsePAM no",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "PermitRootLogin prohibit-password",
        "AcceptEnv GREETING PULUMI_COMMAND_*",
        "MaxStartups 100",
        "LogLevel VERBOSE",
        "",
      ].join("\n"),
    );
    chmodSync(folder, 0o755);
    const log: string[] = [];
    const child = spawn("/usr/sbin/sshd", ["-D", "-e", "-f", config], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => log.push(text));
    const server = new SshServer(folder, port, hostKey, userKey, lockedUserKey, child, log);
    const until = Date.now() + START_LIMIT_MS;
    while (!(await answers(port))) {
      if (child.exitCode !== null || Date.now() > until) {
        await server.stop();
        throw new Error(`sshd did not start:\n${log.join("")}`);
      }
      await delay(20);
    }
    return server;
  }

  /** How many logins it has accepted so far. */
  logins(): number {
    return this.log.join("").match(/Accepted publickey/g)?.length ?? 0;
  }

  /** Ends it and removes its folder. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.once("exit", resolve));
      this.child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
