import { randomBytes } from "node:crypto";
import type { ConsumerCredentials } from "../../../components/gateway/keys/credentials";
import type { GatewayPlan, PlanAccess } from "../../../components/gateway/plan";
import { mintToken } from "../../../scripts/credentials/mintToken";

/** Headers that somebody proves who it is by. */
export type Proof = Readonly<Record<string, string>>;

/** A consumer that the stack has a credential of, for one kind of operations. */
export interface Caller {
  readonly name: string;
  readonly roles: readonly string[];
  readonly credential: ConsumerCredentials;
}

/** Proof by a token (RFC 6750 section 2.1). */
export function bearer(token: string): Proof {
  return { authorization: `Bearer ${token}` };
}

/** An API key of the form of ours that was given to nobody. */
export function forgedApiKey(): Proof {
  return { "x-api-key": `portcullis_${randomBytes(32).toString("base64url")}` };
}

/** The consumers that the stack hands out credentials of for an operation's kind of access. */
export function callersFor(
  { kind }: PlanAccess,
  { consumers }: GatewayPlan,
  credentials: Readonly<Record<string, ConsumerCredentials>>,
): Caller[] {
  if (kind !== "jwt" && kind !== "apiKey") return [];
  return consumers.flatMap(({ name, roles }) => {
    const credential = credentials[name];
    return credential?.[kind] ? [{ name, roles, credential }] : [];
  });
}

/** Whether a caller has a role that an operation asks for. */
export function mayCall({ roles }: Caller, access: PlanAccess): boolean {
  if (access.kind === "public" || access.roles.length === 0) return true;
  return access.roles.some((role) => roles.includes(role));
}

/** What a caller proves itself by at an operation that takes its kind of credential. */
export async function proofOf({ name, credential }: Caller, { kind }: PlanAccess): Promise<Proof> {
  return kind === "apiKey"
    ? { "x-api-key": credential.apiKey!.key }
    : bearer(await mintToken(name, credential.jwt!));
}

/** A token of a caller that was good an hour ago, for a minute: long past whatever a gateway takes. */
export async function expiredProof({ name, credential }: Caller): Promise<Proof> {
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const lifetime = Math.min(60, credential.jwt!.maximumLifetime);
  return bearer(await mintToken(name, credential.jwt!, { from: anHourAgo, lifetime }));
}
