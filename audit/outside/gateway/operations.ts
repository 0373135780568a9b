import { randomUUID } from "node:crypto";
import { isGateway } from "../../../components/edge/gatewayFront";
import type { GatewayPlan, PlanApi, PlanLimits, PlanRoute } from "../../../components/gateway/plan";
import type { ResolvedEdge } from "../../../components/model/types";
import type { Site } from "../site";

/** One operation of the gateway, at a site that it is reached by. */
export interface Operation {
  readonly site: Site;
  readonly api: PlanApi;
  readonly route: PlanRoute;
}

/** Methods that change nothing (RFC 9110 section 9.2.1). */
const safeMethods: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** Names of the edge's sites that the gateway is behind. */
export function gatewayNames(edge: Pick<ResolvedEdge, "sites">, { listen }: GatewayPlan): string[] {
  const front = { url: `http://${listen.address}:${listen.port}` };
  return edge.sites.filter((site) => isGateway(site, front)).flatMap(({ names }) => names);
}

/**
 * The operations of a gateway, each at the first of the names that it answers for.
 *
 * @param siteNamed - the site of a name
 */
export function gatewayOperations(
  plan: GatewayPlan,
  names: readonly string[],
  siteNamed: (name: string) => Site,
): Operation[] {
  return plan.apis.flatMap((api) => {
    const name = names.find((one) => api.hosts.length === 0 || api.hosts.includes(one));
    return name === undefined ? [] : api.routes.map((route) => ({ site: siteNamed(name), api, route }));
  });
}

/** Whether calling an operation changes nothing. */
export function isSafe({ route }: Pick<Operation, "route">): boolean {
  return safeMethods.includes(route.method);
}

/** Whether an operation's path has parameters. */
export function hasParameters({ template }: Pick<PlanRoute, "template">): boolean {
  return template.includes("{");
}

/** A path of a template, with parameters that mean nothing that is there. */
export function samplePath(template: string): string {
  return template.replace(/\{[^{}]+\}/g, () => randomUUID());
}

/** The limits that count for an operation. */
export function limitsOf({ route, api }: Operation): PlanLimits {
  return route.limits ?? api.limits;
}

/** What a finding about an operation is called by. */
export function subjectOf({ site, route }: Operation): string {
  return `${route.method} https://${site.name}${route.template}`;
}
