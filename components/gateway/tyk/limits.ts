import type { PlanApi, PlanLimits, PlanRoute } from "../plan";
import { definitionId } from "./definition";

/** The limit of an operation, and the name under which its requests are counted. */
export function limitOf(api: PlanApi, route: PlanRoute): { limits: PlanLimits; scope: string } {
  return route.limits
    ? { limits: route.limits, scope: definitionId("limit", `operation ${route.id}`) }
    : { limits: api.limits, scope: definitionId("limit", `api ${api.name}`) };
}
