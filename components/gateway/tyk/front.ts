import type { GatewayPlan, PlanApi, PlanRoute } from "../plan";
import { answers, replyToAll } from "./answers";
import {
  byPriority,
  type Definition,
  definitionId,
  handTo,
  type Match,
  renderDefinition,
  type Rewrite,
  type Trigger,
  tykPattern,
  wholePath,
} from "./definition";
import { type Entrance, entrancesOf, gateId } from "./gates";
import { operationId } from "./operation";
import { accessTokenMatch, tokenMatch } from "./tokenMatch";

/** Headers by which an upstream learns who calls: what a client says of it never gets further. */
const identityHeaders = [
  "X-Consumer-ID",
  "X-Consumer-Custom-ID",
  "X-Consumer-Username",
  "X-Consumer-Groups",
  "X-Credential-Identifier",
  "X-Anonymous-Consumer",
  "X-Authenticated-Scope",
  "X-Authenticated-Userid",
  "X-Authenticated-Groups",
];

/** Regular expression of decimal numbers above `limit`, for a header that Tyk can only compare as text. */
export function numberAbove(limit: number): string {
  const digits = String(limit);
  const longer = `[1-9][0-9]{${digits.length},}`;
  const sameLength = [...digits].flatMap((digit, at) =>
    digit === "9" ? [] : [`${digits.slice(0, at)}[${Number(digit) + 1}-9][0-9]{${digits.length - at - 1}}`],
  );
  return `^0*(?:${[longer, ...sameLength].join("|")})$`;
}

function mediaTypes(types: readonly string[]): string {
  return `(?i)^(?:${types.map((type) => type.replace(/[.+]/g, "\\$&")).join("|")})[ \\t]*(?:;.*)?$`;
}

/** What a request has to have to be led to a gate; `issuers` are those whose tokens the operation takes. */
function entranceMatch({ family, issuer }: Entrance, issuers: number): Record<string, Match> {
  if (family === "key") return { "X-Api-Key": { match_rx: "^.+$" } };
  if (!issuer) return { Authorization: tokenMatch(family) };
  return { Authorization: accessTokenMatch(family, issuers > 1 ? issuer.issuer : undefined) };
}

/** The gates of an operation. An issuer whose name begins with another's comes behind it, since the last one counts. */
function gateEntrances(
  plan: GatewayPlan,
  api: PlanApi,
  route: PlanRoute,
): { id: string; header: Record<string, Match> }[] {
  const issuers = route.access.kind === "oauth2" ? route.access.issuers.length : 0;
  return entrancesOf(plan, route)
    .sort((a, b) => (a.issuer?.issuer.length ?? 0) - (b.issuer?.issuer.length ?? 0))
    .map((entrance) => ({
      id: gateId(api, route, entrance),
      header: entranceMatch(entrance, issuers),
    }));
}

/** Where a request for the route goes: to its gate or operation, or to an answer. Later triggers count first. */
function routeRewrite(plan: GatewayPlan, api: PlanApi, route: PlanRoute): Rewrite {
  const { access } = route;
  const takesBody = route.contentTypes.length > 0 && ["POST", "PUT", "PATCH"].includes(route.method);
  const entrances: { id: string; header?: Record<string, Match> }[] =
    access.kind === "public" ? [{ id: operationId(api, route) }] : gateEntrances(plan, api, route);
  const denied = access.kind === "apiKey" ? answers.apiKeyNeeded : answers.unauthorized;
  const always = { "X-Portcullis-Front": { match_rx: "^1$" } };
  const triggers = entrances.flatMap(({ id, header = always }): Trigger[] =>
    takesBody
      ? [
          {
            on: "all",
            options: { header_matches: header },
            rewrite_to: handTo(answers.unsupportedMediaType),
          },
          {
            on: "all",
            options: {
              header_matches: { ...header, "Content-Type": { match_rx: mediaTypes(route.contentTypes) } },
            },
            rewrite_to: handTo(id),
          },
        ]
      : [{ on: "all", options: { header_matches: header }, rewrite_to: handTo(id) }],
  );
  return {
    path: tykPattern(route.pattern),
    method: route.method,
    match_pattern: wholePath,
    rewrite_to: handTo(denied),
    triggers: [
      ...triggers,
      {
        on: "all",
        options: { header_matches: { "Content-Length": { match_rx: numberAbove(route.bodyBytes) } } },
        rewrite_to: handTo(answers.tooLarge),
      },
      // Two headers of which one is no token: the first would be judged and both would look fine to a log.
      ...(access.kind === "jwt" || access.kind === "oauth2"
        ? [
            {
              on: "all" as const,
              options: {
                header_matches: { Authorization: { match_rx: "^Bearer [!-~]+$", reverse: true } },
              },
              rewrite_to: handTo(denied),
            },
          ]
        : []),
    ],
  };
}

/** The APIs that answer for a host name; no host name stands for all that no API names. */
export function apisOf({ apis }: GatewayPlan, host: string | undefined): PlanApi[] {
  return apis.filter(({ hosts }) => hosts.length === 0 || (host !== undefined && hosts.includes(host)));
}

/** Host names that have a front of their own. */
export function hostsOf({ apis }: GatewayPlan): (string | undefined)[] {
  return [...new Set(apis.flatMap(({ hosts }) => hosts)), undefined];
}

/**
 * Renders what clients of a host name meet first: 404 for paths that no API has, 405 with `Allow` for methods that a
 * path does not have, else the way to the operation. Tyk's own list of allowed paths answers both by 403, and it has
 * one definition a host name and path prefix, so that the APIs of a host name share it.
 */
export function renderFront(plan: GatewayPlan, host: string | undefined): Definition {
  const apis = apisOf(plan, host);
  const routes = byPriority(apis.flatMap((api) => api.routes.map((route) => ({ api, route, ...route }))));
  const cors = apis[0]?.cors;
  const pass = { action: "no_action" as const, code: 200, data: "", headers: {} };
  return renderDefinition({
    id: definitionId("front", host ?? ""),
    listenPath: "/",
    host,
    setHeaders: { "X-Portcullis-Front": "1" },
    removeHeaders: identityHeaders,
    paths: {
      white_list: [
        ...byPriority(apis.flatMap(({ paths }) => paths)).map((path) => ({
          path: tykPattern(path.pattern),
          method_actions: {
            ...replyToAll(405, { Allow: path.methods.join(", ") }),
            ...Object.fromEntries(path.methods.map((method) => [method, pass])),
          },
        })),
        { path: "^.*$", method_actions: replyToAll(404) },
      ],
      url_rewrites: routes.map(({ api, route }) => routeRewrite(plan, api, route)),
    },
    more: cors && {
      CORS: {
        enable: true,
        allowed_origins: cors.origins,
        allowed_methods: [...new Set(routes.map(({ method }) => method))].sort(),
        allowed_headers: cors.headers,
        exposed_headers: cors.exposedHeaders,
        allow_credentials: cors.credentials,
        max_age: cors.maxAge,
        // Tyk answers preflights itself, before authentication: an upstream could not know what the gateway allows.
        options_passthrough: false,
      },
    },
  });
}
