import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** An index of packages, offered to the hosts of an environment. */
export interface PackageIndex {
  /** Its URL, as pip's `--index-url` takes it. */
  readonly url: string;
  /** Ends the server. */
  close(): Promise<void>;
}

/** A package's name in an index (PEP 503): what separates its words is a hyphen. */
const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

/**
 * Offers wheels as an index of packages (PEP 503) on one address, for as long as hosts are being set up. Without TLS:
 * hosts believe the hashes of their requirements.
 *
 * @param folder - the wheels
 * @param address - address of this machine in the environment's network
 * @param wanted - TCP port. Default: any that is free
 */
export async function servePackages(folder: string, address: string, wanted = 0): Promise<PackageIndex> {
  const wheels = readdirSync(folder).filter((name) => name.endsWith(".whl"));
  const server = createServer((request, response) => {
    const [, kind, name = ""] = (request.url ?? "").split("/");
    if (kind === "simple") {
      const found = wheels.filter((wheel) => normalized(wheel.split("-")[0]!) === name);
      const links = found.map((wheel) => `<a href="/wheels/${encodeURIComponent(wheel)}">${wheel}</a>`);
      response.writeHead(found.length > 0 ? 200 : 404, { "content-type": "text/html" });
      response.end(`<!doctype html><html><body>${links.join("\n")}</body></html>`);
      return;
    }
    const wheel = wheels.find((one) => one === decodeURIComponent(name));
    response.writeHead(kind === "wheels" && wheel ? 200 : 404);
    response.end(wheel && readFileSync(join(folder, wheel)));
  });
  server.listen(wanted, address);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${port}/simple/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
