import type { ResolvedGateway } from "../../model/types";

/** TCP port that ElastiCache listens on. */
export const redisPort = 6379;

/** ElastiCache's engine; gateways speak to it as to Redis 7. */
export const engine = { engine: "valkey", engineVersion: "8.1", family: "valkey8" } as const;

/**
 * What happens once memory is full. Kong refuses a call that cannot be counted, so that no count is given up. Tyk lets
 * it pass, so that counts make room, those that end soonest first; the keys of consumers do not end and stay.
 *
 * @param gateway - software of the gateways that count
 */
export function maxmemoryPolicy(gateway: ResolvedGateway["engine"]): "noeviction" | "volatile-ttl" {
  return gateway === "kong" ? "noeviction" : "volatile-ttl";
}

/**
 * A password that ElastiCache takes: of characters that are no letter or digit it takes ! & # $ ^ < > - alone, so that
 * base64url's underscore becomes a hyphen. Of 256 bits 254 are left.
 *
 * @param secret - 16 to 128 characters of base64url (RFC 4648 section 5)
 */
export function authToken(secret: string): string {
  return secret.replaceAll("_", "-");
}
