import { createPublicKey } from "node:crypto";
import { stringify } from "yaml";
import { ConfigurationError } from "../../model/problems";
import type { GatewayPlan, PlanApi, PlanConsumer, PlanIssuer, PlanPath, PlanRoute } from "../plan";
import type { GatewaySecrets, JwtKey } from "../secrets";
import type {
  KongConfig,
  KongConsumer,
  KongJwtSecret,
  KongRoute,
  KongService,
  KongUpstream,
} from "./entities";
import {
  cors,
  globalPlugins,
  issuerConsumer,
  rateLimiting,
  requestTermination,
  routePlugins,
  transformer,
} from "./plugins";

/**
 * Kong's declarative configuration.
 *
 * @throws ConfigurationError for what Kong cannot do
 */
export function kongConfig(plan: GatewayPlan, secrets: GatewaySecrets): KongConfig {
  return {
    _format_version: "3.0",
    services: plan.apis.map((api) => service(api, plan, secrets)),
    upstreams: plan.apis.flatMap(upstream),
    routes: [...plan.apis.flatMap((api) => api.paths.map((path) => notAllowed(path, api))), notFound],
    consumers: [
      ...plan.consumers.map((one) => consumer(one, secrets)),
      ...plan.issuers.map((one) => issuer(one)),
    ],
    plugins: globalPlugins(plan),
  };
}

