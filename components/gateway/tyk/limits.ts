import type { GatewayPlan, PlanApi, PlanLimits, PlanRoute } from "../plan";
import { definitionId } from "./definition";

/** Lengths of a rate's periods in seconds. */
const periods = { second: 1, minute: 60, hour: 3600, day: 86400 } as const;
/**
 * Largest rate of a period, in requests. To count a call Tyk's limiter reads all calls of the period: with 8,000 of them
 * one gateway was down to half its throughput, with 39,000 to a ninth.
 */
export const maximumRate = 10_000;
/** Length of a quota's period in seconds: Tyk counts from the first request on. */
export const quotaSeconds = 30 * 86400;

/** All limits of an API, each once, with the name of what has it. */
export function limitsOf(api: PlanApi): { of: string; limits: PlanLimits }[] {
  const own = api.routes.flatMap(({ id, limits }) => (limits ? [{ of: id, limits }] : []));
  return own.length < api.routes.length ? [{ of: api.name, limits: api.limits }, ...own] : own;
}

/** The limit of an operation, and the name under which its requests are counted. */
export function limitOf(api: PlanApi, route: PlanRoute): { limits: PlanLimits; scope: string } {
  return route.limits
    ? { limits: route.limits, scope: definitionId("limit", `operation ${route.id}`) }
    : { limits: api.limits, scope: definitionId("limit", `api ${api.name}`) };
}

/**
 * How many calls of a caller have to be remembered, the newest ones: those beyond the largest rate decide nothing. Others
 * may count by rates of their own in a Redis that is not the host's.
 */
export function countsToKeep(plan: GatewayPlan): number {
  if (plan.redis !== undefined) return maximumRate;
  const rates = plan.apis.flatMap(limitsOf).flatMap(({ limits }) => Object.values(limits.rate));
  return Math.max(0, ...rates);
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
