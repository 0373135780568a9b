import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020";
import type { KongConfig, KongPlugin } from "../../../../components/gateway/kong/entities";
import { kongConfig } from "../../../../components/gateway/kong/kongYml";
import { demoPlan, demoSecrets } from "./plan";
import { configSchema, pluginSchemas } from "./pluginSchemas";

const ajv = addFormats(new Ajv2020({ allErrors: true, strict: false }));
const isValid = ajv.compile<KongConfig>(configSchema);

function everything(authentication: "jwt" | "apiKey" | "oauth2" = "jwt"): KongConfig {
  const plan = demoPlan(
    {
      authentication,
      roles: ["reader"],
      quota: 1000,
      cors: { origins: ["https://a.example.com"] },
      addresses: { allow: ["192.0.2.0/24"], deny: ["192.0.2.1/32"] },
      requestHeaders: { set: { "x-a": "b" }, remove: ["x-c"] },
      responseHeaders: { set: { "x-a": "b" }, remove: ["x-c"] },
      operations: { createOrder: { rateLimit: { minute: 1 } }, readOrder: { public: true } },
    },
    { limitStore: "redis" },
  );
  return kongConfig(plan, demoSecrets);
}

/** One rendered instance of each plugin. */
const rendered = new Map<string, KongPlugin>(
  (["jwt", "apiKey", "oauth2"] as const)
    .map(everything)
    .flatMap(({ plugins, services, routes }) => [
      ...plugins,
      ...services.flatMap((one) => [...one.plugins, ...one.routes.flatMap((route) => route.plugins)]),
      ...routes.flatMap((route) => route.plugins),
    ])
    .reverse()
    .map((one) => [one.name, one]),
);

const compiled = new Map(Object.entries(pluginSchemas).map(([name, schema]) => [name, ajv.compile(schema)]));

function fieldsOf(name: string): string[] {
  return Object.keys((pluginSchemas[name] as { properties: object }).properties);
}

test.each(Object.keys(pluginSchemas))("%s: what is rendered is right", (name) => {
  const validate = compiled.get(name)!;
  expect([validate(rendered.get(name)!.config), validate.errors]).toEqual([true, null]);
});

/** Values that Kong would refuse, by plugin and field; a field of another one's is unknown to it. */
const wrong: Record<string, Record<string, unknown[]>> = {
  jwt: {
    uri_param_names: ["jwt", [1], [""]],
    cookie_names: [false, [null]],
    header_names: ["authorization", [[]]],
    key_claim_name: ["", 1, ["kid"]],
    secret_is_base64: ["false", 0],
    claims_to_verify: [["iat"], [], ["nbf"], "exp", ["exp", "exp"]],
    anonymous: [true, ""],
    run_on_preflight: [1, "true"],
    maximum_expiration: [-1, 31536001, "3600"],
    realm: [7],
    uri_param_name: [[]],
  },
  "key-auth": {
    key_names: ["x-api-key", ["x api key"], [1]],
    hide_credentials: ["yes", 1],
    anonymous: [true],
    key_in_header: ["true"],
    key_in_query: ["false"],
    key_in_body: [0],
    run_on_preflight: ["true"],
    realm: [7],
    key_in_cookie: [true],
  },
  acl: {
    allow: ["reader", [1], [""]],
    deny: [["x"]],
    hide_groups_header: ["no"],
    always_use_authenticated_groups: [1],
    whitelist: [["x"]],
  },
  "rate-limiting": {
    second: [0, -1, "10"],
    minute: [0, -1, "10"],
    hour: [0, "10"],
    day: [0, "10"],
    month: [0, "10"],
    year: [0, "10"],
    limit_by: ["address", 1],
    policy: ["cluster", "memory"],
    fault_tolerant: ["false"],
    redis: [
      {},
      "127.0.0.1:6379",
      { host: "127.0.0.1", port: 65536, timeout: 2000 },
      { host: "127.0.0.1", port: 6379, timeout: -1 },
      { host: "127.0.0.1", port: 6379, timeout: 2147483647 },
      { host: "127.0.0.1", port: 6379, timeout: 2000, ssl: "yes" },
      { host: "127.0.0.1", port: 6379, timeout: 2000, tls: true },
      { host: "127.0.0.1", port: 6379, timeout: 2000, database: "0" },
      { port: 6379, timeout: 2000 },
    ],
    hide_client_headers: [0],
    sync_rate: ["-1"],
    redis_host: ["127.0.0.1"],
  },
  "request-size-limiting": {
    allowed_payload_size: ["1", 1.5],
    size_unit: ["byte", "MB"],
    require_content_length: ["false"],
    max_size: [1],
  },
  "correlation-id": {
    header_name: ["", 1],
    generator: ["uuid4", true],
    echo_downstream: ["false"],
    echo: [false],
  },
  cors: {
    origins: ["*", [1], [""]],
    headers: ["x", [1]],
    exposed_headers: ["x", [1]],
    methods: [["PURGE"], ["get"], "GET"],
    max_age: ["600"],
    credentials: ["false"],
    private_network: [0],
    preflight_continue: ["false"],
    allow_origins: [[]],
  },
  "ip-restriction": {
    allow: ["192.0.2.0/24", ["example.com"], [1]],
    deny: ["192.0.2.0/24", ["*"]],
    status: ["403"],
    message: [1],
    whitelist: [["192.0.2.1"]],
  },
  "bot-detection": {
    allow: ["x", ["("], [1]],
    deny: ["x", ["["], [1]],
    blacklist: [[]],
  },
  "file-log": {
    path: ["", "/var/log/*.log", 1],
    reopen: ["true"],
    custom_fields_by_lua: [["request.headers"], { "request.headers": "" }, { "request.headers": null }],
    format: ["json"],
  },
  prometheus: {
    per_consumer: ["false"],
    status_code_metrics: [1],
    ai_metrics: ["true"],
    latency_metrics: ["true"],
    bandwidth_metrics: ["true"],
    upstream_health_metrics: ["true"],
    metrics: [true],
  },
  "request-termination": {
    status_code: [99, 600, "404", 404.5],
    message: ["not found", 1],
    content_type: ["", 1],
    body: ["", 1],
    echo: [true, "false"],
    status: [404],
  },
  "request-transformer": {
    remove: [["x"], { headers: "x" }, { header: ["x"] }],
    replace: [{ headers: ["no-colon"] }, { headers: "x:y" }],
    add: [{ headers: ["no-colon"] }, { headers: [1] }],
    set: [{ headers: ["x:y"] }],
  },
  "response-transformer": {
    remove: [["x"], { headers: [1] }],
    replace: [{ headers: ["no-colon"] }],
    add: [{ headers: ["no-colon"] }],
    set: [{ headers: ["x:y"] }],
  },
  "portcullis-bearer": { anything: [true] },
  "portcullis-token": {
    consumers: [{}, { audience: "a", maximum_lifetime: 59 }, { audience: "a", maximum_lifetime: 86401 }, "a"],
    issuers: [{}, { "issuer.a": { issuer: "a" } }, []],
    audience: ["a"],
  },
  "portcullis-request": {
    content_types: ["application/json", [1]],
    body_required: ["true"],
    body_bytes: [0, 1073741825, "1000"],
    body_schema: [{}, ""],
    schema: ["{}"],
  },
  "portcullis-answer": {
    roles: [["reader"], { reporting: "reader" }, { reporting: [1] }],
    consumers: [{}],
  },
};

