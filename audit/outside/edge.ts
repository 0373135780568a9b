import type { CheckResult } from "../../components/audit/result";
import { httpChecks } from "../../components/audit/checks/http";
import { tlsChecks } from "../../components/audit/checks/tls";
import { responseHeaders } from "../../components/edge/responseHeaders";
import { tlsProfile } from "../../components/edge/tlsProfiles";
import type { Platform } from "../../components/host/platform";
import type { ResolvedEdge } from "../../components/model/types";
import { judgeEdge } from "./http/judge";
import { type EdgePaths, lookAtEdge } from "./http/look";
import type { Site } from "./site";
import { shownCertificate } from "./tls/certificate";
import { judgeCertificate, judgeOffers } from "./tls/judge";
import { tlsOffers } from "./tls/offers";
import { answered } from "./verdict";

const ofOffers = ["tls-old-versions", "tls-current-version", "tls-ciphers", "tls-groups"];
const [offerChecks, certificateChecks] = [
  tlsChecks.filter(({ id }) => ofOffers.includes(id)),
  tlsChecks.filter(({ id }) => !ofOffers.includes(id)),
];

/**
 * Looks at the TLS and the HTTP of every site of an edge, each by its first name.
 *
 * @param platform - the host's operating system, which the TLS profile is fitted to
 * @param siteNamed - the site of a name
 */
export async function lookAtSites(
  edge: ResolvedEdge,
  platform: Platform,
  siteNamed: (name: string) => Site,
): Promise<CheckResult[]> {
  const profile = tlsProfile(edge.tlsProfile, platform);
  const paths: EdgePaths = {
    plain: "/portcullis-audit?x=1",
    read: "/",
    write: "/",
    tooLarge: edge.limits.bodyBytes + 1,
  };
  const results: CheckResult[] = [];
  for (const one of edge.sites) {
    const [name] = one.names;
    const site = siteNamed(name);
    results.push(
      ...(await answered(offerChecks, async () => judgeOffers(name, await tlsOffers(site), profile), name)),
      ...(await answered(
        certificateChecks,
        async () => judgeCertificate(one.names, await shownCertificate(site), new Date()),
        name,
      )),
      ...(await answered(
        httpChecks,
        async () => judgeEdge(name, paths, await lookAtEdge(site, paths), responseHeaders(edge, one)),
        name,
      )),
    );
  }
  return results;
}
