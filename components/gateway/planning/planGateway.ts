import type { Path } from "../../model/path";
import { ConfigurationError, type Problem } from "../../model/problems";
import { resolve } from "../../model/resolve";
import { suggest } from "../../model/suggest";
import type { ResolvedGateway, ResolvedGatewayApi, ResolvedGatewayOperation } from "../../model/types";
import type { OpenApiDocument } from "../openApi/document";
import { comparePrecedence, pathPattern, pathShape } from "../pathPattern";
import type { GatewayPlan, PlanApi, PlanConsumer, PlanIssuer, PlanPath } from "../plan";
import { withoutPassword } from "../sharedRedis";
import { describedOperations, type DescribedOperation } from "./described";
import { routeIds } from "./routeIds";
import { limits, planRoute } from "./routes";
import { ambiguousOperations } from "./uniqueness";

/** An API with the operations that it lets in. */
interface DescribedApi {
  name: string;
  api: ResolvedGatewayApi;
  operations: { described: DescribedOperation; settings: ResolvedGatewayOperation; id: string }[];
}

/**
 * What the gateway has to do, from its settings and the documents that they name. No file is read and nothing is made:
 * the same settings and documents give the same plan.
 *
 * @param settings - the section `gateway`, checked and with its defaults filled in
 * @param documents - the documents, by file name as the settings have it
 * @throws ConfigurationError that lists all mistakes between settings and documents: unknown and ambiguous operations,
 *   paths that cannot be told apart
 * @throws Error where a document that the settings name was not given
 */
export function planGateway(
  settings: ResolvedGateway,
  documents: Readonly<Record<string, OpenApiDocument>>,
): GatewayPlan {
  const problems: Problem[] = [];
  const note = (problem: Problem): void => void problems.push(problem);
  const described = byName(settings.apis).map(([name, api]): DescribedApi => {
    const document = api.openApi === undefined ? undefined : documents[api.openApi];
    if (api.openApi !== undefined && !document) throw new Error(`${api.openApi} was not loaded`);
    return describeApi(name, api, document, note);
  });
  problems.push(...sharedPaths(described));
  if (problems.length > 0) throw new ConfigurationError(problems);

  const priorities = precedence(described);
  return {
    listen: { address: "127.0.0.1", port: settings.port },
    trustedProxies: ["127.0.0.1/32"],
    apis: described.map((one) => planApi(one, priorities, settings)),
    consumers: byName(settings.consumers).map(([name, { roles, jwt, apiKey }]): PlanConsumer => ({
      name,
      roles,
      ...(jwt ? { jwt: { algorithm: jwt.algorithm, publicKeys: publicKeys(jwt.publicKeys) } } : {}),
      apiKey,
    })),
    issuers: byName(settings.issuers).map(([name, issuer]): PlanIssuer => ({
      ...issuer,
      name,
      publicKeys: publicKeys(issuer.publicKeys),
    })),
    tokens: settings.tokens,
    limitStore: settings.limitStore,
    ...(settings.redis ? { redis: withoutPassword(settings.redis) } : {}),
  };
}

function byName<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

function publicKeys<T extends object>(keys: Readonly<Record<string, T>>): ({ id: string } & T)[] {
  return byName(keys).map(([id, key]) => ({ id, ...key }));
}

function describeApi(
  name: string,
  api: ResolvedGatewayApi,
  document: OpenApiDocument | undefined,
  note: (problem: Problem) => void,
): DescribedApi {
  const at: Path = ["gateway", "apis", name];
  const all = describedOperations(api, document, at, note);
  ambiguousOperations(all).forEach(note);
  const settingsOf = matchSettings(api, all, at, note);
  const ids = routeIds(name, all);
  const nothing = resolve("gatewayOperation", {});
  return {
    name,
    api,
    operations: all
      .map((described, index) => ({
        described,
        settings: settingsOf.get(described) ?? nothing,
        id: ids[index]!,
      }))
      .filter(({ settings }) => !settings.blocked),
  };
}