/** kong.yml: every text in quotes, so that no parser takes one for something else. */
export function renderKongYml(plan: GatewayPlan, secrets: GatewaySecrets): string {
  const text = stringify(kongConfig(plan, secrets), {
    version: "1.1",
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return `# Managed by Portcullis.\n${text}`;
}

/** The same as JSON, for what is put together on the host: Kong goes by the file's name (kong/db/declarative/init.lua). */
export function renderKongBase(plan: GatewayPlan, secrets: GatewaySecrets): string {
  return `${JSON.stringify(kongConfig(plan, secrets), undefined, 1)}\n`;
}

function address(url: string): { protocol: "http" | "https"; host: string; port: number } {
  const { protocol, hostname, port } = new URL(url);
  const secure = protocol === "https:";
  return {
    protocol: secure ? "https" : "http",
    // Kong writes an IPv6 address in brackets, too.
    host: hostname,
    port: Number(port) || (secure ? 443 : 80),
  };
}

function service(api: PlanApi, plan: GatewayPlan, secrets: GatewaySecrets): KongService {
  const all = api.upstreams.map(address);
  const { protocol, host, port } = all[0]!;
  if (all.some((one) => one.protocol !== protocol)) {
    throw new ConfigurationError([
      {
        path: ["gateway", "apis", api.name, "upstreams"],
        message: "must be all http or all https: Kong speaks one of them to the servers of an API",
      },
    ]);
  }
  const { connect, send, read } = api.timeouts;
  return {
    name: api.name,
    protocol,
    host: all.length === 1 ? host : upstreamName(api),
    port,
    // The default tries five times, the same server too.
    retries: all.length - 1,
    connect_timeout: connect * 1000,
    write_timeout: send * 1000,
    read_timeout: read * 1000,
    // By default no certificate is verified.
    ...(protocol === "https" ? { tls_verify: true as const, tls_verify_depth: 4 } : {}),
    routes: api.routes.map((route) => operation(route, api, plan, secrets)),
    plugins: [rateLimiting(api.limits, plan, secrets)],
  };
}

function upstreamName({ name }: PlanApi): string {
  return `${name}.upstream.internal`;
}

function upstream(api: PlanApi): KongUpstream[] {
  if (api.upstreams.length === 1) return [];
  const targets = api.upstreams
    .map(address)
    .map(({ host, port }) => ({ target: `${host}:${port}`, weight: 100 }));
  return [{ name: upstreamName(api), targets }];
}

/** What all routes have in common. */
function route(
  name: string,
  paths: string[],
  priority: number,
  hosts: readonly string[],
): Omit<KongRoute, "plugins"> {
  return {
    name,
    // The edge speaks HTTP to Kong and says that clients speak HTTPS: either may be what Kong goes by.
    protocols: ["http", "https"],
    ...(hosts.length > 0 ? { hosts: [...hosts] } : {}),
    paths,
    regex_priority: priority,
    // By default the path is cut off.
    strip_path: false,
    preserve_host: false,
  };
}

/** A path's pattern as Kong has it: it puts the `^` in front by itself. */
function regex(pattern: string): string {
  return `~${pattern.replace(/^\^/, "")}`;
}

function operation(one: PlanRoute, api: PlanApi, plan: GatewayPlan, secrets: GatewaySecrets): KongRoute {
  return {
    ...route(one.id, [regex(one.pattern)], one.priority, api.hosts),
    methods: [one.method],
    plugins: routePlugins(one, api, plan, secrets),
  };
}

const allMethods = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/**
 * Answers methods that a path does not have. Methods are named, since Kong goes by how much of a request a route names
 * before it goes by priority: without them, `DELETE /orders/search` would be taken for `DELETE /orders/{id}`.
 */
function notAllowed(path: PlanPath, api: PlanApi): KongRoute {
  const methods = allMethods.filter((method) => !(path.methods as readonly string[]).includes(method));
  const name = path.template.replace(
    /[^A-Za-z0-9/-]/g,
    (character) => `_${character.charCodeAt(0).toString(16)}`,
  );
  return {
    ...route(`${api.name}.405.${name.replaceAll("/", "~")}`, [regex(path.pattern)], path.priority, api.hosts),
    methods,
    plugins: [
      // Preflights, too, are for methods that a path does not have as an operation.
      ...(api.cors ? [cors(api.cors, path.methods)] : []),
      requestTermination(405),
      ...transformer("response", { set: { allow: path.methods.join(", ") }, remove: [] }),
    ],
  };
}

/** Answers what no API describes. */
const notFound: KongRoute = {
  ...route("404", ["/"], 0, []),
  plugins: [requestTermination(404)],
};

function consumer({ name, roles, jwt, apiKey }: PlanConsumer, secrets: GatewaySecrets): KongConsumer {
  const made = secrets.consumers[name];
  const brought = jwt?.publicKeys ?? [];
  const keys: readonly JwtKey[] = brought.length > 0 || !jwt ? brought : (made?.jwt ?? []);
  const apiKeys = apiKey ? (made?.apiKeys ?? []) : [];
  if (jwt && keys.length === 0) throw new Error(`the consumer ${name} has no key for its tokens`);
  if (apiKey && apiKeys.length === 0) throw new Error(`the consumer ${name} has no API key`);
  return {
    username: name,
    ...(roles.length > 0 ? { acls: roles.map((group) => ({ group })) } : {}),
    ...(keys.length > 0 ? { jwt_secrets: keys.map(jwtSecret) } : {}),
    ...(apiKeys.length > 0 ? { keyauth_credentials: apiKeys.map(({ key }) => ({ key })) } : {}),
  };
}

function jwtSecret(key: JwtKey): KongJwtSecret {
  const { id, algorithm } = key;
  // RFC 7518 section 3.2: a key is at least as long as the hash.
  if ("secret" in key && Buffer.byteLength(key.secret) < 32)
    throw new Error(`the secret of the key ${id} is shorter than 32 bytes`);
  return "secret" in key
    ? { key: id, algorithm, secret: key.secret }
    : { key: id, algorithm, rsa_public_key: key.pem };
}

/**
 * An issuer's keys belong to a consumer that stands for all of its clients, and has no roles of its own. Where they are
 * fetched, they are put in on the host.
 */
function issuer({ name, publicKeys }: PlanIssuer): KongConsumer {
  for (const { id, algorithm, pem } of publicKeys) {
    // Kong fails, rather than refuses, where a signature has another length (kong/plugins/jwt/jwt_parser.lua).
    if (algorithm === "PS256" && createPublicKey(pem).asymmetricKeyDetails?.modulusLength !== 2048) {
      throw new ConfigurationError([
        {
          path: ["gateway", "issuers", name, "publicKeys", id],
          message: "must have 2048 bits: with PS256 Kong takes no other length; use RS256 for this key",
        },
      ]);
    }
  }
  return {
    username: issuerConsumer(name),
    ...(publicKeys.length > 0 ? { jwt_secrets: publicKeys.map(jwtSecret) } : {}),
  };
}
