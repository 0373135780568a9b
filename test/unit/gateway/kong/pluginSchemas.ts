/**
 * Fields, types, limits and defaults of the plugins' settings in Kong 3.9.3 (kong/plugins/<name>/schema.lua, and of our
 * own schema.lua), as JSON Schema: a field that is not here would keep Kong from starting.
 */
// Kong takes no empty text, unless a field says so (kong/db/schema/init.lua).
const text = { type: "string", minLength: 1 };
const texts = { type: "array", items: text };
const boolean = { type: "boolean" };
const off = { ...boolean, default: false };
const on = { ...boolean, default: true };
const count = { type: "number", exclusiveMinimum: 0 };
const headerNames = { type: "array", items: { type: "string", pattern: "^[a-zA-Z0-9-_]+$" } };

function record(properties: object, more: object = {}): object {
  return { type: "object", additionalProperties: false, properties, ...more };
}

const transformed = record({ headers: { type: "array", items: { type: "string", pattern: "^[^:]+:.*$" } } });
const removed = record({ headers: texts });
const transformer = record({ remove: removed, replace: transformed, add: transformed });

const redis = record(
  {
    host: text,
    port: { type: "integer", minimum: 0, maximum: 65535, default: 6379 },
    timeout: { type: "integer", minimum: 0, maximum: 2147483646, default: 2000 },
    username: text,
    password: { type: "string" },
    database: { type: "integer", default: 0 },
    ssl: off,
    ssl_verify: off,
    server_name: text,
  },
  { required: ["host", "port", "timeout"] },
);

