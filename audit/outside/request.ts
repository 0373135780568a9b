import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { rootCertificates } from "node:tls";
import type { Site } from "./site";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a request differs in from a GET over HTTPS of the site's own name. */
export interface RequestOptions {
  /** Default `https`. */
  readonly scheme?: "http" | "https";
  /** Name that is asked for. Default: the site's. */
  readonly host?: string;
  /** Default: POST where there is a body, else GET. */
  readonly method?: string;
  /** Headers beside Host. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body, as application/json unless {@link headers} say otherwise. */
  readonly body?: string;
  /** Size of a body that is announced and never sent, in bytes: the server has to answer before it gets one. */
  readonly announcedBytes?: number;
  /** Whether a chain that ends at no trusted root is taken: what is asked is no secret. Default: no. */
  readonly untrusted?: boolean;
}

/** Most of a body that is kept, in characters. */
const keptBody = 1_000_000;

/** Sends one request to a site on a connection of its own; rejects where nothing comes back within 10 s. */
export function ask(site: Site, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { scheme = "https", host = site.name, body, announcedBytes } = options;
  const request = scheme === "https" ? httpsRequest : httpRequest;
  const bytes = announcedBytes ?? (body === undefined ? undefined : Buffer.byteLength(body));
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: site.address,
        servername: host,
        ca: site.roots.length > 0 ? [...rootCertificates, ...site.roots] : undefined,
        rejectUnauthorized: options.untrusted !== true,
        path,
        method: options.method ?? (bytes === undefined ? "GET" : "POST"),
        headers: {
          host,
          ...(bytes === undefined
            ? {}
            : { "content-type": "application/json", "content-length": String(bytes) }),
          ...options.headers,
        },
        agent: false,
        timeout: 10_000,
      },
      (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => {
          if (text.length < keptBody) text += chunk;
        });
        incoming.on("error", reject);
        incoming.on("end", () => {
          // Who announced a body and sends none would be waited for.
          outgoing.destroy();
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text });
        });
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 10 s")));
    // A tunnel that was opened is an answer, though no response.
    outgoing.on("connect", ({ statusCode = 0, headers }, socket) => {
      socket.destroy();
      resolve({ status: statusCode, headers, body: "" });
    });
    outgoing.on("error", reject);
    if (announcedBytes === undefined) outgoing.end(body);
    else outgoing.flushHeaders();
  });
}
