import { kibanaEdgeOf } from "../../components/environment/plannedHost";
import type { ResolvedEdge } from "../../components/model/types";
import type { AuditedEnvironment, AuditedHost } from "../model/audited";
import type { Target } from "./scanner";

/** A site of an environment, on one of its hosts. */
export interface SiteTarget extends Target {
  readonly host: AuditedHost;
  /** The name that it is asked for by. */
  readonly name: string;
  /** Roots beside the system's, PEM. */
  readonly roots: readonly string[];
}

/** The edge that a host serves. */
function edgeOf({ settings }: AuditedEnvironment, { plan }: AuditedHost): ResolvedEdge | undefined {
  return plan.role === "api" ? settings.edge : kibanaEdgeOf(plan);
}

/** Every name that a host of the environment serves. */
export function siteTargets(environment: AuditedEnvironment): SiteTarget[] {
  const { hosts, roots } = environment;
  return hosts.flatMap((host) =>
    (edgeOf(environment, host)?.sites ?? [])
      .flatMap(({ names }) => names)
      .map((name) => ({ host, name, roots, label: `${name} on ${host.name}` })),
  );
}
