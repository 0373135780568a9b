import { answerHeaders } from "../answerHeaders";
import type { PlanAccess, PlanApi, PlanRoute } from "../plan";
import { tykSchema } from "./bodySchema";
import { type Definition, definitionId, type ExtendedPaths, renderDefinition } from "./definition";

/**
 * Id of an operation's definition. Operations that are treated alike share one: what a request is handed to is searched
 * among all definitions (measured: 500 of them cost two thirds of the throughput).
 */
export function operationId(api: PlanApi, route: PlanRoute): string {
  return renderOperation(api, route).api_id;
}

/** Headers between definitions, and a gate's own: none is for an upstream. */
const internalHeaders = [
  "X-Portcullis-Front",
  "X-Portcullis-Issuer",
  "X-Portcullis-Audience",
  "X-Portcullis-Expires",
  "X-Portcullis-Not-Before",
  "X-Portcullis-Scope",
  "X-Api-Key",
];

/** What an edge's log gets to know of the caller: as the gate has found it, since no other definition knows. */
function callerHeaders({ kind }: PlanAccess): Record<string, string> {
  const { answer, consumer, roles, issuer, subject, scope } = answerHeaders;
  switch (kind) {
    case "public":
      return { [answer]: "public" };
    case "jwt":
    case "apiKey":
      return { [answer]: "authenticated", [consumer]: "$tyk_meta.name", [roles]: "$tyk_meta.roles" };
    case "oauth2":
      return {
        [answer]: "authenticated",
        [issuer]: "$tyk_context.jwt_claims_iss",
        [subject]: "$tyk_context.jwt_claims_sub",
        [scope]: "$tyk_context.jwt_claims_scope",
      };
  }
}

/**
 * Renders the last step of an operation, which only callers get to who may: addresses, size, JSON Schema, headers,
 * upstream. It is internal: no client reaches it but through the front and a gate.
 */
export function renderOperation(api: PlanApi, route: PlanRoute): Definition {
  const { method } = route;
  const { allow, deny } = route.addresses;
  const paths: ExtendedPaths = {
    // What the front has not seen: a body without Content-Length is refused by 411, since Tyk cannot count it.
    ...(["POST", "PUT", "PATCH"].includes(method) && {
      size_limits: [{ path: "^.*$", method, size_limit: route.bodyBytes }],
    }),
    ...(route.body && {
      validate_json: [
        { path: "^.*$", method, schema: tykSchema(route.body.schema, route.id), error_response_code: 422 },
      ],
    }),
    hard_timeouts: [{ path: "^.*$", method, timeout: api.timeouts.read }],
  };
  const parts = {
    upstreams: api.upstreams,
    paths,
    setHeaders: { ...route.requestHeaders.set },
    removeHeaders: [...internalHeaders, ...route.requestHeaders.remove],
    more: {
      ...(allow.length > 0 && { enable_ip_whitelisting: true, allowed_ips: allow }),
      ...(deny.length > 0 && { enable_ip_blacklisting: true, blacklisted_ips: deny }),
    },
  };
  const responseHeaders = {
    set: { ...route.responseHeaders.set, ...callerHeaders(route.access) },
    // The API's own are gone before ours are set.
    remove: [...route.responseHeaders.remove, ...Object.values(answerHeaders)],
  };
  const content = { ...parts, responseHeaders };
  return renderDefinition({ id: definitionId("operation", JSON.stringify(content)), ...content });
}