/** Finds what each entry of `operations` means. */
function matchSettings(
  api: ResolvedGatewayApi,
  all: readonly DescribedOperation[],
  at: Path,
  note: (problem: Problem) => void,
): Map<DescribedOperation, ResolvedGatewayOperation> {
  const byKey = new Map<string, DescribedOperation>();
  // An operation id counts before a method and path that reads the same.
  for (const one of all) byKey.set(one.alias, one);
  for (const one of all) byKey.set(one.key, one);
  const found = new Map<DescribedOperation, ResolvedGatewayOperation>();
  const names = new Map<DescribedOperation, string>();
  for (const [key, settings] of Object.entries(api.operations)) {
    const path = [...at, "operations", key];
    const meant = byKey.get(key);
    if (!meant) {
      const near = suggest(key, [...byKey.keys()]);
      const known = all.map((one) => one.key);
      const listed = `${known.slice(0, 10).join(", ")}${known.length > 10 ? ", …" : ""}`;
      note({
        path,
        message: `is no operation of this API; ${near ? `did you mean "${near}"?` : `it has ${listed}`}`,
      });
    } else if (found.has(meant)) {
      note({ path, message: `is the operation of operations["${names.get(meant)}"] as well: set it once` });
    } else {
      found.set(meant, settings);
      names.set(meant, key);
    }
  }
  return found;
}

/** Paths that two APIs have at the same host names: only one of them could ever answer. */
function sharedPaths(apis: readonly DescribedApi[]): Problem[] {
  const owners = new Map<string, string>();
  return apis.flatMap(({ name, api, operations }) => {
    const shapes = new Map(
      operations.map(({ described }) => [pathShape(described.path), described.path.template]),
    );
    const hosts = api.hosts.length > 0 ? api.hosts : ["*"];
    const clash = [...shapes].find(([shape]) => hosts.some((host) => owners.has(`${host} ${shape}`)));
    const owner =
      clash && hosts.map((host) => owners.get(`${host} ${clash[0]}`)).find((one) => one !== undefined);
    for (const shape of shapes.keys()) for (const host of hosts) owners.set(`${host} ${shape}`, name);
    if (!clash) return [];
    const message = `has the path ${clash[1]}, which gateway.apis.${owner} has too: give one of them another basePath or other hosts`;
    return [{ path: ["gateway", "apis", name], message }];
  });
}

/** The priority of each path by its shape: over all APIs, the higher the more of it is fixed. */
function precedence(apis: readonly DescribedApi[]): Map<string, number> {
  const templates = new Map(
    apis.flatMap(({ operations }) => operations.map(({ described: { path } }) => [pathShape(path), path])),
  );
  const sorted = [...templates].sort(([, a], [, b]) => comparePrecedence(a, b));
  return new Map(sorted.map(([shape], index) => [shape, sorted.length - index]));
}

function planApi(
  { name, api, operations }: DescribedApi,
  priorities: ReadonlyMap<string, number>,
  gateway: ResolvedGateway,
): PlanApi {
  const { connect = 5, send = 60, read = 60 } = api.timeouts;
  const paths = new Map<string, PlanPath & { methods: PlanPath["methods"] }>();
  for (const { described } of operations) {
    const { path, method } = described;
    const shape = pathShape(path);
    const methods = [...(paths.get(shape)?.methods ?? []), method].sort();
    const priority = priorities.get(shape)!;
    paths.set(shape, { template: path.template, pattern: pathPattern(path), priority, methods });
  }
  return {
    name,
    hosts: api.hosts,
    upstreams: api.upstreams,
    timeouts: { connect, send, read },
    limits: limits(api.rateLimit, api.quota, "consumer"),
    ...(api.cors ? { cors: api.cors } : {}),
    paths: [...paths.values()],
    routes: operations.map(({ described, settings, id }) =>
      planRoute(id, described, api, settings, priorities.get(pathShape(described.path))!, gateway),
    ),
  };
}
