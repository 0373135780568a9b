import type { Problem } from "../problems";
import type { ResolvedEdge } from "../types";

/** A name is served by one site only: a web server would silently take the first. */
export function oneSitePerName(edge: ResolvedEdge): Problem[] {
  const owners = new Map<string, number>();
  return edge.sites.flatMap((site, index) =>
    site.names.flatMap((name, position) => {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, index);
      if (owner === undefined || owner === index) return [];
      const path = ["sites", index, "names", position];
      return [{ path, message: `must be on one site only ("${name}" is on sites[${owner}] as well)` }];
    }),
  );
}

/** What https://hstspreload.org asks of a site before its name is built into browsers. */
export function preloadIsReady(edge: ResolvedEdge): Problem[] {
  const { preload, includeSubDomains, maxAge } = edge.hsts;
  if (!preload) return [];
  const problems: Problem[] = [];
  if (!includeSubDomains)
    problems.push({
      path: ["hsts", "includeSubDomains"],
      message: "must be true with hsts.preload (got false)",
    });
  if (maxAge < 31536000)
    problems.push({
      path: ["hsts", "maxAge"],
      message: `must be >= 31536000 with hsts.preload (got ${maxAge})`,
    });
  return problems;
}

/** An upstream over TLS is verified, and by nothing but a given authority; one without has nothing to verify. */
export function upstreamIsVerified({ sites }: ResolvedEdge): Problem[] {
  return sites.flatMap(({ upstream: { url, authority } }, index) => {
    const encrypted = url.startsWith("https:");
    if (encrypted === (authority !== undefined)) return [];
    const path = ["sites", index, "upstream", "authority"];
    return [
      { path, message: encrypted ? `is missing, and needed with ${url}` : `must go with https (got ${url})` },
    ];
  });
}
