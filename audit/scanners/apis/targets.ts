import { loadOpenApi } from "../../../components/gateway/openApi/load";
import type { OpenApiDocument } from "../../../components/gateway/openApi/document";
import { gatewayUrl } from "../../../components/gateway/front";
import type { GatewayPlan, PlanApi, PlanLimits, PlanRoute } from "../../../components/gateway/plan";
import { loadPlan } from "../../../components/gateway/planning/loadPlan";
import type { AuditedEnvironment } from "../../model/audited";
import { callers } from "./callers";

/** An operation that a scanner may call. */
export interface TargetOperation {
  /** What the gateway asks of its callers. */
  readonly route: PlanRoute;
  /** The limit that its calls are counted by. */
  readonly limits: PlanLimits;
  /** Name of the consumer to call it as. Default: it is public, or no consumer's credential is at hand. */
  readonly caller?: string;
}

/** One API of an environment at one host. */
export interface ApiTarget {
  /** Name of the host. */
  readonly host: string;
  /** Its address. */
  readonly address: string;
  /** Name of the site that the API is called at; its URL is `https://<site>`. */
  readonly site: string;
  /** The API's name. */
  readonly api: string;
  /** What its paths begin with; empty for nothing. */
  readonly basePath: string;
  /** Its OpenAPI document. Default: its operations are listed in the settings. */
  readonly document?: OpenApiDocument;
  /** Its operations, in the document's order. */
  readonly operations: readonly TargetOperation[];
  /** Requests a second that the edge lets in from one address. */
  readonly requestsPerSecond: number;
}

/** Methods that change nothing (RFC 9110 section 9.2.1). */
export const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * The APIs that scanners are pointed at: each one that the gateway serves, at each host, at the first name it has.
 *
 * @param full - whether operations that change something are called too
 * @returns none where there is no gateway, or no edge in front of it
 * @throws ConfigurationError where a document cannot be read
 */
export function apiTargets(environment: AuditedEnvironment, full: boolean): ApiTarget[] {
  const { settings, folder, hosts, credentials } = environment;
  const { edge, gateway } = settings;
  if (!edge || !gateway) return [];
  const plan = loadPlan(gateway, folder);
  const sites = edge.sites.filter(({ upstream }) => upstream.url === gatewayUrl(plan));
  const names = sites.flatMap((site) => site.names as readonly string[]);
  return hosts
    .filter(({ plan: { role } }) => role === "api")
    .flatMap(({ name: host, address }) =>
      plan.apis.flatMap((api): ApiTarget[] => {
        const site = names.find((name) => api.hosts.length === 0 || api.hosts.includes(name));
        const operations = operationsOf(plan, api, credentials, full);
        if (site === undefined || operations.length === 0) return [];
        const { openApi, basePath } = gateway.apis[api.name]!;
        return [
          {
            host,
            address,
            site,
            api: api.name,
            basePath: basePath === "/" ? "" : basePath,
            ...(openApi === undefined ? {} : { document: loadOpenApi(openApi, folder) }),
            operations,
            requestsPerSecond: edge.limits.requestsPerSecond,
          },
        ];
      }),
    );
}

function operationsOf(
  plan: GatewayPlan,
  api: PlanApi,
  credentials: AuditedEnvironment["credentials"],
  full: boolean,
): TargetOperation[] {
  const callerOf = callers(plan, api, credentials);
  return api.routes
    .filter(({ method }) => full || safeMethods.has(method))
    .map((route) => {
      const caller = callerOf(route);
      return { route, limits: route.limits ?? api.limits, ...(caller === undefined ? {} : { caller }) };
    });
}

/** Why there is nothing to look at, for a scanner that has no target. */
export const withoutApis = "The environment has no API behind a gateway and an edge";
