import { randomBytes } from "node:crypto";
import { generateKeyPair, SignJWT } from "jose";
import type { GatewayPlan, PlanAccess } from "../../../components/gateway/plan";
import type { ConsumerCredentials } from "../../../components/gateway/keys/credentials";

/** What a token says, without the signature that would make it good. */
export interface TokenClaims {
  /** The key that it says it is signed by. */
  readonly kid: string;
  readonly algorithm: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** Lifetime of tokens that nobody takes, in seconds: short enough for every gateway. */
const lifetimeSeconds = 60;

type Credentials = Readonly<Record<string, ConsumerCredentials>>;

/**
 * What a good token for an operation would say.
 *
 * @returns the claims, or `undefined` where nobody has such tokens
 */
export function claimsFor(
  access: PlanAccess,
  plan: GatewayPlan,
  credentials: Credentials,
): TokenClaims | undefined {
  if (access.kind === "oauth2") {
    const issuer = plan.issuers.find(({ name }) => access.issuers.includes(name));
    return (
      issuer && {
        kid: issuer.publicKeys[0]?.id ?? "portcullis-audit",
        algorithm: issuer.publicKeys[0]?.algorithm ?? issuer.algorithms[0]!,
        issuer: issuer.issuer,
        subject: "portcullis-audit",
        audience: issuer.audience,
      }
    );
  }
  if (access.kind !== "jwt") return undefined;
  const signing = plan.consumers.filter(({ jwt }) => jwt);
  const inRole = signing.filter(({ roles }) => access.roles.some((role) => roles.includes(role)));
  const consumer = inRole[0] ?? signing[0];
  if (!consumer?.jwt) return undefined;
  const [own] = consumer.jwt.publicKeys;
  return {
    kid: credentials[consumer.name]?.jwt?.id ?? own?.id ?? "portcullis-audit",
    algorithm: own?.algorithm ?? consumer.jwt.algorithm,
    issuer: consumer.name,
    subject: consumer.name,
    audience: plan.tokens.audience,
  };
}

/** A token as good as any, but that its key was made just now. */
export async function forgedToken(claims: TokenClaims): Promise<string> {
  const { kid, algorithm, issuer, subject, audience } = claims;
  const key = algorithm.startsWith("HS") ? randomBytes(64) : (await generateKeyPair(algorithm)).privateKey;
  return new SignJWT({})
    .setProtectedHeader({ alg: algorithm, typ: "JWT", kid })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt()
    .setNotBefore("0 s")
    .setExpirationTime(`${lifetimeSeconds} s`)
    .setJti(crypto.randomUUID())
    .sign(key);
}

/** A token that says that it needs no signature (RFC 7519 section 6), and has none. */
export function unsignedToken({ kid, issuer, subject, audience }: TokenClaims): string {
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    sub: subject,
    aud: audience,
    iat: now,
    nbf: now,
    exp: now + lifetimeSeconds,
    jti: crypto.randomUUID(),
  };
  return `${encoded({ alg: "none", typ: "JWT", kid })}.${encoded(claims)}.`;
}
