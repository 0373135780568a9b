import { daysLeft, holds } from "../../audit/outside/tls/judge";
import { shownCertificate } from "../../audit/outside/tls/certificate";
import { offeredSuites, offeredVersions } from "../../audit/outside/tls/offers";
import type { Site } from "../../audit/outside/site";
import type { Look } from "./finding";

/** Whether the site shows a certificate that is good, and ends at one of its roots. */
export async function isTrusted(site: Site): Promise<boolean> {
  const shown = await shownCertificate(site);
  return shown.untrusted === undefined && holds(shown, site.name) && daysLeft(shown, new Date()) >= 0;
}

/** TLS 1.2 and 1.3 alone (RFC 8996 ended 1.0 and 1.1). */
export const versions: Look = async ({ site }) => {
  const found = (await offeredVersions(site)).join(", ");
  return {
    what: "TLS versions",
    measured: found || "none",
    ok: /^(TLSv1\.2, )?TLSv1\.3$/.test(found),
  };
};

/** Ciphers without forward secrecy, without authentication of what they encrypt, or without encryption are refused. */
export const weakCiphers: Look = async ({ site }) => {
  const weak = [
    "AES128-SHA",
    "AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES128-SHA",
    "ECDHE-RSA-AES128-SHA",
    "DHE-RSA-AES128-GCM-SHA256",
    "NULL-SHA256",
    "ADH-AES128-SHA",
  ];
  const found = await offeredSuites(site, weak);
  return {
    what: "Weak ciphers",
    measured: found.length === 0 ? `refused: all ${weak.length} tried` : `accepted: ${found.join(", ")}`,
    ok: found.length === 0,
  };
};

/** The certificate is from the authority, for this name, and not near its end. */
export const certificate: Look = async ({ site }) => {
  const shown = await shownCertificate(site);
  const days = daysLeft(shown, new Date());
  const trusted = shown.untrusted === undefined;
  return {
    what: "Certificate",
    measured: `${shown.names.join(", ") || "no name"}, by ${shown.issuer}, ${days} days left, ${shown.key.name}${trusted ? "" : ", not trusted"}`,
    ok: trusted && days > 0 && holds(shown, site.name),
  };
};
