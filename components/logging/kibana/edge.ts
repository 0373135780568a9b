import type { Edge, ResolvedKibana } from "../../model/types";
import { kibanaUrl, paths } from "./paths";

/**
 * Settings of the edge in front of Kibana: a site of its own, over TLS to loopback as well. The bundle of Kibana has to be
 * applied before it, as it brings the authority's file.
 *
 * @param kibana - Kibana's settings
 */
export function kibanaEdge(kibana: Pick<ResolvedKibana, "name">): Edge {
  return {
    sites: [{ names: [kibana.name], upstream: { url: kibanaUrl, authority: paths.authority, pages: true } }],
    // A page of it loads some hundred files, and an import of saved objects may be large.
    limits: { requestsPerSecond: 100, burst: 500, bodyBytes: 16 * 1024 * 1024 },
    // Searches take their time.
    timeouts: { upstream: 180 },
  };
}
