import type { GatewayPlan, PlanIssuer } from "../plan";
import type { Match } from "./definition";
import { familyOf, type KeyFamily } from "./families";
import { literal } from "./literal";

/** What a gate reads of a token that it has verified. */
export interface Claims {
  /** Headers that the gate sets from it: the only thing that its rewrites can compare. */
  headers: Record<string, string>;
  /** What each has to be. */
  matches: Record<string, Match>;
}

/** Of a list Tyk gives the members encoded, with commas between; a single one as it is. */
function audienceMatch(audience: string): Match {
  const encoded = encodeURIComponent(audience);
  return { match_rx: `^${literal(audience)}$|(?:^|,)${literal(encoded)}(?:,|$)` };
}

/**
 * What tokens have to say that consumers of one family signed themselves. Tyk verifies the signature, and exp, nbf and
 * iat where a token has them; it neither asks for them nor knows iss and aud (RFC 8725 sections 3.8 and 3.9). How far
 * exp lies ahead it cannot compare.
 */
export function consumerClaims(plan: GatewayPlan, family: KeyFamily): Claims {
  const names = plan.consumers
    .filter(
      ({ jwt }) => jwt && [jwt, ...jwt.publicKeys].some(({ algorithm }) => familyOf(algorithm) === family),
    )
    .map(({ name }) => `${literal(name)} ${literal(name)}`);
  return {
    headers: {
      "X-Consumer-Username": "$tyk_meta.name",
      "X-Portcullis-Issuer": "$tyk_meta.name $tyk_context.jwt_claims_iss",
      "X-Portcullis-Audience": "$tyk_context.jwt_claims_aud",
      "X-Portcullis-Expires": "$tyk_context.jwt_claims_exp",
      "X-Portcullis-Not-Before": "$tyk_context.jwt_claims_nbf",
    },
    matches: {
      // Whose key it is, and whom the token says it comes from.
      "X-Portcullis-Issuer": { match_rx: names.length > 0 ? `^(?:${names.join("|")})$` : "^$" },
      "X-Portcullis-Audience": audienceMatch(plan.tokens.audience),
      "X-Portcullis-Expires": { match_rx: "^[0-9]+$" },
      "X-Portcullis-Not-Before": { match_rx: "^[0-9]+$" },
    },
  };
}

/**
 * What access tokens of an issuer have to say (RFC 9068 sections 2.2 and 4): iss, aud, exp, iat and sub. The algorithm is
 * compared as well, since Tyk pins no more than its kind. Upstreams get the subject with the issuer's name in front:
 * subjects of two issuers, and consumers, are never taken for one another.
 */
export function accessTokenClaims(issuer: PlanIssuer, family: KeyFamily): Claims {
  const algorithms = issuer.algorithms.filter((algorithm) => familyOf(algorithm) === family);
  const prefix = `issuer.${issuer.name}:`;
  return {
    headers: {
      "X-Consumer-Username": `${prefix}$tyk_context.jwt_claims_sub`,
      "X-Portcullis-Issuer": "$tyk_context.jwt_claims_alg $tyk_context.jwt_claims_iss",
      "X-Portcullis-Audience": "$tyk_context.jwt_claims_aud",
      "X-Portcullis-Expires": "$tyk_context.jwt_claims_iat $tyk_context.jwt_claims_exp",
      "X-Portcullis-Scope": "$tyk_context.jwt_claims_scope",
    },
    matches: {
      // What a header can hold, and no log can be led astray by.
      "X-Consumer-Username": { match_rx: `^${literal(prefix)}[A-Za-z0-9._~:@/|+-]{1,200}$` },
      "X-Portcullis-Issuer": { match_rx: `^(?:${algorithms.join("|")}) ${literal(issuer.issuer)}$` },
      "X-Portcullis-Audience": audienceMatch(issuer.audience),
      "X-Portcullis-Expires": { match_rx: "^[0-9]+ [0-9]+$" },
    },
  };
}

/**
 * The scopes of a token that give one of the roles, or undefined where none does. `scope` is one text with blanks between
 * (RFC 9068 section 2.2.3): a list of several, which Tyk gives with commas between, has none of them.
 */
export function scopeMatch(
  { scopes }: PlanIssuer,
  roles: readonly string[],
): Record<string, Match> | undefined {
  const giving = Object.entries(scopes)
    .filter(([, given]) => given.some((role) => roles.includes(role)))
    .map(([scope]) => literal(scope));
  if (giving.length === 0) return undefined;
  return { "X-Portcullis-Scope": { match_rx: `(?:^| )(?:${giving.join("|")})(?: |$)` } };
}
