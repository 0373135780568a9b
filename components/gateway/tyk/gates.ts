import type { GatewayPlan, PlanApi, PlanIssuer, PlanLimits, PlanRoute } from "../plan";
import { byPriority, definitionId } from "./definition";
import { familiesOf, type KeyFamily } from "./families";
import { limitOf } from "./limits";

/** One kind of credential that an operation takes. */
export interface Entrance {
  /** How it is verified. */
  family: KeyFamily;
  /** Whose access tokens are meant. Default: what consumers have. */
  issuer?: PlanIssuer;
}

/** The kinds of credentials that an operation takes, of those that anybody has. */
export function entrancesOf({ consumers, issuers }: GatewayPlan, { access }: PlanRoute): Entrance[] {
  switch (access.kind) {
    case "public":
      return [];
    case "apiKey":
      return [{ family: "key" }];
    case "jwt": {
      const keys = consumers.flatMap(({ jwt }) => (jwt ? [jwt, ...jwt.publicKeys] : []));
      return familiesOf(keys.map(({ algorithm }) => algorithm)).map((family) => ({ family }));
    }
    case "oauth2":
      return issuers
        .filter(({ name }) => access.issuers.includes(name))
        .flatMap((issuer) => familiesOf(issuer.algorithms).map((family) => ({ family, issuer })));
  }
}

/** One definition that lets callers in: operations of an API that take one kind of credential and share a limit. */
export interface Gate extends Entrance {
  id: string;
  api: PlanApi;
  /** The limit, which all of its requests count against. */
  limits: PlanLimits;
  /** The name under which they are counted; gates of the other kinds have the same one. */
  scope: string;
  /** The operations behind it, the ones that count first in front. */
  routes: PlanRoute[];
}

/** Id of the gate for a kind of credential in front of an operation. */
export function gateId(api: PlanApi, route: PlanRoute, { family, issuer }: Entrance): string {
  const { scope } = limitOf(api, route);
  return definitionId(family, issuer ? `${scope} of issuer ${issuer.name}` : scope);
}

/** All gates of a plan: few, since Tyk searches all of its definitions for each that a request is handed to. */
export function gatesOf(plan: GatewayPlan): Gate[] {
  const gates = new Map<string, Gate>();
  for (const api of plan.apis)
    for (const route of byPriority(api.routes))
      for (const entrance of entrancesOf(plan, route)) {
        const id = gateId(api, route, entrance);
        const gate = gates.get(id) ?? { id, api, ...entrance, ...limitOf(api, route), routes: [] };
        gate.routes.push(route);
        gates.set(id, gate);
      }
  return [...gates.values()];
}
