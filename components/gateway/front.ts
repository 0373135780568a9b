import type { FrontOperation, GatewayFront } from "../edge/gatewayFront";
import type { GatewayPlan, PlanLimits } from "./plan";

/** Lengths of a rate's periods in seconds, the longest first. */
const periods = { day: 86400, hour: 3600, minute: 60, second: 1 } as const;

function longest({ rate }: PlanLimits): FrontOperation["limit"] {
  const period = (["day", "hour", "minute", "second"] as const).find((name) => rate[name] !== undefined);
  return period && { requests: rate[period]!, seconds: periods[period] };
}

/**
 * Where a gateway answers, on its host.
 *
 * @param plan - what the gateway has to do
 */
export function gatewayUrl(plan: Pick<GatewayPlan, "listen">): string {
  return `http://${plan.listen.address}:${plan.listen.port}`;
}

/**
 * What the edge in front of a gateway has to know of it.
 *
 * @param plan - what the gateway has to do
 * @param engine - which software does it
 */
export function gatewayFront(plan: GatewayPlan, engine: GatewayFront["engine"]): GatewayFront {
  const routes = plan.apis
    .flatMap((api) => api.routes.map((route) => ({ api, route })))
    .sort((a, b) => b.route.priority - a.route.priority);
  return {
    url: gatewayUrl(plan),
    engine,
    lifetimes: Object.fromEntries([
      ...plan.consumers.filter(({ jwt }) => jwt).map(({ name }) => [name, plan.tokens.maximumLifetime]),
      ...plan.issuers.map(({ issuer, maximumLifetime }) => [issuer, maximumLifetime]),
    ]) as Record<string, number>,
    issuers: Object.fromEntries(plan.issuers.map(({ issuer, name, scopes }) => [issuer, { name, scopes }])),
    operations: routes.map(({ api, route }): FrontOperation => {
      const limit = longest(route.limits ?? api.limits);
      return {
        hosts: api.hosts,
        method: route.method,
        template: route.template,
        pattern: route.pattern,
        access: route.access.kind,
        ...(limit ? { limit } : {}),
        waf: route.waf,
      };
    }),
  };
}
