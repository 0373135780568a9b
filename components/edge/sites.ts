import type { ResolvedEdge } from "../model/types";

/** A certificate that a site needs. */
export interface CertificateRequest {
  /** Name of its folder and units: the first of {@link names}. */
  name: string;
  /** DNS names that it has to hold. */
  names: readonly string[];
}

/** The certificates that the sites need: one a site. */
export function certificateRequests(settings: Pick<ResolvedEdge, "sites">): CertificateRequest[] {
  return settings.sites.map(({ names }) => ({ name: names[0], names }));
}
