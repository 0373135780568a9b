import { freemem } from "node:os";
import { ensureElasticsearch } from "../elasticsearch";
import { ensureFilebeat } from "../filebeat";
import { readAsset } from "../../components/assets";
import { ensurePackages, type PackageIndex, servePackages } from "../pythonPackages";
import { type Download, serveExecutable } from "../serveExecutable";

/** Name of the local host that collects the logs. */
export const logHostName = "logs1";
/** Namespace of the local data streams. */
const namespace = "local";
/** Java heap of the local Elasticsearch, in MiB: a few requests a second need no more. */
const heapMegabytes = 512;
/** Memory that has to be free, in MiB: the heap, as much again beside it, and the alerts. */
const neededMegabytes = 2 * heapMegabytes + 512;

/** Where hosts download what collects and ships logs: always the same ports, so that nothing changes between starts. */
const ports = { elasticsearch: 14998, filebeat: 14997, packages: 14996 } as const;

/** What ElastAlert 2 needs on Debian 12, which the local host runs. */
const requirements = {
  file: "components/logging/alerts/elastAlert/assets/requirements-3.11.txt",
  python: "3.11",
} as const;

/** What this machine built for the logs, offered to its hosts. */
export interface LogPrograms {
  elasticsearch: Pick<Download, "url"> & { sha512: string };
  filebeat: Pick<Download, "url" | "sha256"> & { version: string };
  /** An index of the packages that alerts need. */
  packages: Pick<PackageIndex, "url">;
}

/**
 * Offers the programs of the logs for as long as hosts are being set up.
 *
 * @param address - address of this machine in the environment's network
 * @returns the programs, and what ends the offer
 * @throws Error where too little memory is free, or they cannot be built
 */
export async function serveLogPrograms(
  address: string,
): Promise<{ programs: LogPrograms; close: () => Promise<void> }> {
  const free = Math.floor(freemem() / 2 ** 20);
  if (free < neededMegabytes)
    throw new Error(
      `--with-logs needs ${neededMegabytes} MiB of free memory for Elasticsearch, and there are ${free}: start without it`,
    );
  const [elasticsearch, filebeat] = [await ensureElasticsearch(), await ensureFilebeat()];
  // By this machine, which may know a proxy's authority that its hosts do not.
  const wheels = await ensurePackages(readAsset(requirements.file), requirements.python);
  const archive = { binary: elasticsearch.archive, sha256: elasticsearch.sha256 };
  const servers = [
    await serveExecutable(archive, address, ports.elasticsearch),
    await serveExecutable(filebeat, address, ports.filebeat),
    await servePackages(wheels, address, ports.packages),
  ] as const;
  return {
    programs: {
      elasticsearch: { url: servers[0].url, sha512: elasticsearch.sha512 },
      filebeat: { url: servers[1].url, sha256: filebeat.sha256, version: filebeat.version },
      packages: { url: servers[2].url },
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** The section `logging` of the local environment. */
export function localLogging({ elasticsearch, filebeat, packages }: LogPrograms): object {
  return {
    namespace,
    shipper: { binary: filebeat },
    server: {
      elasticsearch: { tarball: elasticsearch, heapMegabytes },
      alerts: { elastAlert: { index: packages.url } },
    },
  };
}
