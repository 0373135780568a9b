import http from "node:http";
import { createInterface } from "node:readline";
import type { Answer, Call } from "./caller";

/** Runs in a host's network namespace: sends the calls that come by standard input, one JSON a line. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function send({ port, method, path, headers, body }: Call): Promise<Omit<Answer, "id">> {
  return new Promise((resolve) => {
    const request = http.request({ host: "127.0.0.1", port, method, path, headers, agent, timeout: 30_000 });
    request.on("timeout", () => request.destroy(new Error("no answer within 30 s")));
    request.on("error", (error) => resolve({ status: 0, headers: {}, body: error.message }));
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", (error) => resolve({ status: 0, headers: {}, body: error.message }));
      response.on("end", () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.end(body);
  });
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { id, call } = JSON.parse(line) as { id: number; call: Call };
    void send(call).then((answer) => process.stdout.write(`${JSON.stringify({ id, ...answer })}\n`));
  })
  .on("close", () => process.exit(0));
