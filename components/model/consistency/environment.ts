import { awsUser } from "../../aws/user";
import { platforms } from "../../host/platform";
import type { Problem } from "../problems";
import type { ResolvedEnvironment } from "../types";

/** An environment without a host has nothing that could be provisioned. */
export function someHost({ hosts, aws }: ResolvedEnvironment): Problem[] {
  if (aws || Object.keys(hosts).length > 0) return [];
  const message = "must have at least 1 entry, a host that exists, where aws makes none";
  return [{ path: ["hosts"], message }];
}

/** Two hosts at one address and port are one host, which two sets of bundles would fight over. */
export function oneHostPerAddress({ hosts }: ResolvedEnvironment): Problem[] {
  const owners = new Map<string, string>();
  return Object.entries(hosts).flatMap(([name, { address, port }]) => {
    const key = `${address} ${port}`;
    const owner = owners.get(key);
    if (owner === undefined) {
      owners.set(key, name);
      return [];
    }
    const found = `${address} port ${port} is that of hosts.${owner} as well`;
    return [{ path: ["hosts", name, "address"], message: `must be another host's (${found})` }];
  });
}

/** Hosts are reached by SSH, so that an empty list would lock out Portcullis itself. */
export function somebodyMayLogIn({ adminRanges }: ResolvedEnvironment): Problem[] {
  if (adminRanges.length > 0) return [];
  const message =
    "must have at least 1 entry: hosts are set up over SSH, and the firewall lets it in from these ranges alone";
  return [{ path: ["adminRanges"], message }];
}

/** A range of length 0 is the whole internet (CIS Controls v8 4.4: access is limited to what needs it). */
export function notEverybodyMayLogIn({ adminRanges }: ResolvedEnvironment): Problem[] {
  return adminRanges.flatMap((range, index) =>
    range.endsWith("/0")
      ? [
          {
            path: ["adminRanges", index],
            message: `must not be the whole internet (got "${range}"): name the networks that you log in from`,
          },
        ]
      : [],
  );
}

/** Mozilla Server Side TLS 6.0: the modern profile has ECDSA certificates only. */
export function modernNeedsEcdsa({ edge, certificates }: ResolvedEnvironment): Problem[] {
  if (edge?.tlsProfile !== "modern" || !certificates?.keyType.startsWith("rsa")) return [];
  const message = `must be "ecdsa-p256" or "ecdsa-p384" with edge.tlsProfile "modern" (got "${certificates.keyType}")`;
  return [{ path: ["certificates", "keyType"], message }];
}

/** An ACME directory asks one of a name's addresses (RFC 8555 8.3): the other hosts would never get a certificate. */
export function httpChallengeNeedsOneHost({
  hosts,
  aws,
  edge,
  certificates,
}: ResolvedEnvironment): Problem[] {
  const existing = Object.values(hosts).filter(({ role }) => role === "api");
  const count = existing.length + (aws?.api.count ?? 0);
  if (!edge || certificates?.challenge !== "http-01" || count === 1) return [];
  const message = `must be "dns-01-route53" with ${count} hosts that serve the same names (got "http-01")`;
  return [{ path: ["certificates", "challenge"], message }];
}

/** The account that sets a host up must stay able to log in. */
export function setupMayLogIn({ hosts, aws, sshServer }: ResolvedEnvironment): Problem[] {
  const { allowUsers } = sshServer;
  if (allowUsers.length === 0) return [];
  const accounts = new Map([
    ...Object.entries(hosts).map(([name, { user }]): [string, string] => [user, `hosts.${name} is`]),
    ...(aws ? [[awsUser, "hosts in AWS are"] as const] : []),
  ]);
  return [...accounts]
    .filter(([user]) => !allowUsers.includes(user))
    .map(([user, who]) => ({
      path: ["sshServer", "allowUsers"],
      message: `must hold "${user}", the account that ${who} set up with (got ${allowUsers.join(", ")})`,
    }));
}

/** What the archives of Red Hat's family do not have: other firewalls that start at boot, mod_qos, an ACME client. */
export function platformHasIt({ hosts, firewall, edge }: ResolvedEnvironment): Problem[] {
  const redhat = Object.entries(hosts).filter(([, { platform }]) => platforms[platform].family === "redhat");
  const [first] = redhat;
  const [server] = redhat.filter(([, { role }]) => role === "api");
  const problems: Problem[] = [];
  if (first && firewall.backend !== "nftables")
    problems.push({
      path: ["firewall", "backend"],
      message: `must be "nftables" with hosts.${first[0]} on ${first[1].platform} (got "${firewall.backend}")`,
    });
  if (server && edge)
    problems.push({
      path: ["edge"],
      message: `is not offered on ${server[1].platform}, which hosts.${server[0]} runs`,
    });
  return problems;
}
