import { parseTemplate, pathPattern, type PathTemplate } from "../../../../components/gateway/pathPattern";
import type { GatewayPlan, PlanApi, PlanConsumer, PlanRoute } from "../../../../components/gateway/plan";

/** An operation, with what a test says of it. */
export function route(
  method: PlanRoute["method"],
  template: string,
  parts: Partial<PlanRoute> = {},
): PlanRoute {
  return {
    id: `orders.${method.toLowerCase()}${template.replace(/[^a-z]/g, "-")}`,
    method,
    template,
    pattern: pathPattern(parseTemplate(template) as PathTemplate),
    priority: template.includes("{") ? 1 : 2,
    access: { kind: "jwt", roles: [] },
    bodyBytes: 1000,
    contentTypes: [],
    waf: false,
    addresses: { allow: [], deny: [] },
    requestHeaders: { set: {}, remove: [] },
    responseHeaders: { set: {}, remove: [] },
    ...parts,
  };
}

/** A plan of one API with these operations. */
export function plan(
  routes: readonly PlanRoute[],
  consumers: readonly PlanConsumer[] = [],
  api: Partial<PlanApi> = {},
): GatewayPlan {
  const templates = [...new Set(routes.map(({ template }) => template))];
  return {
    listen: { address: "127.0.0.1", port: 8000 },
    trustedProxies: ["127.0.0.1"],
    apis: [
      {
        name: "orders",
        hosts: [],
        upstreams: ["http://127.0.0.1:8080"],
        timeouts: { connect: 5, send: 60, read: 60 },
        limits: { rate: { minute: 1000 }, by: "consumer" },
        paths: templates.map((template) => {
          const of = routes.filter((other) => other.template === template);
          const { pattern, priority } = of[0]!;
          return { template, pattern, priority, methods: of.map(({ method }) => method).sort() };
        }),
        routes,
        ...api,
      },
    ],
    consumers,
    issuers: [],
    tokens: { audience: "portcullis", maximumLifetime: 3600 },
    limitStore: "redis",
  };
}
