import { createConnection } from "node:net";
import type { Duplex } from "node:stream";
import { Client, type ServerHostKeyAlgorithm, utils } from "ssh2";
import type { SshAccess } from "../../model/audited";
import { logInTo } from "../../ssh/connection";
import { readIntroduction, type SshIntroduction } from "./keyExchange";

/** What an SSH server offers to somebody who has no key. */
export interface SshOffers extends SshIntroduction {
  /** Its host key, as `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  /** Ways to log in; `none` where it lets everybody in. */
  readonly logins: readonly string[];
}

/** What is asked of a server: nothing is proved to it, so no key is needed. */
export type SshDoor = Omit<SshAccess, "privateKey" | "hostKey">;

/** Seconds until the server has to have said all. */
const limitSeconds = 15;

/** Host keys that are asked for, so that the one that the hardened server is pinned by comes first. */
const hostKeyOrder: ServerHostKeyAlgorithm[] = [
  "ssh-ed25519",
  "rsa-sha2-512",
  "rsa-sha2-256",
  "ecdsa-sha2-nistp256",
];

async function dial(door: SshDoor): Promise<{ stream: Duplex; close: () => void }> {
  const { host, port, proxy } = door;
  if (!proxy) {
    const stream = createConnection({ host, port });
    return { stream, close: () => stream.destroy() };
  }
  const { client, close } = await logInTo(proxy);
  const stream = await new Promise<Duplex>((resolve, reject) =>
    client.forwardOut("127.0.0.1", 0, host, port, (error, channel) =>
      error ? reject(error) : resolve(channel),
    ),
  ).catch((error: Error) => {
    close();
    throw error;
  });
  return { stream, close };
}

/**
 * Asks an SSH server what it offers, over one connection, through its bastion where it has one. It is asked for a login
 * by nothing, and none is tried by anything else.
 *
 * @param pinnedType - type of the host key that is wanted, such as `ssh-ed25519`
 * @throws Error where it cannot be reached or speaks no SSH
 */
export async function sshOffers(door: SshDoor, pinnedType: string): Promise<SshOffers> {
  const { stream, close } = await dial(door);
  try {
    return await introduce(stream, door.user, pinnedType);
  } finally {
    close();
  }
}

function introduce(stream: Duplex, user: string, pinnedType: string): Promise<SshOffers> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let received = Buffer.alloc(0);
    let introduction: SshIntroduction | undefined;
    let hostKey = "";
    let logins: readonly string[] | undefined;
    const end = (reason: string): void => {
      client.destroy();
      if (introduction && logins) resolve({ ...introduction, hostKey, logins });
      else reject(new Error(`${user}: the SSH server does not say what it offers: ${reason}`));
    };
    // Both sides speak in the clear until keys are exchanged.
    stream.on("data", (chunk: Buffer) => {
      if (introduction) return;
      received = Buffer.concat([received, chunk]);
      try {
        introduction = readIntroduction(received);
      } catch (error) {
        end((error as Error).message);
      }
    });
    client.once("error", (error: Error) => end(error.message));
    client.once("close", () => end("the connection was closed"));
    client.once("ready", () => ((logins = ["none"]), end("")));
    const rsaFirst = pinnedType === "ssh-rsa";
    client.connect({
      sock: stream,
      username: user,
      readyTimeout: limitSeconds * 1000,
      algorithms: {
        serverHostKey: rsaFirst ? [...hostKeyOrder.slice(1), hostKeyOrder[0]!] : hostKeyOrder,
      },
      hostVerifier: (blob: Buffer) => {
        const key = utils.parseKey(blob);
        hostKey = key instanceof Error ? "" : `${key.type} ${key.getPublicSSH().toString("base64")}`;
        return true;
      },
      authHandler: (left, _partial, next) => {
        // The server says what is left once it has refused a login by nothing.
        if ((left as string[] | null) === null) return next("none");
        logins = left;
        end("");
      },
    });
  });
}
