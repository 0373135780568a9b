import http from "node:http";
import https from "node:https";

/** A request to Pebble or its DNS server. */
export interface RequestOptions {
  /** Authority to trust, PEM; for https only. */
  readonly ca?: string;
  /** JSON body; makes it a POST. */
  readonly body?: unknown;
}

/**
 * Sends a request.
 *
 * @returns the body of a 2xx answer.
 * @throws Error for any other answer, or none within 30 s.
 */
export function request(url: string, options: RequestOptions = {}): Promise<string> {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  // RFC 8555 6.1 demands a User-Agent.
  const headers = { "User-Agent": "portcullis" };
  return new Promise((resolve, reject) => {
    const send = url.startsWith("https:") ? https.request : http.request;
    const sent = send(
      url,
      // No connection is kept: an idle one would keep the process that asked alive.
      { method: body === undefined ? "GET" : "POST", headers, ca: options.ca, timeout: 30_000, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(text);
          else reject(new Error(`${url} answered ${status}: ${text.slice(0, 500)}`));
        });
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`${url} did not answer within 30 s`)));
    sent.on("error", reject);
    sent.end(body);
  });
}
