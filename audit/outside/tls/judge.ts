import { checkServerIdentity, type PeerCertificate } from "node:tls";
import type { CheckResult } from "../../../components/audit/result";
import type { TlsProfile } from "../../../components/edge/tlsProfiles";
import { verdict } from "../verdict";
import type { ShownCertificate } from "./certificate";
import type { TlsOffers } from "./offers";
import { suites } from "./suites";

const DAY_MS = 86_400_000;
/** Share of its time that a certificate may have left before it counts as not renewed. Renewal is due at a third. */
const leastLeft = 1 / 5;

const listed = (values: readonly string[]): string => values.join(", ") || "none";

/**
 * Judges the versions, suites and groups that a site offers.
 *
 * @param name - the site's name
 * @param profile - what its settings say that it offers
 */
export function judgeOffers(name: string, offers: TlsOffers, profile: TlsProfile): CheckResult[] {
  const { versions } = offers;
  const old = versions.filter((version) => !["TLSv1.2", "TLSv1.3"].includes(version));
  const beside = (found: readonly string[], allowed: readonly string[]): string[] =>
    found.filter((one) => !allowed.includes(one));
  const otherSuites = beside(offers.suites, profile.ciphers);
  const otherGroups = beside(offers.groups, profile.groups);
  return [
    verdict(
      "tls-old-versions",
      old.length === 0 && versions.length > 0,
      `offered: ${listed(versions)}`,
      name,
    ),
    verdict("tls-current-version", versions.includes("TLSv1.3"), `offered: ${listed(versions)}`, name),
    verdict(
      "tls-ciphers",
      otherSuites.length === 0,
      otherSuites.length === 0
        ? `offered in TLS 1.2, of ${suites.size} tried: ${listed(offers.suites)}`
        : `offered beside the profile: ${listed(otherSuites)}`,
      name,
    ),
    verdict(
      "tls-groups",
      otherGroups.length === 0,
      otherGroups.length === 0
        ? `offered: ${listed(offers.groups)}`
        : `offered beside the profile: ${listed(otherGroups)}`,
      name,
    ),
  ];
}

/** Whether a key is long enough: 2048 bits for RSA, 256 for elliptic curves. */
export function isStrong({ type, name, bits }: ShownCertificate["key"]): boolean {
  if (type === "rsa") return bits >= 2048;
  return type === "ec" ? bits >= 256 : ["ed25519", "ed448"].includes(name);
}

/** Whole days until a certificate's end; negative after it. */
export function daysLeft({ until }: Pick<ShownCertificate, "until">, now: Date): number {
  return Math.floor((until.getTime() - now.getTime()) / DAY_MS);
}

/** Whether a certificate holds a name (RFC 9525 section 6.3). */
export function holds({ names }: Pick<ShownCertificate, "names">, name: string): boolean {
  const shown = { subject: {}, subjectaltname: names.join(", ") } as PeerCertificate;
  return checkServerIdentity(name, shown) === undefined;
}

/**
 * Judges a site's certificate.
 *
 * @param names - all names of the site, the one that it was asked by first
 */
export function judgeCertificate(
  names: readonly [string, ...string[]],
  shown: ShownCertificate,
  now: Date,
): CheckResult[] {
  const [name] = names;
  const missing = names.filter((one) => !holds(shown, one));
  const lifetime = shown.until.getTime() - shown.from.getTime();
  const left = shown.until.getTime() - now.getTime();
  const times = `valid from ${shown.from.toISOString()} until ${shown.until.toISOString()}, ${daysLeft(shown, now)} days left`;
  return [
    verdict(
      "tls-chain",
      shown.untrusted === undefined,
      `by ${shown.issuer}${shown.untrusted === undefined ? "" : `: ${shown.untrusted}`}`,
      name,
    ),
    verdict(
      "tls-names",
      missing.length === 0,
      `holds ${listed(shown.names)}${missing.length === 0 ? "" : `; not ${listed(missing)}`}`,
      name,
    ),
    verdict(
      "tls-expiry",
      shown.from.getTime() <= now.getTime() && left > 0 && left >= lifetime * leastLeft,
      times,
      name,
    ),
    verdict("tls-key", isStrong(shown.key), shown.key.name, name),
  ];
}
