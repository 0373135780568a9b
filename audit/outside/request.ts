import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect, type Socket } from "node:net";
import { checkServerIdentity, connect as connectTls, rootCertificates } from "node:tls";
import type { Site } from "./site";
import { chainProblem } from "./tls/certificate";

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
  /**
   * Whether a certificate is taken that ends at no trusted root or is another site's: what is asked is no secret.
   * Default: no. Its time is never looked at: an audit asks on where a certificate has expired, and tells of it.
   */
  readonly untrusted?: boolean;
}

const LIMIT_MS = 10_000;
const noAnswer = "no answer within 10 s";
/** Most of a body that is kept, in characters. */
const keptBody = 1_000_000;

/** A connection to a site that is what it says it is. */
function secureConnection(
  { address, roots }: Site,
  name: string,
  untrusted: boolean,
  ready: (error: Error | null, socket?: Socket) => void,
): void {
  const ca = [...rootCertificates, ...roots];
  const socket = connectTls(
    {
      host: address,
      port: 443,
      servername: name,
      ca,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    },
    () => {
      const problem = untrusted
        ? undefined
        : (chainProblem(socket, ca) ?? checkServerIdentity(name, socket.getPeerCertificate())?.message);
      if (problem === undefined) return ready(null, socket);
      socket.destroy();
      ready(new Error(`the certificate of ${name} is not trusted: ${problem}`));
    },
  );
  socket.once("error", (error: Error) => ready(error));
  socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error(noAnswer)));
}

/** Sends one request to a site on a connection of its own; rejects where nothing comes back within 10 s. */
export function ask(site: Site, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { scheme = "https", host = site.name, body, announcedBytes } = options;
  const request = scheme === "https" ? httpsRequest : httpRequest;
  const bytes = announcedBytes ?? (body === undefined ? undefined : Buffer.byteLength(body));
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: site.address,
        path,
        method: options.method ?? (bytes === undefined ? "GET" : "POST"),
        headers: {
          host,
          ...(bytes === undefined
            ? {}
            : { "content-type": "application/json", "content-length": String(bytes) }),
          ...options.headers,
        },
        createConnection: (_options, ready) => {
          if (scheme === "http") return connect({ host: site.address, port: 80 });
          secureConnection(site, host, options.untrusted === true, (error, socket) =>
            // Node's types ask for a connection beside an error.
            ready(error, socket as Socket),
          );
          return undefined;
        },
        timeout: LIMIT_MS,
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
    outgoing.on("timeout", () => outgoing.destroy(new Error(noAnswer)));
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
