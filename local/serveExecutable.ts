import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";

/** An executable that was built on this machine. */
export interface ExecutableBuild {
  /** Path of the executable. */
  readonly binary: string;
  /** Its SHA-256, in hex. */
  readonly sha256: string;
}

/** An executable, offered to the hosts of an environment. */
export interface Download {
  /** Where hosts find it. */
  readonly url: string;
  /** SHA-256 that they check. */
  readonly sha256: string;
  /** Ends the server. */
  close(): Promise<void>;
}

/**
 * Offers one file over HTTP on one address, for as long as hosts are being set up. Without TLS: hosts believe the sum,
 * which they are told over SSH.
 *
 * @param build - the executable
 * @param address - address of this machine in the environment's network
 * @param wanted - TCP port. Default: any that is free
 */
export async function serveExecutable(
  build: ExecutableBuild,
  address: string,
  wanted = 0,
): Promise<Download> {
  const path = `/${basename(build.binary)}`;
  const { size } = await stat(build.binary);
  const server = createServer((request, response) => {
    if (request.url !== path || request.method !== "GET") {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": size });
    // A host that goes away is its own business: it asks again.
    pipeline(createReadStream(build.binary), response).catch(() => response.destroy());
  });
  server.listen(wanted, address);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${port}${path}`,
    sha256: build.sha256,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