test("a wrong value is known for every field of every plugin, and an unknown field for each", () => {
  for (const name of Object.keys(pluginSchemas)) {
    const named = Object.keys(wrong[name] ?? {});
    expect([name, fieldsOf(name).filter((field) => !named.includes(field))]).toEqual([name, []]);
    expect([name, named.some((field) => !fieldsOf(name).includes(field))]).toEqual([name, true]);
  }
});

test.each(
  Object.entries(wrong).flatMap(([name, fields]) =>
    Object.entries(fields).flatMap(([field, values]) =>
      values.map((value): [string, string, unknown] => [name, field, value]),
    ),
  ),
)("%s: %s cannot be %j", (name, field, value) => {
  const { config } = rendered.get(name)!;
  expect(compiled.get(name)!({ ...config, [field]: value })).toBe(false);
});

test("what one policy asks for, another one refuses", () => {
  const validate = compiled.get("rate-limiting")!;
  const { redis, ...rest } = rendered.get("rate-limiting")!.config;
  expect(redis).toBeDefined();
  expect(validate(rest)).toBe(false);
  expect(validate({ ...rest, policy: "local" })).toBe(true);
  expect(validate({ ...rest, policy: "local", sync_rate: 5 })).toBe(false);
});

/** Settings whose defaults weaken a gateway (Kong 3.9.3), by plugin. */
const dangerous: Record<string, string[]> = {
  jwt: ["uri_param_names", "key_claim_name", "maximum_expiration"],
  "key-auth": ["key_names", "key_in_query", "hide_credentials"],
  "rate-limiting": ["fault_tolerant"],
  "request-size-limiting": ["allowed_payload_size", "size_unit"],
  "correlation-id": ["header_name", "generator"],
  cors: ["methods"],
  "bot-detection": ["allow"],
};

test.each(Object.entries(dangerous).flatMap(([name, fields]) => fields.map((field) => [name, field])))(
  "%s: the default of %s is not left",
  (name, field) => {
    const { properties } = pluginSchemas[name] as { properties: Record<string, { default?: unknown }> };
    expect(properties[field]).toHaveProperty("default");
    const { config } = rendered.get(name)!;
    expect(config).toHaveProperty(field);
    expect(config[field]).not.toEqual(properties[field]!.default);
  },
);

test.each<[string, (made: KongConfig) => void]>([
  ["a path without a slash", (made) => (made.routes[0]!.paths = ["orders"])],
  ["an empty segment", (made) => (made.routes[0]!.paths = ["/a//b"])],
  ["a name with a slash", (made) => (made.routes[0]!.name = "a/b")],
  ["TLS settings on http", (made) => (made.services[0]!.tls_verify = true)],
  ["a time-out of nothing", (made) => (made.services[0]!.read_timeout = 0)],
  ["an unknown algorithm", (made) => (made.consumers[0]!.jwt_secrets![0]!.algorithm = "none")],
  ["an unknown plugin", (made) => made.plugins.push({ name: "oauth2", config: {} })],
  ["an unknown field of an entity", (made) => Object.assign(made.consumers[0]!, { groups: ["reader"] })],
  ["a wrong setting of a plugin", (made) => (made.plugins[0]!.config.generator = "uuid4")],
])("the configuration as a whole has no %s", (_, spoil) => {
  const made = everything();
  expect([isValid(made), isValid.errors]).toEqual([true, null]);
  spoil(made);
  expect(isValid(made)).toBe(false);
});
