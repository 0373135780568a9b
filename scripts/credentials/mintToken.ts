import { importPKCS8, SignJWT } from "jose";
import type { TokenCredential } from "../../components/gateway/keys/credentials";

/** Lifetime of a token that says nothing else, in seconds. */
const usualLifetime = 300;

/** What a token is to say of time. */
export interface TokenTimes {
  /** Seconds from its beginning to its end. Default: 300, or what the gateway takes at most where that is less. */
  lifetime?: number;
  /** When it begins. Default: now. */
  from?: Date;
}

/**
 * Signs a token as a gateway takes it from one of its consumers: `iss` and `sub` are the consumer, `aud` is the gateway,
 * `nbf`, `iat` and `exp` its times, `kid` the key.
 *
 * @param consumer - the consumer's name
 * @param credential - what the stack hands out to it
 * @throws Error where `lifetime` is no whole number of seconds from 1 to what the gateway takes
 */
export async function mintToken(
  consumer: string,
  credential: TokenCredential,
  { lifetime, from = new Date() }: TokenTimes = {},
): Promise<string> {
  const { id, algorithm, audience, key, maximumLifetime } = credential;
  const seconds = lifetime ?? Math.min(usualLifetime, maximumLifetime);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > maximumLifetime)
    throw new Error(
      `the lifetime must be a whole number of seconds from 1 to ${maximumLifetime}, the gateway's tokens.maximumLifetime`,
    );
  const begin = Math.floor(from.getTime() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: algorithm, typ: "JWT", kid: id })
    .setIssuer(consumer)
    .setSubject(consumer)
    .setAudience(audience)
    .setIssuedAt(begin)
    .setNotBefore(begin)
    .setExpirationTime(begin + seconds)
    .setJti(crypto.randomUUID())
    .sign(algorithm === "HS256" ? Buffer.from(key) : await importPKCS8(key, algorithm));
}
