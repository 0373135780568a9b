import type { JsonSchema } from "./openApi/document";

/**
 * What a gateway has to do, whichever engine does it: every default filled in, every document read. Each engine renders
 * all of it, or says as a ConfigurationError what it cannot.
 */
export interface GatewayPlan {
  /** Where the gateway listens: loopback, since clients come through the edge. */
  listen: { address: "127.0.0.1"; port: number };
  /** Ranges whose X-Forwarded-For is believed: the edge's alone. */
  trustedProxies: readonly string[];
  /** The APIs, by name in alphabetical order. */
  apis: readonly PlanApi[];
  /** Who may call, by name in alphabetical order. */
  consumers: readonly PlanConsumer[];
  /** Authorization servers, by name in alphabetical order. */
  issuers: readonly PlanIssuer[];
  /** What a token has to say that a consumer signed itself. Its `iss` is the consumer's name. */
  tokens: { audience: string; maximumLifetime: number };
  /** Where requests are counted. */
  limitStore: "local" | "redis";
  /** Redis elsewhere, over TLS; its password is among {@link GatewaySecrets}. Default: one on the host itself. */
  redis?: { host: string; port: number; database: number; username: string };
}

/** One API. */
export interface PlanApi {
  /** Its name: lower-case letters, digits, hyphens. */
  name: string;
  /** Host names that it answers for; empty is all. */
  hosts: readonly string[];
  /** Servers, used in turn: `http://127.0.0.1:PORT` or `https://NAME[:PORT]`, without a path. HTTPS ones are verified. */
  upstreams: readonly [string, ...string[]];
  /** Limits against a slow upstream, in seconds. */
  timeouts: { connect: number; send: number; read: number };
  /** Limit that all operations without one of their own share. */
  limits: PlanLimits;
  /** Web pages that may call. Default: none of another origin. Preflights are answered by the gateway, before authentication. */
  cors?: PlanCors;
  /** All paths: what a gateway answers 405 on, for methods that it does not have. */
  paths: readonly PlanPath[];
  /** The operations. Anything else is answered 404. */
  routes: readonly PlanRoute[];
}

/** One path of an API with all of its operations. */
export interface PlanPath {
  /** The path as the document has it, basePath in front, such as `/v1/orders/{id}`. */
  template: string;
  /** See {@link PlanRoute.pattern}. */
  pattern: string;
  /** See {@link PlanRoute.priority}. */
  priority: number;
  /** Methods that it has, in alphabetical order. */
  methods: readonly Method[];
}

/** Methods that an operation can have. TRACE and CONNECT never are: they have no place behind a gateway. */
export type Method = "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PUT";

/** One operation. */
export interface PlanRoute {
  /** Stable and unique among all APIs: the API's name, a full stop, and the operation id or what stands for it. */
  id: string;
  /** Its only method. */
  method: Method;
  /** The path as the document has it, basePath in front, such as `/v1/orders/{id}`. */
  template: string;
  /**
   * Regular expression for the whole path, `^` and `$` included, in the syntax that PCRE, RE2, Rust and ECMAScript share.
   * A parameter is a part of one segment, in which an encoded slash, backslash, percent sign, full stop or control
   * character is refused, and never `.` or `..`.
   */
  pattern: string;
  /** Where several patterns match a path, the highest one counts: concrete segments come before parameters (OpenAPI 3.1, Paths Object). */
  priority: number;
  /** Who may call. */
  access: PlanAccess;
  /** A limit of its own, counted apart. Default: that of the API. */
  limits?: PlanLimits;
  /** Largest body in bytes; larger is answered 413. */
  bodyBytes: number;
  /** Media types that a body may have, else 415; with none, a body is answered 415. */
  contentTypes: readonly string[];
  /** Judges a JSON body, else 422. Default: bodies are not looked into. */
  body?: PlanBody;
  /** Whether an nginx edge has ModSecurity look at its requests first. */
  waf: boolean;
  /** Client ranges that may call (empty: all) and that may not, which counts first; else 403. */
  addresses: { allow: readonly string[]; deny: readonly string[] };
  /** Changes to what the upstream gets. */
  requestHeaders: PlanHeaders;
  /** Changes to what clients get. */
  responseHeaders: PlanHeaders;
}

