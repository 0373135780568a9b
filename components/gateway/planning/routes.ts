import type {
  HeaderChanges,
  RateLimit,
  ResolvedGateway,
  ResolvedGatewayApi,
  ResolvedGatewayOperation,
} from "../../model/types";
import { pathPattern } from "../pathPattern";
import type { PlanAccess, PlanHeaders, PlanLimits, PlanRoute } from "../plan";
import type { DescribedOperation } from "./described";

/** Limits from settings; `by` counts where the settings do not say. */
export function limits(
  rateLimit: RateLimit | undefined,
  quota: number | undefined,
  by: PlanLimits["by"],
): PlanLimits {
  const { by: said, ...rate } = rateLimit ?? {};
  return { rate, ...(quota === undefined ? {} : { quota }), by: said ?? by };
}

function headers({ set = {}, remove = [] }: HeaderChanges): PlanHeaders {
  return { set, remove };
}

function access(
  api: ResolvedGatewayApi,
  operation: ResolvedGatewayOperation,
  issuers: readonly string[],
): PlanAccess {
  if (operation.public) return { kind: "public" };
  const kind = operation.authentication ?? api.authentication;
  const roles = operation.roles ?? api.roles;
  if (kind !== "oauth2") return { kind, roles };
  return { kind, roles, issuers: (api.issuers ?? issuers) as [string, ...string[]] };
}

/** An operation's own limits: what it sets, and for the rest what the API does. Default: it shares the API's. */
function ownLimits(
  api: ResolvedGatewayApi,
  operation: ResolvedGatewayOperation,
  engine: ResolvedGateway["engine"],
): PlanLimits | undefined {
  if (operation.rateLimit === undefined && operation.quota === undefined) {
    if (!operation.public) return undefined;
    // Tyk does not count by address: what anybody may call is limited by the edge alone.
    if (engine === "tyk") return { rate: {}, by: "address" };
    // Counted by consumer, callers that are not known would share nothing with the API's own count: they get their own.
    return limits({ ...api.rateLimit, by: "address" }, api.quota, "address");
  }
  const by = operation.public ? "address" : (api.rateLimit.by ?? "consumer");
  const inherited = operation.public ? { ...api.rateLimit, by: "address" as const } : api.rateLimit;
  return limits(operation.rateLimit ?? inherited, operation.quota ?? api.quota, by);
}

/**
 * What an operation asks of callers: its own settings, else the API's.
 *
 * @param gateway - which engine is to do it, and all issuers, which count where the API names none
 */
export function planRoute(
  id: string,
  described: DescribedOperation,
  api: ResolvedGatewayApi,
  operation: ResolvedGatewayOperation,
  priority: number,
  gateway: Pick<ResolvedGateway, "engine" | "issuers">,
): PlanRoute {
  const { method, path, body } = described;
  const own = ownLimits(api, operation, gateway.engine);
  const { allow = [], deny = [] } = operation.addresses ?? api.addresses;
  const validated = operation.validateBody ?? api.validateBody;
  return {
    id,
    method,
    template: path.template,
    pattern: pathPattern(path),
    priority,
    access: access(api, operation, Object.keys(gateway.issuers).sort()),
    ...(own ? { limits: own } : {}),
    bodyBytes: operation.bodyBytes ?? api.bodyBytes,
    contentTypes: operation.contentTypes ?? described.contentTypes,
    ...(body && validated ? { body } : {}),
    waf: operation.waf ?? api.waf,
    addresses: { allow, deny },
    requestHeaders: headers(operation.requestHeaders ?? api.requestHeaders),
    responseHeaders: headers(operation.responseHeaders ?? api.responseHeaders),
  };
}
