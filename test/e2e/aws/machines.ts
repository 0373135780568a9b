import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { MachineAddress, MachineRequest } from "../../fakes/aws/machines";
import type { LocalEnvironment } from "../support";

/** Makes local hosts of the instances of the fake cloud. */
export interface Machines {
  /** For `FAKE_AWS_MACHINES`. */
  url: string;
  /** Stops answering; the hosts end with their environment. */
  close(): Promise<void>;
}

async function body<T>(request: IncomingMessage): Promise<T> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as T;
}

/**
 * Answers the fake `aws` plugin: an instance of Debian 12 or 13 is a local host with exactly its user-data.
 *
 * @param environment - where the hosts are started, named like the instances' ids
 */
export async function serveMachines(environment: LocalEnvironment): Promise<Machines> {
  const start = async ({ id, image, userData }: MachineRequest): Promise<MachineAddress> => {
    const release = image.startsWith("debian-13-") ? "trixie" : "bookworm";
    if (!image.startsWith("debian-")) throw new Error(`no local host can be made of ${image}`);
    const { address } = await environment.startHost({ name: id, release, userData });
    return { address };
  };
  const handle = async (request: IncomingMessage): Promise<unknown> => {
    if (request.url === "/start") return start(await body(request));
    await environment.cutPower((await body<{ id: string }>(request)).id);
    return {};
  };
  const server = createServer((request, response) => {
    handle(request).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