/** Who may call an operation. */
export type PlanAccess =
  | {
      /** Anybody. */
      kind: "public";
    }
  | {
      /** `jwt`: consumers by a token they signed; `apiKey`: consumers by their key, in the header X-API-Key alone. */
      kind: "jwt" | "apiKey";
      /** Roles of which the caller needs one; empty: none is needed. */
      roles: readonly string[];
    }
  | {
      /** Holders of an access token of one of these issuers. */
      kind: "oauth2";
      /** Names among {@link GatewayPlan.issuers}. */
      issuers: readonly [string, ...string[]];
      /** Roles, given by the token's scopes, of which the caller needs one; empty: none is needed. */
      roles: readonly string[];
    };

/** How often may be called. */
export interface PlanLimits {
  /** Most requests in each period, by the clock; at least one of rate and quota is set. */
  rate: { second?: number; minute?: number; hour?: number; day?: number };
  /** Most requests in a month. Default: as many as the rate lets in. */
  quota?: number;
  /** Whose requests are counted together. For a public operation it is `address`, since nobody is known. */
  by: "consumer" | "credential" | "address";
}

/** A JSON body's form. */
export interface PlanBody {
  /** Whether the operation needs a body. */
  required: boolean;
  /** JSON Schema, draft 2020-12, whole in itself: references lead to its own `$defs`. */
  schema: JsonSchema;
}

/** Headers to set and to remove, by name in lower case. */
export interface PlanHeaders {
  /** Values by name; a value of the same name is replaced. */
  set: Readonly<Record<string, string>>;
  /** Names. */
  remove: readonly string[];
}

/** Web pages that may call. */
export interface PlanCors {
  /** Origins, letter for letter. */
  origins: readonly string[];
  /** Request headers that pages may send. */
  headers: readonly string[];
  /** Response headers that pages may read. */
  exposedHeaders: readonly string[];
  /** Whether pages may send cookies along. */
  credentials: boolean;
  /** How long browsers remember the answer to a preflight, in seconds. */
  maxAge: number;
}

/** A program that may call. Its keys are among {@link GatewaySecrets}. */
export interface PlanConsumer {
  /** Its name, and the `iss` of its tokens. */
  name: string;
  /** Its roles. */
  roles: readonly string[];
  /** Whether and how it signs tokens. `publicKeys` are those it made itself; with none, Portcullis makes them. */
  jwt?: { algorithm: "ES256" | "RS256" | "HS256"; publicKeys: readonly PlanPublicKey[] };
  /** Whether it has an API key. */
  apiKey: boolean;
}

/** Algorithms of public keys. */
export type SignatureAlgorithm = "RS256" | "PS256" | "ES256" | "ES384" | "EdDSA";

/** A public key that verifies tokens. */
export interface PlanPublicKey {
  /** The `kid` of tokens signed with it. */
  id: string;
  /** The only algorithm it verifies (RFC 8725 section 3.1). */
  algorithm: SignatureAlgorithm;
  /** SubjectPublicKeyInfo as PEM. */
  pem: string;
}

/** An authorization server. */
export interface PlanIssuer {
  /** Its name. */
  name: string;
  /** What `iss` equals. */
  issuer: string;
  /** What `aud` holds. */
  audience: string;
  /** Algorithms accepted. */
  algorithms: readonly SignatureAlgorithm[];
  /** Its keys where they are fixed; with none, they are fetched. */
  publicKeys: readonly PlanPublicKey[];
  /** Where they are fetched. Default: as `<issuer>/.well-known/openid-configuration` says. */
  jwksUrl?: string;
  /** Longest time until a token expires, in seconds. */
  maximumLifetime: number;
  /** Roles that a scope gives. */
  scopes: Readonly<Record<string, readonly string[]>>;
}
