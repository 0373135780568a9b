import { createConnection, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Client, type ServerHostKeyAlgorithm, utils } from "ssh2";
import type { SshAccess } from "../model/audited";

/** A server that is reached directly, or over a stream that leads to it. */
export type SshServer = Omit<SshAccess, "proxy">;

/** Why a host could not be asked; the message says which host. */
export class UnreachableHost extends Error {
  override readonly name = "UnreachableHost";
}

/** How long a connection may take until it stands, in seconds. */
const connectSeconds = 15;

/** How a server is called in messages. */
export function called({ user, host, port }: SshServer): string {
  return `${user}@${host}${port === 22 ? "" : `:${port}`}`;
}

function tcp({ host, port }: SshServer): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    const timer = setTimeout(
      () => socket.destroy(new Error(`no answer within ${connectSeconds} s`)),
      connectSeconds * 1000,
    );
    socket.once("error", (error) => (clearTimeout(timer), reject(error)));
    socket.once("connect", () => (clearTimeout(timer), resolve(socket)));
  });
}

/**
 * Type and blob of a pinned key.
 *
 * @throws Error where the text is no key
 */
function pinnedKey(text: string): { type: string; blob: Buffer } {
  const [type = "", blob = ""] = text.trim().split(/\s+/);
  const key = utils.parseKey(`${type} ${blob}`);
  if (key instanceof Error) throw new Error(`the pinned host key cannot be read: ${key.message}`);
  return { type, blob: key.getPublicSSH() };
}

/** The signatures that a key of a type is asked to prove itself by, which for RSA are named otherwise (RFC 8332). */
function algorithmsOf(type: string): ServerHostKeyAlgorithm[] {
  return (type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256"] : [type]) as ServerHostKeyAlgorithm[];
}

function logIn(server: SshServer, sock: Duplex): Promise<Client> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    let stranger = false;
    const fail = (reason: string): void => {
      client.destroy();
      sock.destroy();
      reject(new UnreachableHost(`${called(server)}: ${reason}`));
    };
    client.once("error", (error: Error & { level?: string }) => {
      if (stranger)
        fail(
          "its SSH server has another host key than the pinned one: either it was set up anew, or it is another host",
        );
      else if (error.level === "client-authentication") fail("its SSH server does not let this key in");
      else fail(`no SSH connection: ${error.message}`);
    });
    client.once("close", () => fail("its SSH server ended the connection before it stood"));
    client.once("ready", () => {
      client.removeAllListeners("error").removeAllListeners("close");
      // What goes wrong later is told to each command by its own channel.
      client.on("error", () => undefined);
      resolve(client);
    });
    try {
      const pinned = pinnedKey(server.hostKey);
      client.connect({
        sock,
        username: server.user,
        privateKey: server.privateKey,
        readyTimeout: connectSeconds * 1000,
        algorithms: { serverHostKey: algorithmsOf(pinned.type) },
        hostVerifier: (key: Buffer) => {
          stranger = !pinned.blob.equals(key);
          return !stranger;
        },
      });
    } catch (error) {
      // Of a key that cannot be read.
      fail((error as Error).message);
    }
  });
}

function direct(server: SshServer): Promise<Client> {
  return tcp(server).then(
    (socket) => logIn(server, socket),
    (error: Error) => {
      throw new UnreachableHost(`${called(server)}: no connection: ${error.message}`);
    },
  );
}

function through(bastion: Client, proxy: SshServer, server: SshServer): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    bastion.forwardOut("127.0.0.1", 0, server.host, server.port, (error, channel) =>
      error
        ? reject(
            new UnreachableHost(`${called(server)}: no connection from ${called(proxy)}: ${error.message}`),
          )
        : resolve(channel),
    );
  });
}

/**
 * Logs in to a host, through its bastion where it has one. Only pinned host keys are accepted.
 *
 * @returns the client, and what ends it with all that it goes through
 * @throws UnreachableHost where it cannot
 */
export async function logInTo(access: SshAccess): Promise<{ client: Client; close: () => void }> {
  const { proxy } = access;
  if (!proxy) {
    const client = await direct(access);
    return { client, close: () => void client.end() };
  }
  const bastion = await direct(proxy);
  try {
    const client = await logIn(access, await through(bastion, proxy, access));
    return { client, close: () => (client.end(), void bastion.end()) };
  } catch (error) {
    bastion.end();
    throw error;
  }
}
