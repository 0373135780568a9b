import { createConnection } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import {
  Client,
  utils,
  type AuthHandlerMiddleware,
  type AuthenticationType,
  type ServerHostKeyAlgorithm,
} from "ssh2";
import type { Operation } from "../provider/resourceType";
import type { Connection, Endpoint } from "./connection";

/** Waits between attempts: from 100 ms, half as long again each time, up to 5 s, as the real plugin does. */
const RETRY = { firstMs: 100, factor: 1.5, longestMs: 5000 };

/** The reason of a failed TCP connection in the real plugin's words. */
function tcpFailure(endpoint: Endpoint, error: NodeJS.ErrnoException): Error {
  const reasons: Record<string, string> = {
    ECONNREFUSED: "connect: connection refused",
    EHOSTUNREACH: "connect: no route to host",
    ENETUNREACH: "connect: network is unreachable",
    ETIMEDOUT: "i/o timeout",
  };
  const reason = reasons[error.code ?? ""] ?? error.message;
  return new Error(`dial tcp ${endpoint.host}:${endpoint.port}: ${reason}`);
}

function connectTcp(endpoint: Endpoint): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: endpoint.host, port: endpoint.port });
    const limit = endpoint.perDialTimeout * 1000;
    const timer =
      limit > 0
        ? setTimeout(() => socket.destroy(Object.assign(new Error("timeout"), { code: "ETIMEDOUT" })), limit)
        : undefined;
    socket.once("error", (error) => (clearTimeout(timer), reject(tcpFailure(endpoint, error))));
    socket.once("connect", () => (clearTimeout(timer), resolve(socket)));
  });
}

interface Identity {
  privateKey?: string;
  passphrase?: string;
  agent?: string;
  methods: AuthenticationType[];
}

/** What to log in with, and in which order: key, password, then agent. */
function identity(endpoint: Endpoint): Identity {
  const agent = endpoint.agentSocketPath ?? process.env.SSH_AUTH_SOCK;
  if (endpoint.privateKey !== undefined) {
    const parsed = utils.parseKey(endpoint.privateKey, endpoint.privateKeyPassword);
    if (parsed instanceof Error) {
      const locked =
        /encrypted|passphrase/i.test(parsed.message) && endpoint.privateKeyPassword === undefined;
      throw new Error(
        locked ? "ssh: this private key is passphrase protected" : `ssh: no key found (${parsed.message})`,
      );
    }
  }
  return {
    privateKey: endpoint.privateKey,
    passphrase: endpoint.privateKeyPassword,
    agent,
    methods: [
      "none",
      ...(endpoint.privateKey === undefined ? [] : ["publickey" as const]),
      ...(endpoint.password === undefined ? [] : ["password" as const, "keyboard-interactive" as const]),
      ...(agent === undefined ? [] : ["agent" as const]),
    ],
  };
}

/** The expected host key as type and raw blob. */
function expectedHostKey(line: string): { type: string; blob: Buffer } {
  const [type = "", blob = ""] = line.trim().split(/\s+/);
  const parsed = utils.parseKey(`${type} ${blob}`);
  if (parsed instanceof Error) throw new Error(`failed to parse host key: ${parsed.message}`);
  return { type, blob: parsed.getPublicSSH() };
}

/** Speaks SSH over a connection that stands. */
function handshake(socket: Duplex, endpoint: Endpoint, login: Identity): Promise<Client> {
  const hostKey = endpoint.hostKey === undefined ? undefined : expectedHostKey(endpoint.hostKey);
  const tried: string[] = [];
  return new Promise((resolve, reject) => {
    const client = new Client();
    let mismatch = false;
    const fail = (error: Error & { level?: string }): void => {
      client.destroy();
      const methods = [...new Set(tried)].join(" ");
      if (mismatch) reject(new Error("ssh: handshake failed: ssh: host key mismatch"));
      else if (error.level === "client-authentication") {
        reject(
          new Error(
            `ssh: handshake failed: ssh: unable to authenticate, attempted methods [${methods}], no supported methods remain`,
          ),
        );
      } else reject(new Error(`ssh: handshake failed: ${error.message}`));
    };
    client.once(
      "ready",
      () => (client.off("error", fail), client.on("error", () => undefined), resolve(client)),
    );
    client.once("error", fail);
    client.once("close", () => reject(new Error("ssh: handshake failed: EOF")));
    client.on("keyboard-interactive", (_name, _instructions, _language, prompts, answer) =>
      answer(prompts.map(() => endpoint.password ?? "")),
    );
    const remaining = [...login.methods];
    const next: AuthHandlerMiddleware = (_left, _partial, go) => {
      const method = remaining.shift();
      if (method === undefined) return go(false as never);
      tried.push(method === "agent" ? "publickey" : method);
      go(method);
    };
    client.connect({
      sock: socket,
      username: endpoint.user,
      password: endpoint.password,
      privateKey: login.privateKey,
      passphrase: login.passphrase,
      agent: login.agent,
      tryKeyboard: endpoint.password !== undefined,
      authHandler: next,
      readyTimeout: endpoint.perDialTimeout * 1000,
      hostVerifier: (key: Buffer) => {
        mismatch = hostKey !== undefined && !hostKey.blob.equals(key);
        return !mismatch;
      },
      // Only the expected key's type is asked for, as by the real plugin.
      ...(hostKey && { algorithms: { serverHostKey: [hostKey.type as ServerHostKeyAlgorithm] } }),
    });
  });
}

async function withRetries<T>(
  what: string,
  limit: number,
  operation: Operation,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let failed = 0, wait = RETRY.firstMs; ; wait = Math.min(wait * RETRY.factor, RETRY.longestMs)) {
    operation.signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (limit >= 0 && failed >= limit) {
        throw new Error(`after ${failed} failed attempts: ${(error as Error).message}`);
      }
      failed++;
      operation.status(`${what} ${failed}/${limit < 0 ? "inf" : limit} failed: retrying`);
      await delay(wait, undefined, { signal: operation.signal });
    }
  }
}

/** A channel through the proxy to the endpoint. */
function forward(proxy: Client, endpoint: Endpoint): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    proxy.forwardOut("127.0.0.1", 0, endpoint.host, endpoint.port, (error, channel) =>
      error ? reject(new Error(`ssh: rejected: ${error.message}`)) : resolve(channel),
    );
  });
}

/**
 * Opens an SSH connection, through a proxy where there is one. Failed attempts are repeated.
 *
 * @returns the client, and a function that closes it and what it goes through
 * @throws Error in the real plugin's words
 */
export async function dial(
  connection: Connection,
  operation: Operation,
): Promise<{ client: Client; close: () => void }> {
  const login = identity(connection);
  // Says at once what can't get better by trying again.
  if (connection.hostKey !== undefined) expectedHostKey(connection.hostKey);
  const { proxy } = connection;
  if (proxy === undefined) {
    const client = await withRetries("Dial", connection.dialErrorLimit, operation, async () =>
      handshake(await connectTcp(connection), connection, login),
    );
    return { client, close: () => client.end() };
  }
  try {
    const proxyLogin = identity(proxy);
    const outer = await withRetries("Dial proxy", proxy.dialErrorLimit, operation, async () =>
      handshake(await connectTcp(proxy), proxy, proxyLogin),
    );
    try {
      const client = await withRetries("Dial", connection.dialErrorLimit, operation, async () =>
        handshake(await forward(outer, connection), connection, login),
      );
      return { client, close: () => (client.end(), outer.end()) };
    } catch (error) {
      outer.end();
      throw error;
    }
  } catch (error) {
    throw new Error(`proxy: ${(error as Error).message}`);
  }
}
