import https from "node:https";
import type { LocalHost } from "../support";
import type { Ask } from "./attacks";
import type { Answer } from "./caller";

/** Calls an edge over HTTPS, on connections that are kept. */
export class EdgeClient {
  private readonly agent = new https.Agent({ keepAlive: true, maxSockets: 32, rejectUnauthorized: false });

  /** A client of the host's edge, for the site `name`. */
  constructor(
    private readonly host: () => LocalHost,
    private readonly name: string,
  ) {}

  /** Sends one request. */
  readonly ask = (method: string, path: string, asked: Ask = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { token, apiKey, headers = [], body } = asked;
      const request = https.request({
        host: this.host().address,
        port: 443,
        servername: this.name,
        method,
        path,
        agent: this.agent,
        timeout: 60_000,
        headers: [
          "Host",
          this.name,
          ...(token === undefined ? [] : ["Authorization", `Bearer ${token}`]),
          ...(apiKey === undefined ? [] : ["X-API-Key", apiKey]),
          ...(body === undefined ? [] : ["Content-Length", String(Buffer.byteLength(body))]),
          ...headers,
        ],
      });
      request.on("timeout", () => request.destroy(new Error(`no answer to ${method} ${path} within 60 s`)));
      request.on("error", reject);
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            id: 0,
            status: response.statusCode!,
            headers: response.headers as Record<string, string>,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      request.end(body);
    });

  /** Closes its connections. */
  close(): void {
    this.agent.destroy();
  }
}
