import type { GatewayPlan, PlanAccess, PlanApi, PlanCors, PlanLimits, PlanRoute } from "../plan";
import { gatewayProblem } from "../problems";
import { redisPassword, type GatewaySecrets } from "../secrets";
import { toDraft4 } from "./draft4";
import type { KongPlugin } from "./entities";
import { localRedis } from "./redis";

/**
 * Each function renders one plugin with every setting whose default is dangerous written out. Names and defaults: Kong
 * 3.9, kong/plugins/<name>/schema.lua.
 */

/** Name of the Kong consumer that holds an issuer's keys. */
export function issuerConsumer(issuer: string): string {
  return `issuer.${issuer}`;
}

/** Checks signature and life of a bearer token. */
export function jwt(maximumLifetime: number): KongPlugin {
  return {
    name: "jwt",
    config: {
      // A token in a URL ends up in logs (RFC 9700 section 2.4); the default takes ?jwt=.
      uri_param_names: [],
      cookie_names: [],
      header_names: ["authorization"],
      // A credential's key is unique: by kid, one sender has several keys while they rotate; the default is iss.
      key_claim_name: "kid",
      secret_is_base64: false,
      // The default verifies neither.
      claims_to_verify: ["exp", "nbf"],
      maximum_expiration: maximumLifetime,
      run_on_preflight: true,
    },
  };
}

/** Checks an API key. */
export function keyAuth(): KongPlugin {
  return {
    name: "key-auth",
    config: {
      key_names: ["x-api-key"],
      key_in_header: true,
      // By default a key is taken out of the URL, too, and passed on to the upstream.
      key_in_query: false,
      key_in_body: false,
      hide_credentials: true,
      run_on_preflight: true,
    },
  };
}

/** Lets in who has one of the roles. */
export function acl(roles: readonly string[], fromToken: boolean): KongPlugin {
  return {
    name: "acl",
    config: {
      allow: [...roles],
      hide_groups_header: false,
      // Roles that a token gives count instead of its issuer's, which has none.
      always_use_authenticated_groups: fromToken,
    },
  };
}

const limitBy = { consumer: "consumer", credential: "credential", address: "ip" } as const;

/** Counts requests. */
export function rateLimiting(limits: PlanLimits, plan: GatewayPlan, secrets: GatewaySecrets): KongPlugin {
  const { quota = Infinity } = limits;
  // Kong refuses a shorter period that lets in more than a longer one.
  const rate = Object.fromEntries(
    Object.entries(limits.rate).map(([period, most]) => [period, Math.min(most, quota)]),
  );
  return {
    name: "rate-limiting",
    config: {
      ...rate,
      ...(limits.quota === undefined ? {} : { month: limits.quota }),
      limit_by: limitBy[limits.by],
      // local counts after it has looked: calls that are on their way together may all be let in. redis counts first.
      policy: plan.limitStore,
      // Any other value counts for itself for a while before it tells Redis.
      sync_rate: -1,
      // The default lets everything in while Redis is gone.
      fault_tolerant: false,
      hide_client_headers: false,
      ...(plan.limitStore === "redis" ? { redis: redis(plan, secrets) } : {}),
    },
  };
}

function redis(plan: GatewayPlan, secrets: GatewaySecrets): Record<string, unknown> {
  const password = redisPassword(secrets);
  if (!plan.redis) return { ...localRedis, password, timeout: 2000, database: 0, ssl: false };
  const { host, port, username, database } = plan.redis;
  // By default neither is TLS used nor a certificate verified.
  return {
    host,
    port,
    username,
    password,
    database,
    timeout: 2000,
    ssl: true,
    ssl_verify: true,
    server_name: host,
  };
}

/** Limits the size of bodies; the default is 128 MB. */
export function requestSizeLimiting(bytes: number): KongPlugin {
  return {
    name: "request-size-limiting",
    config: { allowed_payload_size: bytes, size_unit: "bytes", require_content_length: false },
  };
}

/** Client addresses that may call, or none where all may. */
export function ipRestriction({ allow, deny }: PlanRoute["addresses"]): KongPlugin[] {
  if (allow.length === 0 && deny.length === 0) return [];
  return [
    {
      name: "ip-restriction",
      config: {
        ...(allow.length > 0 ? { allow: [...allow] } : {}),
        ...(deny.length > 0 ? { deny: [...deny] } : {}),
        status: 403,
      },
    },
  ];
}

/** Web pages that may call. */
export function cors(settings: PlanCors, methods: readonly string[]): KongPlugin {
  return {
    name: "cors",
    config: {
      // Without origins, or with *, every page may call. An origin with a regex's characters would be one: these are none.
      origins: [...settings.origins],
      methods: [...methods],
      headers: [...settings.headers],
      exposed_headers: [...settings.exposedHeaders],
      credentials: settings.credentials,
      max_age: settings.maxAge,
      private_network: false,
      preflight_continue: false,
    },
  };
}

/** Changes headers on the way in (`request`) or out (`response`); none where nothing is to be changed. */
export function transformer(
  direction: "request" | "response",
  { set, remove }: PlanRoute["requestHeaders"],
): KongPlugin[] {
  const values = Object.entries(set).map(([name, value]) => `${name}:${value}`);
  if (values.length === 0 && remove.length === 0) return [];
  return [
    {
      name: `${direction}-transformer`,
      config: {
        remove: { headers: [...remove] },
        // One changes what is there, the other adds what is not.
        replace: { headers: values },
        add: { headers: values },
      },
    },
  ];
}

