import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Target } from "./probe";

/** What came back. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What a request differs in from a GET over HTTPS of the site's own name. */
export interface RequestOptions {
  /** Default `https`. */
  scheme?: "http" | "https";
  /** Name that is asked for. Default: the site's. */
  host?: string;
  /** Default: POST where there is a body, else GET. */
  method?: string;
  /** Headers beside Host. */
  headers?: Record<string, string>;
  /** Body, as application/json unless {@link headers} say otherwise. */
  body?: string;
}

/** Sends one request to a site on a connection of its own; rejects where nothing comes back within 10 s. */
export function ask(target: Target, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { scheme = "https", host = target.name, body, headers } = options;
  const request = scheme === "https" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: target.address,
        servername: host,
        ca: target.rootPem,
        path,
        method: options.method ?? (body === undefined ? "GET" : "POST"),
        headers: { host, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
        agent: false,
        timeout: 10_000,
      },
      (incoming) => {
        let text = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => (text += chunk));
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
        );
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 10 s")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
