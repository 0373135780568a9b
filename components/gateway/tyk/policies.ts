import type { GatewayPlan, PlanIssuer } from "../plan";
import { definitionId, organisation } from "./definition";
import { type Gate, gatesOf } from "./gates";
import { allowance, quotaSeconds } from "./limits";

/**
 * Organisation of an issuer's subjects. Tyk knows a subject by it and `sub`, so that subjects of two issuers are two, and
 * none is a consumer's credential.
 */
export function issuerOrganisation({ name }: PlanIssuer): string {
  return `${organisation}-${name}`;
}

function policyId(scope: string, { name }: PlanIssuer): string {
  return definitionId("policy", `${scope} of issuer ${name}`);
}

function gatesOfIssuer(gates: readonly Gate[], { name }: PlanIssuer): Gate[] {
  return gates.filter(({ issuer }) => issuer?.name === name);
}

/**
 * Ids of the policies that each subject of an issuer gets: always all of them, in one order. Tyk keeps one session a
 * subject, and would write it anew whenever two gates did not agree on them.
 */
export function policiesOf(gates: readonly Gate[], issuer: PlanIssuer): string[] {
  return [...new Set(gatesOfIssuer(gates, issuer).map(({ scope }) => policyId(scope, issuer)))];
}

/**
 * Tyk's policies (user.Policy) by id: what the subjects of an issuer may do, one for each limit. The gates of a policy
 * count together, since Tyk counts by the policy where a gate has no limit of its own there.
 *
 * Exact but for one case: while Tyk does not know a subject yet, calls that overlap may be counted under a second name
 * (CheckSessionAndIdentityForValidKey, where another call has made the session in between), so that a new subject gets
 * at most twice its first period's limit.
 */
export function renderPolicies(plan: GatewayPlan): Readonly<Record<string, object>> {
  const gates = gatesOf(plan);
  const policies = plan.issuers.flatMap((issuer) => {
    const own = gatesOfIssuer(gates, issuer);
    return [...new Map(own.map((gate) => [gate.scope, gate.limits]))].map(([scope, limits]) => {
      const id = policyId(scope, issuer);
      const rights = own
        .filter((gate) => gate.scope === scope)
        .map((gate) => [gate.id, { api_id: gate.id, api_name: gate.id, versions: ["Default"] }] as const);
      const policy = {
        id,
        name: id,
        org_id: issuerOrganisation(issuer),
        active: true,
        ...allowance(limits),
        partitions: { per_api: true },
        access_rights: Object.fromEntries(rights),
      };
      return [id, policy] as const;
    });
  });
  return Object.fromEntries(policies);
}

/**
 * How long Tyk keeps a subject that no longer calls, in seconds: as long as a quota counts, else an hour. Tokens that are
 * good for longer keep it for as long.
 */
export function subjectSeconds(plan: GatewayPlan): number {
  const quotas = gatesOf(plan).some(({ issuer, limits }) => issuer && limits.quota !== undefined);
  return quotas ? quotaSeconds + 86400 : 3600;
}