/** Answers by itself. */
export function requestTermination(status: number): KongPlugin {
  return {
    name: "request-termination",
    config: {
      status_code: status,
      content_type: "application/problem+json",
      body: gatewayProblem(status),
      // The default is false; true would show a client its request as the gateway sees it.
      echo: false,
    },
  };
}

/** Refuses what the plugin jwt would fail at, see assets/portcullis-bearer. */
export function portcullisBearer(): KongPlugin {
  return { name: "portcullis-bearer", config: {} };
}

/** Says who a token must be from and whom it must be for, see assets/portcullis-token. */
export function portcullisToken(
  access: Exclude<PlanAccess, { kind: "public" }>,
  plan: GatewayPlan,
): KongPlugin {
  if (access.kind !== "oauth2") {
    const { audience, maximumLifetime } = plan.tokens;
    return {
      name: "portcullis-token",
      config: { consumers: { audience, maximum_lifetime: maximumLifetime } },
    };
  }
  const issuers = plan.issuers.filter(({ name }) => access.issuers.includes(name));
  return {
    name: "portcullis-token",
    config: {
      issuers: Object.fromEntries(
        issuers.map(({ name, issuer, audience, maximumLifetime, scopes }) => [
          issuerConsumer(name),
          { issuer, audience, maximum_lifetime: maximumLifetime, scopes },
        ]),
      ),
    },
  };
}

/** Judges bodies, see assets/portcullis-request. */
export function portcullisRequest(route: PlanRoute): KongPlugin {
  return {
    name: "portcullis-request",
    config: {
      content_types: [...route.contentTypes],
      body_required: route.body?.required ?? false,
      body_bytes: route.bodyBytes,
      ...(route.body ? { body_schema: JSON.stringify(toDraft4(route.body.schema, route.id)) } : {}),
    },
  };
}

/** HTTP libraries that Kong's own list takes for robots (kong/plugins/bot-detection/rules.lua): programs that call an API use them. */
const httpLibraries =
  "^(Google-HTTP-Java-Client|Apache-HttpClient|Go-http-client|Python-urllib|okhttp|reqwest|axios|scalaj-http|unirest-[a-z]+|Boto3?|aws-cli|aws-sdk-[a-z]+)/[0-9]";

/** Keeps robots that say so out of what anybody may call. */
export function botDetection(): KongPlugin {
  return { name: "bot-detection", config: { allow: [httpLibraries], deny: [] } };
}

/** How a route knows its callers. */
export function authentication(access: PlanAccess, plan: GatewayPlan): KongPlugin[] {
  if (access.kind === "public") return [botDetection()];
  const roles = access.roles.length > 0 ? [acl(access.roles, access.kind === "oauth2")] : [];
  if (access.kind === "apiKey") return [keyAuth(), ...roles];
  const lifetimes =
    access.kind === "oauth2"
      ? plan.issuers.filter(({ name }) => access.issuers.includes(name)).map((one) => one.maximumLifetime)
      : [plan.tokens.maximumLifetime];
  return [portcullisBearer(), jwt(Math.max(...lifetimes)), portcullisToken(access, plan), ...roles];
}

/** All plugins of an operation. */
export function routePlugins(
  route: PlanRoute,
  api: PlanApi,
  plan: GatewayPlan,
  secrets: GatewaySecrets,
): KongPlugin[] {
  return [
    ...(api.cors ? [cors(api.cors, [route.method])] : []),
    ...authentication(route.access, plan),
    ...ipRestriction(route.addresses),
    requestSizeLimiting(route.bodyBytes),
    ...(route.limits ? [rateLimiting(route.limits, plan, secrets)] : []),
    portcullisRequest(route),
    ...transformer("request", route.requestHeaders),
    ...transformer("response", route.responseHeaders),
  ];
}

/** Fields of a request's log entry that may hold what is nobody's business: Kong itself takes out Authorization alone. */
const unlogged = [
  "request.headers",
  "request.querystring",
  "request.uri",
  "request.url",
  "response.headers",
  "upstream_uri",
];

/** Plugins of every request. */
export function globalPlugins({ consumers }: Pick<GatewayPlan, "consumers">): KongPlugin[] {
  return [
    {
      name: "correlation-id",
      config: {
        // The edge's own, which its log has too. A client gets it from the edge.
        header_name: "X-Request-Id",
        generator: "uuid",
        echo_downstream: false,
      },
    },
    {
      name: "file-log",
      config: {
        path: "/var/log/kong/requests.log",
        reopen: true,
        // The path is in the edge's log, redacted and with the same id.
        custom_fields_by_lua: {
          ...Object.fromEntries(unlogged.map((field) => [field, "return nil"])),
          "http.request.id": 'return kong.request.get_header("x-request-id")',
        },
      },
    },
    {
      name: "prometheus",
      config: {
        // A label for each consumer tells who calls to all who may read metrics.
        per_consumer: false,
        status_code_metrics: true,
        latency_metrics: true,
        bandwidth_metrics: true,
        upstream_health_metrics: true,
      },
    },
    // Identity headers that a client made up are taken out before anything else runs.
    { name: "portcullis-request", config: {} },
    // Names callers to the edge.
    {
      name: "portcullis-answer",
      config: { roles: Object.fromEntries(consumers.map(({ name, roles }) => [name, [...roles]])) },
    },
  ];
}
