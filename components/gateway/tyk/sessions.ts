import { createHash } from "node:crypto";
import type { GatewayPlan, PlanConsumer } from "../plan";
import type { GatewaySecrets } from "../secrets";
import { organisation } from "./definition";
import { familyOf, type KeyFamily } from "./families";
import { rolesText } from "./gate";
import { type Gate, gatesOf } from "./gates";
import { allowance } from "./limits";

/** What Tyk keeps in Redis of a credential, by the name of its Redis key. */
export type Sessions = Readonly<Record<string, object>>;

/**
 * Name under which Tyk looks for a credential: the hash of a wrapper that names the organisation. Since keys are
 * written by their hash, an API key itself never gets to the host.
 */
export function sessionKey(credential: string): string {
  const wrapper = `{"org":"${organisation}","id":"${credential}","h":"sha256"}`;
  const token = Buffer.from(wrapper).toString("base64");
  return `apikey-${createHash("sha256").update(token).digest("hex")}`;
}

/**
 * One credential. It is good at the gates of its own kind and nowhere else: to Tyk the key id of a token, which is no
 * secret, and an API key are the same sort of thing, and a public key is as good an HMAC secret as any. Were the gates
 * shared, a key id would be an API key, and RS256 could be answered by HS256 (RFC 8725 section 2.1).
 */
function session(gates: readonly Gate[], consumer: PlanConsumer, family: KeyFamily, secret: string): object {
  const right = ({ id, limits, scope }: Gate): [string, object] => [
    id,
    { api_id: id, api_name: id, versions: ["Default"], limit: allowance(limits), allowance_scope: scope },
  ];
  // A right for a gate that does not exist: Tyk takes a session without any for one that may do everything.
  const nothing = { none: { api_id: "none", api_name: "none", versions: ["Default"] } };
  return {
    org_id: organisation,
    alias: consumer.name,
    expires: 0,
    quota_max: -1,
    access_rights: {
      ...nothing,
      ...Object.fromEntries(gates.filter((gate) => gate.family === family && !gate.issuer).map(right)),
    },
    jwt_data: { secret },
    meta_data: { name: consumer.name, roles: rolesText(consumer) },
  };
}

/** All credentials of all consumers, those of a rotation's overlap included. */
export function renderSessions(plan: GatewayPlan, secrets: GatewaySecrets): Sessions {
  const sessions: Record<string, object> = {};
  const gates = gatesOf(plan);
  for (const consumer of plan.consumers) {
    const made = secrets.consumers[consumer.name];
    const keys = [...(consumer.jwt?.publicKeys ?? []), ...(made?.jwt ?? [])];
    for (const key of keys) {
      const family = familyOf(key.algorithm);
      if (family === undefined) throw new Error(`key ${key.id} of ${consumer.name} is of ${key.algorithm}`);
      const secret = "secret" in key ? key.secret : key.pem;
      sessions[sessionKey(key.id)] = session(gates, consumer, family, secret);
    }
    for (const { key } of made?.apiKeys ?? [])
      sessions[sessionKey(key)] = session(gates, consumer, "key", "");
  }
  return sessions;
}
