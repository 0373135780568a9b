import { mustRun } from "../../../local/hosts";
import type { LocalClient } from "../support";

/** A number of requests, all alike. */
export interface Load {
  /** Name of the site. */
  readonly name: string;
  /** Address that it has. */
  readonly address: string;
  readonly path: string;
  /** How many, exactly. */
  readonly requests: number;
  /** How many a second, about. */
  readonly perSecond: number;
  /** Further headers, such as `authorization: Bearer …`. Default: none. */
  readonly headers?: readonly string[];
}

/**
 * Sends requests by h2load (Debian's nghttp2-client), which counts them.
 *
 * @throws Error where one was not answered
 */
export async function requestMany(client: LocalClient, load: Load): Promise<void> {
  const { name, address, path, requests, perSecond, headers = [] } = load;
  // nginx ends a connection after 1000 requests (keepalive_requests), and h2load makes no new one.
  const clients = Math.ceil(requests / 800);
  const { code, stdout, stderr } = await client.exec(
    [
      "h2load",
      `--requests=${requests}`,
      `--clients=${clients}`,
      `--rps=${Math.ceil(perSecond / clients)}`,
      "--max-concurrent-streams=4",
      `--connect-to=${address}:443`,
      ...headers.map((header) => `--header=${header}`),
      `https://${name}${path}`,
    ],
    { limitSeconds: 300 },
  );
  // Whatever the answer is, a request is logged.
  if (code !== 0 || !stdout.includes(`${requests} done, `) || !stdout.includes(" 0 errored, 0 timeout")) {
    throw new Error(`h2load: ${stderr}${stdout}`);
  }
}

/** Makes sure of h2load on this machine. */
export async function ensureLoadGenerator(): Promise<void> {
  await mustRun([
    "sh",
    "-c",
    "command -v h2load >/dev/null || apt-get install -q -y --no-install-recommends nghttp2-client",
  ]);
}
