import { existsSync, readFileSync } from "node:fs";

const CANDIDATES = ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"];

/** The lines of a resolv.conf that are of use in another network namespace: none that name a loopback server. */
export function usableElsewhere(resolvConf: string): string | undefined {
  const lines = resolvConf.split("\n").filter((line) => /^(nameserver|search|options)\s/.test(line));
  const kept = lines.filter((line) => !/^nameserver\s+(127\.|::1\b|0\.0\.0\.0)/.test(line));
  return kept.some((line) => line.startsWith("nameserver")) ? `${kept.join("\n")}\n` : undefined;
}

/**
 * The machine's name servers in the form of a resolv.conf for hosts.
 *
 * @throws Error when the machine only has a name server on its own loopback address, which hosts can't reach.
 */
export function hostResolvConf(): string {
  for (const path of CANDIDATES) {
    const usable = existsSync(path) ? usableElsewhere(readFileSync(path, "utf8")) : undefined;
    if (usable !== undefined) return usable;
  }
  throw new Error(
    `no name server in ${CANDIDATES.join(" or ")} that local hosts could use (a loopback address is the machine's ` +
      "own): add a `nameserver` line with an address they can reach",
  );
}
