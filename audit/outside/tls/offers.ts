import { connect } from "node:net";
import type { Site } from "../site";
import { clientHello, type Hello, readAnswer, type ServerHello, type TlsVersion, tlsVersions } from "./hello";
import { groups, suites, suitesOfTls13 } from "./suites";

const ANSWER_LIMIT_MS = 10_000;

/** What a server of TLS offers. */
export interface TlsOffers {
  /** Versions that it speaks, oldest first. */
  readonly versions: readonly TlsVersion[];
  /** OpenSSL's names of the cipher suites of TLS 1.2 that it takes, as it prefers them. */
  readonly suites: readonly string[];
  /** OpenSSL's names of the key exchange groups that it takes. */
  readonly groups: readonly string[];
}

/**
 * Says hello to a site and hangs up.
 *
 * @returns what the server took, or `refused` where it took nothing: by an alert, or by closing the connection
 * @throws Error where there is no server, or it neither takes nor refuses
 */
export function sayHello(site: Site, hello: Omit<Hello, "name">): Promise<ServerHello | "refused"> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: site.address, port: 443 });
    let received = Buffer.alloc(0);
    let connected = false;
    socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy(new Error("no answer within 10 s")));
    socket.once("connect", () => {
      connected = true;
      socket.write(clientHello({ name: site.name, ...hello }));
    });
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      try {
        const answer = readAnswer(received);
        if (answer === undefined) return;
        resolve(answer);
        socket.destroy();
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    socket.once("end", () => resolve("refused"));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      connected && ["ECONNRESET", "EPIPE"].includes(error.code ?? "") ? resolve("refused") : reject(error),
    );
  });
}

const allGroups = [...groups.keys()];

/** Numbers of the suites that a client of a version can name. */
function suitesOf(version: TlsVersion): number[] {
  return [...(version === "TLSv1.3" ? suitesOfTls13 : suites).keys()];
}

/** The versions that a site speaks, oldest first. */
export async function offeredVersions(site: Site): Promise<TlsVersion[]> {
  const offered: TlsVersion[] = [];
  for (const version of tlsVersions) {
    const answer = await sayHello(site, { version, suites: suitesOf(version), groups: allGroups });
    // A server may answer with an older version than it was asked for, which counts where that is asked for.
    if (answer !== "refused" && answer.version === version) offered.push(version);
  }
  return offered;
}

/**
 * Which of some cipher suites a site takes in TLS 1.2, as it prefers them.
 *
 * @param candidates - OpenSSL's names
 */
export async function offeredSuites(site: Site, candidates: readonly string[]): Promise<string[]> {
  let left = [...suites].filter(([, name]) => candidates.includes(name)).map(([number]) => number);
  const offered: string[] = [];
  while (left.length > 0) {
    const answer = await sayHello(site, { version: "TLSv1.2", suites: left, groups: allGroups });
    if (answer === "refused" || answer.version !== "TLSv1.2" || !left.includes(answer.suite)) break;
    offered.push(suites.get(answer.suite)!);
    left = left.filter((number) => number !== answer.suite);
  }
  return offered;
}

/** Groups that certificates' keys are of: a server of TLS 1.2 has to be told of them (RFC 8422 section 5.1). */
const certificateGroups = [23, 24, 25];

/** Which groups a site takes in a version, asked for one by one. */
async function offeredGroups(site: Site, version: TlsVersion): Promise<string[]> {
  const offered: string[] = [];
  const elliptic = [...suites].filter(([, name]) => name.startsWith("ECDHE-")).map(([number]) => number);
  const [named, beside] = version === "TLSv1.3" ? [suitesOf(version), []] : [elliptic, certificateGroups];
  for (const [number, name] of groups) {
    const answer = await sayHello(site, {
      version,
      suites: named,
      groups: [...new Set([number, ...beside])],
    });
    if (answer !== "refused" && answer.version === version && answer.group === number) offered.push(name);
  }
  return offered;
}

/** All that a site offers in handshakes, by about sixty of them. */
export async function tlsOffers(site: Site): Promise<TlsOffers> {
  const versions = await offeredVersions(site);
  const modern = versions.filter((version) => version === "TLSv1.2" || version === "TLSv1.3");
  const found = new Set<string>();
  for (const version of modern) for (const group of await offeredGroups(site, version)) found.add(group);
  return {
    versions,
    suites: versions.includes("TLSv1.2") ? await offeredSuites(site, [...suites.values()]) : [],
    groups: [...groups.values()].filter((name) => found.has(name)),
  };
}
