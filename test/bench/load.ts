import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun } from "../../local/hosts";

/** Where requests go, and what they are. All get the same load. */
export interface Target {
  /** What it is, as it stands in the printed lines. */
  name: string;
  /** Base of its URLs. */
  url: string;
  path: string;
  headers?: Record<string, string>;
  /** Makes it a POST of JSON. Default: it is a GET. */
  json?: object;
}

/** What one run of a load measured. */
export interface Throughput {
  requestsPerSecond: number;
  /** Time in milliseconds within which 99 of 100 requests were answered. */
  p99: number;
}

/** A target with the medians of all of its runs. */
export interface Measured extends Throughput {
  name: string;
}

/** Requests on their way at a time; few enough that one processor's queue is not all that is measured. */
const CONNECTIONS = 16;

/**
 * Sends requests as fast as they are answered, by wrk: written in C, it takes far less of the processors that it shares
 * with what it measures than a load generator in JavaScript would.
 *
 * @param names - address by host name; certificates are not looked at, but names are, by the server
 * @param seconds - how long
 * @throws Error where any answer is not of the 200s, or a connection fails
 */
async function load(
  target: Target,
  names: Readonly<Record<string, string>>,
  seconds: number,
): Promise<Throughput> {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-load-"));
  try {
    const script = join(folder, "load.lua");
    const hosts = join(folder, "hosts");
    const lines = Object.entries(names).map(([name, address]) => `${address} ${name}\n`);
    writeFileSync(hosts, `127.0.0.1 localhost\n${lines.join("")}`);
    writeFileSync(script, renderScript(target), { mode: 0o600 });
    // In a mount namespace of its own, so that the name is known to this program alone.
    const alone = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"', hosts];
    const wrk = ["wrk", "--threads", "1", "--connections", String(CONNECTIONS), "--duration", `${seconds}s`];
    const argv = [...alone, ...wrk, "--script", script, `${target.url}${target.path}`];
    const stdout = await mustRun(argv, { limitSeconds: seconds + 60 });
    const said = /^RESULT (\S+) (\S+) (\S+)$/m.exec(stdout);
    if (!said) throw new Error(`${target.name}: wrk said ${stdout}`);
    const [rate, p99, failed] = said.slice(1).map(Number) as [number, number, number];
    if (failed > 0 || rate === 0) throw new Error(`${target.name}: ${failed} requests failed:\n${stdout}`);
    return { requestsPerSecond: rate, p99 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The request, and the figures, in wrk's Lua. */
function renderScript({ headers = {}, json }: Target): string {
  const all = { ...headers, ...(json ? { "Content-Type": "application/json" } : {}) };
  return [
    ...Object.entries(all).map(([name, value]) => `wrk.headers[${lua(name)}] = ${lua(value)}`),
    ...(json ? ['wrk.method = "POST"', `wrk.body = ${lua(JSON.stringify(json))}`] : []),
    "done = function(summary, latency)",
    "  local e = summary.errors",
    "  local failed = e.connect + e.read + e.write + e.status + e.timeout",
    '  io.write(string.format("RESULT %f %f %d\\n", summary.requests / summary.duration * 1e6,',
    "    latency:percentile(99) / 1000, failed))",
    "end",
    "",
  ].join("\n");
}

function lua(text: string): string {
  return JSON.stringify(text);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/**
 * Loads all targets in turn in every round, in the opposite order in every other one, so that what else the machine does
 * meets all alike.
 *
 * @param rounds - how often, an odd number
 * @returns medians by the target's place
 */
export async function loadInTurn(
  targets: readonly Target[],
  names: Readonly<Record<string, string>>,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<Measured[]> {
  const runs = targets.map((target) => ({ target, all: [] as Throughput[] }));
  // What is loaded, compiled or connected at the first request is none of the others' business.
  for (const { target } of runs) await load(target, names, 1);
  for (let round = 0; round < rounds; round++)
    for (const { target, all } of round % 2 === 0 ? runs : [...runs].reverse())
      all.push(await load(target, names, seconds));
  return runs.map(({ target: { name }, all }) => ({
    name,
    requestsPerSecond: median(all.map((run) => run.requestsPerSecond)),
    p99: median(all.map((run) => run.p99)),
  }));
}

/** A subject beside a peer: how many times its requests a second, and its p99. */
export interface Beside {
  throughput: number;
  p99: number;
  /** One line with both ratios, and the figures that they come from. */
  line: string;
}

/** Compares two of {@link loadInTurn}'s results. Figures are told beside a peer's only: alone they say nothing. */
export function beside(subject: Measured, peer: Measured): Beside {
  const throughput = subject.requestsPerSecond / peer.requestsPerSecond;
  const p99 = subject.p99 / peer.p99;
  const rates = `${subject.requestsPerSecond.toFixed(0)} / ${peer.requestsPerSecond.toFixed(0)} requests a second`;
  const times = `${subject.p99.toFixed(1)} / ${peer.p99.toFixed(1)} ms`;
  const line = `${subject.name}: ${throughput.toFixed(2)} × the requests and ${p99.toFixed(1)} × the p99 of ${peer.name} (${rates}, ${times})`;
  return { throughput, p99, line };
}
