import type { SignatureAlgorithm } from "./plan";

/** Secrets and keys of a gateway: a plan holds none, so that it can be shown and compared. */
export interface GatewaySecrets {
  /** Keys that Portcullis made, by the consumer's name. Several at a time while they rotate: all of them are accepted. */
  consumers: Readonly<Record<string, ConsumerKeys>>;
  /** Password of the Redis that counts. Needed where one is used. */
  redisPassword?: string;
  /** Secret of the gateway's own control interface. Needed by Tyk. */
  control?: string;
}

/** What a consumer proves itself by. */
export interface ConsumerKeys {
  /** Keys that verify its tokens. */
  jwt: readonly JwtKey[];
  /** Its API keys. */
  apiKeys: readonly ApiKey[];
}

/** A key that verifies tokens: public, or for HS256 the secret itself. */
export type JwtKey =
  | { id: string; algorithm: SignatureAlgorithm; pem: string }
  | {
      /** The `kid` of tokens signed with it: unique in a gateway. */
      id: string;
      algorithm: "HS256";
      /** At least 32 bytes (RFC 7518 section 3.2), as text. */
      secret: string;
    };

/** An API key. */
export interface ApiKey {
  /** Names it in logs and while it rotates; no secret. */
  id: string;
  /** What the client sends. */
  key: string;
}

/**
 * The password of Redis.
 *
 * @throws Error where there is none, although one is needed
 */
export function redisPassword({ redisPassword: password }: GatewaySecrets): string {
  if (password === undefined) throw new Error("the password of Redis is missing");
  return password;
}

/**
 * The secret of the control interface.
 *
 * @throws Error where there is none, although one is needed
 */
export function controlSecret({ control }: GatewaySecrets): string {
  if (control === undefined) throw new Error("the secret of the gateway's control interface is missing");
  return control;
}
