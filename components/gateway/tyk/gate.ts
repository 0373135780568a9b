import { issuerKeysUrl } from "../issuerKeys/address";
import type { GatewayPlan, PlanConsumer, PlanRoute } from "../plan";
import { answers } from "./answers";
import { accessTokenClaims, type Claims, consumerClaims, scopeMatch } from "./claims";
import {
  type Definition,
  handTo,
  renderDefinition,
  type Rewrite,
  type Trigger,
  tykPattern,
  wholePath,
} from "./definition";
import { type Gate, gatesOf } from "./gates";
import { literal } from "./literal";
import { operationId } from "./operation";
import { issuerOrganisation, policiesOf } from "./policies";

function claimsOf(plan: GatewayPlan, { family, issuer }: Gate): Claims {
  if (issuer) return accessTokenClaims(issuer, family);
  if (family !== "key") return consumerClaims(plan, family);
  return {
    headers: { "X-Consumer-Username": "$tyk_meta.name" },
    matches: { "X-Consumer-Username": { match_rx: "^.+$" } },
  };
}

/** Where a caller with one of the roles goes on; nobody has one that no scope gives. */
function roleTriggers(
  { issuer }: Gate,
  known: Claims["matches"],
  roles: readonly string[],
  inside: string,
): Trigger[] {
  if (!issuer) {
    const session_meta_matches = { roles: { match_rx: ` (?:${roles.map(literal).join("|")}) ` } };
    return [{ on: "all", options: { header_matches: known, session_meta_matches }, rewrite_to: inside }];
  }
  const scopes = scopeMatch(issuer, roles);
  if (!scopes) return [];
  return [{ on: "all", options: { header_matches: { ...known, ...scopes } }, rewrite_to: inside }];
}

/** Where a request goes on that has passed a gate: to its operation, if its claims and roles are in order. */
function gateRewrite(gate: Gate, known: Claims["matches"], route: PlanRoute): Rewrite {
  const { access } = route;
  const roles = access.kind === "public" ? [] : access.roles;
  const inside = handTo(operationId(gate.api, route));
  const claimed = { header_matches: known };
  const triggers: Trigger[] =
    roles.length === 0
      ? [{ on: "all", options: claimed, rewrite_to: inside }]
      : [
          { on: "all", options: claimed, rewrite_to: handTo(answers.forbidden) },
          ...roleTriggers(gate, known, roles, inside),
        ];
  return {
    path: tykPattern(route.pattern),
    method: route.method,
    match_pattern: wholePath,
    rewrite_to: handTo(gate.family === "key" ? answers.apiKeyNeeded : answers.unauthorized),
    triggers,
  };
}

/** How a gate verifies: tokens by the key of a consumer, or by those of an issuer, of one kind alone. */
function verification({ family, issuer }: Gate, policies: readonly string[]): Record<string, unknown> {
  if (family === "key")
    return { use_standard_auth: true, auth_configs: { authToken: { auth_header_name: "X-Api-Key" } } };
  return {
    enable_jwt: true,
    jwt_signing_method: family,
    auth_configs: { jwt: { auth_header_name: "Authorization" } },
    // Clocks may differ by a minute (RFC 7519 section 4.1.5: "usually no more than a few minutes").
    jwt_expires_at_validation_skew: 0,
    jwt_not_before_validation_skew: 60,
    jwt_issued_at_validation_skew: 60,
    ...(issuer && {
      org_id: issuerOrganisation(issuer),
      jwt_source: issuerKeysUrl(issuer.name),
      jwt_identity_base_field: "sub",
      jwt_default_policies: policies,
    }),
  };
}

/** Renders one gate. */
function renderGate(plan: GatewayPlan, gate: Gate, policies: readonly string[]): Definition {
  const { headers, matches } = claimsOf(plan, gate);
  return renderDefinition({
    id: gate.id,
    setHeaders: headers,
    paths: { url_rewrites: gate.routes.map((route) => gateRewrite(gate, matches, route)) },
    more: {
      use_keyless: false,
      strip_auth_data: true,
      enable_context_vars: true,
      ...verification(gate, policies),
    },
  });
}

/** Renders what lets callers in, by kind: their credential, the limit, claims, roles, in this order. */
export function renderGates(plan: GatewayPlan): Definition[] {
  const gates = gatesOf(plan);
  const policies = new Map(plan.issuers.map((issuer) => [issuer.name, policiesOf(gates, issuer)]));
  return gates.map((gate) => renderGate(plan, gate, policies.get(gate.issuer?.name ?? "") ?? []));
}

/** Value of the session's `roles`: each between blanks, so that one is never found inside another. */
export function rolesText({ roles }: PlanConsumer): string {
  return ` ${roles.join(" ")} `;
}