const methods = ["GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
const expressions = { type: "array", items: { type: "string", minLength: 1, format: "regex" } };
const rules = { type: "array", items: { type: "string", pattern: "^[0-9a-fA-F.:]+(/[0-9]{1,3})?$" } };

/** The settings of each plugin. */
export const pluginSchemas: Readonly<Record<string, object>> = {
  jwt: record(
    {
      uri_param_names: { ...texts, default: ["jwt"] },
      cookie_names: { ...texts, default: [] },
      header_names: { ...texts, default: ["authorization"] },
      key_claim_name: { ...text, default: "iss" },
      secret_is_base64: off,
      claims_to_verify: { type: "array", items: { enum: ["exp", "nbf"] }, uniqueItems: true },
      anonymous: text,
      run_on_preflight: on,
      maximum_expiration: { type: "number", minimum: 0, maximum: 31536000, default: 0 },
      realm: text,
    },
    {
      // Kong: maximum_expiration needs exp to be verified.
      if: { properties: { maximum_expiration: { exclusiveMinimum: 0 } }, required: ["maximum_expiration"] },
      then: {
        properties: { claims_to_verify: { minItems: 1, contains: { const: "exp" } } },
        required: ["claims_to_verify"],
      },
    },
  ),
  "key-auth": record({
    key_names: { ...headerNames, default: ["apikey"] },
    hide_credentials: off,
    anonymous: text,
    key_in_header: on,
    key_in_query: on,
    key_in_body: off,
    run_on_preflight: on,
    realm: text,
  }),
  acl: record(
    { allow: texts, deny: texts, hide_groups_header: off, always_use_authenticated_groups: off },
    { oneOf: [{ required: ["allow"] }, { required: ["deny"] }] },
  ),
  "rate-limiting": record(
    {
      second: count,
      minute: count,
      hour: count,
      day: count,
      month: count,
      year: count,
      limit_by: {
        enum: ["consumer", "credential", "ip", "service", "header", "path"],
        default: "consumer",
      },
      policy: { enum: ["local", "redis"], default: "local" },
      fault_tolerant: on,
      redis,
      hide_client_headers: off,
      sync_rate: { type: "number", default: -1 },
    },
    {
      anyOf: ["second", "minute", "hour", "day", "month", "year"].map((period) => ({ required: [period] })),
      if: { properties: { policy: { const: "redis" } }, required: ["policy"] },
      then: { required: ["redis"] },
      else: { properties: { sync_rate: { const: -1 } } },
    },
  ),
  "request-size-limiting": record({
    allowed_payload_size: { type: "integer", default: 128 },
    size_unit: { enum: ["megabytes", "kilobytes", "bytes"], default: "megabytes" },
    require_content_length: off,
  }),
  "correlation-id": record({
    header_name: { ...text, default: "Kong-Request-ID" },
    generator: { enum: ["uuid", "uuid#counter", "tracker"], default: "uuid#counter" },
    echo_downstream: off,
  }),
  cors: record({
    origins: texts,
    headers: texts,
    exposed_headers: texts,
    methods: { type: "array", items: { enum: methods }, default: methods },
    max_age: { type: "number" },
    credentials: off,
    private_network: off,
    preflight_continue: off,
  }),
  "ip-restriction": record(
    { allow: rules, deny: rules, status: { type: "number" }, message: text },
    { anyOf: [{ required: ["allow"] }, { required: ["deny"] }] },
  ),
  "bot-detection": record({ allow: { ...expressions, default: [] }, deny: { ...expressions, default: [] } }),
  "file-log": record(
    {
      path: { type: "string", pattern: "^[^*&%`]+$" },
      reopen: off,
      custom_fields_by_lua: { type: "object", propertyNames: { minLength: 1 }, additionalProperties: text },
    },
    { required: ["path"] },
  ),
  prometheus: record({
    per_consumer: off,
    status_code_metrics: off,
    ai_metrics: off,
    latency_metrics: off,
    bandwidth_metrics: off,
    upstream_health_metrics: off,
  }),
  "request-termination": record(
    {
      status_code: { type: "integer", minimum: 100, maximum: 599, default: 503 },
      message: text,
      content_type: text,
      body: text,
      echo: off,
    },
    {
      dependentRequired: { content_type: ["body"] },
      not: { required: ["message", "body"] },
      // Kong: a body and the request itself cannot both be shown.
      if: { properties: { echo: { const: true } }, required: ["echo"] },
      then: { properties: { body: false, content_type: false } },
    },
  ),
  "request-transformer": transformer,
  "response-transformer": transformer,
  "portcullis-bearer": record({}),
  "portcullis-token": record(
    {
      consumers: record(
        { audience: text, maximum_lifetime: { type: "integer", minimum: 60, maximum: 86400 } },
        { required: ["audience", "maximum_lifetime"] },
      ),
      issuers: {
        type: "object",
        additionalProperties: record(
          {
            issuer: text,
            audience: text,
            maximum_lifetime: { type: "integer", minimum: 60, maximum: 86400 },
            scopes: { type: "object", additionalProperties: texts },
          },
          { required: ["issuer", "audience", "maximum_lifetime"] },
        ),
      },
    },
    { oneOf: [{ required: ["consumers"] }, { required: ["issuers"] }] },
  ),
  "portcullis-request": record({
    content_types: texts,
    body_required: boolean,
    body_bytes: { type: "integer", minimum: 1, maximum: 1073741824 },
    body_schema: text,
  }),
  "portcullis-answer": record({ roles: { type: "object", additionalProperties: texts } }),
};

const name = { type: "string", pattern: "^[A-Za-z0-9._~-]+$" };
const milliseconds = { type: "integer", minimum: 1, maximum: 2147483646 };
const plugins = { type: "array", items: { $ref: "#/$defs/plugin" } };

const route = record(
  {
    name,
    protocols: { type: "array", items: { enum: ["http", "https"] } },
    methods: { type: "array", items: { type: "string", pattern: "^[A-Z]+$" } },
    hosts: texts,
    // A path is fixed (/…) or a regular expression (~/…), and has no empty segment (typedefs.lua).
    paths: { type: "array", items: { type: "string", pattern: "^~?/", not: { pattern: "//" } } },
    regex_priority: { type: "integer" },
    strip_path: boolean,
    preserve_host: boolean,
    plugins,
  },
  { required: ["name", "paths"] },
);

/** What kong.yml may hold (kong/db/schema/entities and the plugins' daos.lua). */
export const configSchema = record(
  {
    _format_version: { const: "3.0" },
    services: {
      type: "array",
      items: record(
        {
          name,
          protocol: { enum: ["http", "https"] },
          host: text,
          port: { type: "integer", minimum: 0, maximum: 65535 },
          retries: { type: "integer", minimum: 0, maximum: 32767 },
          connect_timeout: milliseconds,
          write_timeout: milliseconds,
          read_timeout: milliseconds,
          tls_verify: boolean,
          tls_verify_depth: { type: "integer", minimum: 0, maximum: 64 },
          routes: { type: "array", items: route },
          plugins,
        },
        {
          required: ["name", "protocol", "host", "port"],
          // Kong: settings of TLS belong to https.
          if: { properties: { protocol: { const: "http" } } },
          then: { properties: { tls_verify: false, tls_verify_depth: false } },
        },
      ),
    },
    upstreams: {
      type: "array",
      items: record({
        name: text,
        targets: {
          type: "array",
          items: record({ target: text, weight: { type: "integer", minimum: 0, maximum: 65535 } }),
        },
      }),
    },
    routes: { type: "array", items: route },
    consumers: {
      type: "array",
      items: record(
        {
          username: text,
          acls: { type: "array", items: record({ group: text }, { required: ["group"] }) },
          jwt_secrets: {
            type: "array",
            items: record({
              key: text,
              secret: text,
              rsa_public_key: text,
              algorithm: {
                enum: "HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512 PS256 PS384 PS512 EdDSA".split(
                  " ",
                ),
              },
            }),
          },
          keyauth_credentials: { type: "array", items: record({ key: text }) },
        },
        { required: ["username"] },
      ),
    },
    plugins,
  },
  {
    required: ["_format_version"],
    $defs: {
      plugin: {
        type: "object",
        additionalProperties: false,
        required: ["name"],
        properties: { name: { enum: Object.keys(pluginSchemas) }, config: { type: "object" } },
        allOf: Object.entries(pluginSchemas).map(([plugin, config]) => ({
          if: { properties: { name: { const: plugin } } },
          then: { properties: { config } },
        })),
      },
    },
  },
);
