import { randomUUID } from "node:crypto";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import { once } from "node:events";
import type { IncomingHttpHeaders } from "node:http";

/** What an HTTPS client got. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Serial number of the certificate that was shown. */
  serial: string;
  /** Name of that certificate's issuer. */
  issuer: string;
}

/** What is asked. */
export interface Ask {
  name?: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  /** Sent in two parts, with what happens in between. */
  body?: readonly [first: string, between: () => Promise<void>, second: string];
  json?: unknown;
  ca?: string;
}

/** Sends one request on a connection of its own to `address`, for the site `name`. */
export async function ask(address: string, options: Ask = {}): Promise<Answer> {
  const { name = "api.example.test", path = "/orders", ca } = options;
  const text = options.json === undefined ? undefined : JSON.stringify(options.json);
  const length = text?.length ?? (options.body ? options.body[0].length + options.body[2].length : undefined);
  const request = https.request({
    host: address,
    port: 443,
    servername: name,
    path,
    method: options.method ?? (length === undefined ? "GET" : "POST"),
    headers: {
      host: name,
      ...(length === undefined ? {} : { "content-type": "application/json", "content-length": length }),
      ...options.headers,
    },
    agent: false,
    timeout: 60_000,
    ...(ca === undefined ? { rejectUnauthorized: false } : { ca }),
  });
  request.on("timeout", () => request.destroy(new Error("no answer within 60 s")));
  const response = once(request, "response") as Promise<[import("node:http").IncomingMessage]>;
  // Awaited below; what fails before that must not end the process.
  response.catch(() => undefined);
  if (options.body) {
    request.write(options.body[0]);
    await once(request, "socket").then(([socket]) => {
      const secure = socket as tls.TLSSocket;
      return secure.authorized || secure.getPeerX509Certificate() ? undefined : once(secure, "secureConnect");
    });
    await options.body[1]();
    request.end(options.body[2]);
  } else {
    request.end(text);
  }
  const [message] = await response;
  const certificate = (message.socket as tls.TLSSocket).getPeerX509Certificate()!;
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    status: message.statusCode!,
    headers: message.headers,
    body: Buffer.concat(chunks).toString(),
    serial: certificate.serialNumber,
    issuer: certificate.issuer,
  };
}

/** What a handshake ended with: the protocol and the key exchange, or the error. */
export async function handshake(address: string, options: tls.ConnectionOptions): Promise<string> {
  const socket = tls.connect({
    host: address,
    port: 443,
    servername: "api.example.test",
    rejectUnauthorized: false,
    ...options,
  });
  try {
    await once(socket, "secureConnect");
    return socket.getProtocol()!;
  } catch (error) {
    return String((error as Error).message);
  } finally {
    socket.destroy();
  }
}

/** Sends text over TCP and gives all that comes until the other side closes, with the time that it took in ms. */
export async function raw(
  address: string,
  port: number,
  text: string,
): Promise<{ text: string; ms: number }> {
  const begin = Date.now();
  const socket = net.connect(port, address);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  // A reset is a way of closing too.
  socket.on("error", () => undefined);
  socket.setTimeout(60_000, () => socket.destroy());
  socket.write(text);
  await new Promise((resolve) => socket.once("close", resolve));
  return { text: Buffer.concat(chunks).toString(), ms: Date.now() - begin };
}

/**
 * Sends `count` requests at once on one TLS connection (pipelining, RFC 9112 9.3.2), so that neither handshakes nor
 * answers on their way come between them.
 *
 * @returns the answers as they came, header and body, and the seconds from before the first to after the last one.
 */
export async function flood(
  address: string,
  count: number,
): Promise<{ answers: { status: number; text: string }[]; seconds: number }> {
  const socket = tls.connect({
    host: address,
    port: 443,
    servername: "api.example.test",
    rejectUnauthorized: false,
  });
  try {
    await once(socket, "secureConnect");
    const get = (connection: string): string =>
      `GET /orders HTTP/1.1\r\nHost: api.example.test\r\nConnection: ${connection}\r\n\r\n`;
    const chunks: Buffer[] = [];
    const begin = Date.now();
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.setTimeout(60_000, () => socket.destroy(new Error("no answer within 60 s")));
    socket.write(get("keep-alive").repeat(count - 1) + get("close"));
    await once(socket, "close");
    const answers = Buffer.concat(chunks)
      .toString()
      .split(/(?=HTTP\/1\.1 \d{3} )/)
      .map((text) => ({ status: Number(text.slice(9, 12)), text }));
    return { answers, seconds: (Date.now() - begin) / 1000 };
  } finally {
    socket.destroy();
  }
}

/** A word that stands nowhere else. */
export function canary(): string {
  return randomUUID();
}
