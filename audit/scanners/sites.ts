import { edgeOf } from "../../components/environment/plannedHost";
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

/** Every name that a host of the environment serves. */
export function siteTargets(environment: AuditedEnvironment): SiteTarget[] {
  const { hosts, roots, settings } = environment;
  return hosts.flatMap((host) =>
    (edgeOf(settings, host.plan)?.sites ?? [])
      .flatMap(({ names }) => names)
      .map((name) => ({ host, name, roots, label: `${name} on ${host.name}` })),
  );
}
