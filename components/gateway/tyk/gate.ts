import type { GatewayPlan, PlanApi, PlanConsumer, PlanLimits, PlanRoute } from "../plan";
import { answers } from "./answers";
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
import { limitOf } from "./limits";
import { operationId } from "./operation";

/** Kinds of credentials that Tyk verifies apart: a definition knows one kind of signature (RFC 8725 section 3.1). */
export type KeyFamily = "rsa" | "ecdsa" | "hmac" | "key";

const tokenFamilies: Partial<Record<string, KeyFamily>> = {
  RS256: "rsa",
  ES256: "ecdsa",
  ES384: "ecdsa",
  HS256: "hmac",
};

/** The kind of signature of an algorithm, or undefined where Tyk 4.3 verifies none of it. */
export function familyOf(algorithm: string): KeyFamily | undefined {
  return tokenFamilies[algorithm];
}

/** The kinds of credentials that an operation takes, of those that any consumer has. */
export function gateFamilies({ consumers }: GatewayPlan, { access }: PlanRoute): KeyFamily[] {
  if (access.kind === "apiKey") return ["key"];
  if (access.kind !== "jwt") return [];
  const keys = consumers.flatMap(({ jwt }) => (jwt ? [jwt, ...jwt.publicKeys] : []));
  const found = new Set(keys.map(({ algorithm }) => familyOf(algorithm)));
  return (["rsa", "ecdsa", "hmac"] as const).filter((family) => found.has(family));
}

/** One definition that lets callers in: operations of an API that take one kind of credential and share a limit. */
export interface Gate {
  id: string;
  api: PlanApi;
  family: KeyFamily;
  /** The limit, which all of its requests count against. */
  limits: PlanLimits;
  /** The name under which they are counted; gates of the other kinds have the same one. */
  scope: string;
  /** The operations behind it, the ones that count first in front. */
  routes: PlanRoute[];
}

/** Id of the gate for a kind of credential in front of an operation. */
export function gateId(api: PlanApi, route: PlanRoute, family: KeyFamily): string {
  return definitionId(family, limitOf(api, route).scope);
}

/** All gates of a plan: few, since Tyk searches all of its definitions for each that a request is handed to. */
export function gatesOf(plan: GatewayPlan): Gate[] {
  const gates = new Map<string, Gate>();
  for (const api of plan.apis)
    for (const route of byPriority(api.routes))
      for (const family of gateFamilies(plan, route)) {
        const id = gateId(api, route, family);
        const gate = gates.get(id) ?? { id, api, family, ...limitOf(api, route), routes: [] };
        gate.routes.push(route);
        gates.set(id, gate);
      }
  return [...gates.values()];
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/**
 * What claims have to be. Tyk verifies the signature, and exp, nbf and iat where a token has them; it neither asks for
 * them nor knows iss and aud (RFC 8725 sections 3.8 and 3.9). How far exp lies ahead it cannot compare.
 */
function claimMatches(plan: GatewayPlan, family: KeyFamily): Record<string, Match> {
  const names = plan.consumers
    .filter(
      ({ jwt }) => jwt && [jwt, ...jwt.publicKeys].some(({ algorithm }) => familyOf(algorithm) === family),
    )
    .map(({ name }) => `${escape(name)} ${escape(name)}`);
  const { audience } = plan.tokens;
  // Of a list Tyk gives the members encoded, with commas between.
  const audiences = [...new Set([audience, encodeURIComponent(audience)])].map(escape).join("|");
  return {
    // Whose key it is, and whom the token says it comes from.
    "X-Portcullis-Issuer": { match_rx: names.length > 0 ? `^(?:${names.join("|")})$` : "^$" },
    "X-Portcullis-Audience": { match_rx: `(?:^|,)(?:${audiences})(?:,|$)` },
    "X-Portcullis-Expires": { match_rx: "^[0-9]+$" },
    "X-Portcullis-Not-Before": { match_rx: "^[0-9]+$" },
  };
}

/** Where a request goes on that has passed a gate: to its operation, if its claims and roles are in order. */
function gateRewrite({ api, family }: Gate, known: Record<string, Match>, route: PlanRoute): Rewrite {
  const { access } = route;
  const roles = access.kind === "public" ? [] : access.roles;
  const inside = handTo(operationId(api, route));
  const claimed = { header_matches: known };
  const triggers: Trigger[] =
    roles.length === 0
      ? [{ on: "all", options: claimed, rewrite_to: inside }]
      : [
          { on: "all", options: claimed, rewrite_to: handTo(answers.forbidden) },
          {
            on: "all",
            options: {
              ...claimed,
              session_meta_matches: { roles: { match_rx: ` (?:${roles.map(escape).join("|")}) ` } },
            },
            rewrite_to: inside,
          },
        ];
  return {
    path: tykPattern(route.pattern),
    method: route.method,
    match_pattern: wholePath,
    rewrite_to: handTo(family === "key" ? answers.apiKeyNeeded : answers.unauthorized),
    triggers,
  };
}

/** Renders what lets callers of one kind in: their credential, the limit, claims, roles, in this order. */
export function renderGate(plan: GatewayPlan, gate: Gate): Definition {
  const { id, family, routes } = gate;
  const known =
    family === "key" ? { "X-Consumer-Username": { match_rx: "^.+$" } } : claimMatches(plan, family);
  return renderDefinition({
    id,
    setHeaders: {
      "X-Consumer-Username": "$tyk_meta.name",
      ...(family !== "key" && {
        "X-Portcullis-Issuer": "$tyk_meta.name $tyk_context.jwt_claims_iss",
        "X-Portcullis-Audience": "$tyk_context.jwt_claims_aud",
        "X-Portcullis-Expires": "$tyk_context.jwt_claims_exp",
        "X-Portcullis-Not-Before": "$tyk_context.jwt_claims_nbf",
      }),
    },
    paths: { url_rewrites: routes.map((route) => gateRewrite(gate, known, route)) },
    more: {
      use_keyless: false,
      strip_auth_data: true,
      enable_context_vars: true,
      ...(family === "key"
        ? { use_standard_auth: true, auth_configs: { authToken: { auth_header_name: "X-Api-Key" } } }
        : {
            enable_jwt: true,
            jwt_signing_method: family,
            auth_configs: { jwt: { auth_header_name: "Authorization" } },
            // Clocks may differ by a minute (RFC 7519 section 4.1.5: "usually no more than a few minutes").
            jwt_expires_at_validation_skew: 0,
            jwt_not_before_validation_skew: 60,
            jwt_issued_at_validation_skew: 60,
          }),
    },
  });
}

/** Value of the session's `roles`: each between blanks, so that one is never found inside another. */
export function rolesText({ roles }: PlanConsumer): string {
  return ` ${roles.join(" ")} `;
}
