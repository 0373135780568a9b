import { createHash } from "node:crypto";
import path from "node:path/posix";
import { parse } from "yaml";
import { kongBase, kongConf, kongYml } from "../../gateway/kong/paths";
import { controlPort, paths as tyk } from "../../gateway/tyk/paths";
import type { Bundle } from "../../host/bundle";
import { filesByPath } from "./bundleFiles";
import type { ExpectedGateway, Expectations } from "./expectations";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** JSON with its members in order, as Python's `json.dumps(…, sort_keys=True, ensure_ascii=False)` has it without blanks. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`);
  return `{${members.join(",")}}`;
}

const digest = (value: Json): string => createHash("sha256").update(canonical(value)).digest("hex");

interface TykDefinition {
  api_id: string;
  [member: string]: Json;
}

/** What of a definition decides who gets where; the host works out the same (assets/gateway.py). */
function tykAccess(definition: TykDefinition): Json {
  const versions = (definition["version_data"] as { versions: Record<string, Record<string, Json>> })
    .versions;
  const extended = (versions["Default"]!["extended_paths"] ?? {}) as Record<string, Json>;
  const proxy = definition["proxy"] as Record<string, Json>;
  return [
    definition["internal"] ?? false,
    definition["use_keyless"] ?? false,
    definition["enable_jwt"] ?? false,
    definition["use_standard_auth"] ?? false,
    definition["domain"] ?? "",
    proxy["listen_path"] ?? "",
    extended["url_rewrites"] ?? [],
    extended["white_list"] ?? [],
  ];
}

function tykGateway(bundles: readonly Bundle[]): ExpectedGateway {
  const definitions = [...filesByPath(bundles).values()]
    .filter((file) => path.dirname(file.path) === tyk.definitions)
    .map(({ content }) => JSON.parse(content) as TykDefinition);
  return {
    engine: "tyk",
    routes: tyk.definitions,
    access: Object.fromEntries(definitions.map((one) => [one.api_id, digest(tykAccess(one))])),
    controlPorts: [controlPort],
    secretFile: tyk.configuration,
  };
}

interface KongRoute {
  name: string;
  methods?: Json[];
  paths?: Json[];
  hosts?: Json[];
  plugins?: { name: string; enabled?: boolean }[];
}

/** Kong's own ports of its admin API and GUI (kong/templates/kong_defaults.lua). */
const kongControlPorts = [8001, 8444, 8002, 8445];

/** What of a route decides who gets where: what it matches, and the plugins that it has. */
function kongAccess({ methods = [], paths = [], hosts = [], plugins = [] }: KongRoute): Json {
  return [methods, paths, hosts, plugins.filter(({ enabled }) => enabled !== false).map(({ name }) => name)];
}

function kongGateway(bundles: readonly Bundle[]): ExpectedGateway {
  const files = filesByPath(bundles);
  const file = files.get(kongBase) ?? files.get(kongYml)!;
  const { services = [], routes = [] } = parse(file.content) as {
    services?: { routes?: KongRoute[] }[];
    routes?: KongRoute[];
  };
  const all = [...services.flatMap((service) => service.routes ?? []), ...routes];
  return {
    engine: "kong",
    routes: file.path,
    access: Object.fromEntries(all.map((route) => [route.name, digest(kongAccess(route))])),
    controlPorts: kongControlPorts,
  };
}

/** What the gateway on a host lets in, where it has one. */
export function gatewayExpectations(bundles: readonly Bundle[]): Pick<Expectations, "gateway"> {
  const files = filesByPath(bundles);
  if (files.has(tyk.configuration)) return { gateway: tykGateway(bundles) };
  return files.has(kongConf) ? { gateway: kongGateway(bundles) } : {};
}
