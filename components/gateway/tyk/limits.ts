import type { PlanApi, PlanLimits, PlanRoute } from "../plan";
import { definitionId } from "./definition";

/** Lengths of a rate's periods in seconds. */
const periods = { second: 1, minute: 60, hour: 3600, day: 86400 } as const;
/** Length of a quota's period in seconds: Tyk counts from the first request on. */
export const quotaSeconds = 30 * 86400;

/** The limit of an operation, and the name under which its requests are counted. */
export function limitOf(api: PlanApi, route: PlanRoute): { limits: PlanLimits; scope: string } {
  return route.limits
    ? { limits: route.limits, scope: definitionId("limit", `operation ${route.id}`) }
    : { limits: api.limits, scope: definitionId("limit", `api ${api.name}`) };
}

/** A limit in Tyk's words, for credentials and policies. */
export function allowance(limits: PlanLimits): object {
  const [period, rate] = Object.entries(limits.rate)[0] ?? [];
  return {
    rate: rate ?? 0,
    per: period === undefined ? 0 : periods[period as keyof typeof periods],
    quota_max: limits.quota ?? -1,
    quota_renewal_rate: limits.quota === undefined ? 0 : quotaSeconds,
    throttle_interval: -1,
    throttle_retry_limit: -1,
  };
}
