import type { MadeAlgorithm } from "./tokenKey";

/** What a consumer proves itself by at present. All of it is secret. */
export interface ConsumerCredentials {
  /** Signs its tokens. Default: it signs none, or with keys of its own. */
  jwt?: TokenCredential;
  /** Goes into the header X-API-Key. Default: it has none. */
  apiKey?: ApiKeyCredential;
}

/** When a key was made and will be replaced. */
export interface KeyTimes {
  /** When it was made, in ISO 8601. */
  made: string;
  /**
   * The first `pulumi up` at this moment or later hands out another, in ISO 8601. This one is then accepted for
   * `rotation.overlapDays` more.
   */
  replacedFrom: string;
}

/** What a consumer signs its tokens with. */
export interface TokenCredential extends KeyTimes {
  /** The `kid` of its tokens. */
  id: string;
  /** Their `alg`. */
  algorithm: MadeAlgorithm;
  /** A private key as PEM (PKCS #8); for HS256 the secret, whose text is the key. */
  key: string;
  /** Their `aud`. */
  audience: string;
  /** Longest time until one may expire, in seconds. */
  maximumLifetime: number;
}

/** An API key. */
export interface ApiKeyCredential extends KeyTimes {
  /** Names it in logs; no secret. */
  id: string;
  /** The key. */
  key: string;
}
