import { createHash } from "node:crypto";
import type { ResolvedElasticsearch } from "../../model/types";
import { dataStreamPattern } from "../events/datasets";
import { renderMapping } from "./fields";
import { type ElasticsearchRole, renderRoles, type RoleDescriptor } from "./roles";

/** Something that the server has to have. */
export interface WantedPart {
  /** What it is, for people. */
  what: string;
  /** Path of the API that reads it (GET) and writes it (PUT). */
  path: string;
  /** Where the present state is in the answer to GET. */
  found: (string | number)[];
  /** Key that the body is sent under. Default: it is sent as it is. */
  under?: string;
  /** What it has to be. The server may add to it. */
  body: object;
}

/** Account that Kibana itself logs in with, a built-in one. */
export const kibanaSystem = "kibana_system";
/** Account that brings dashboards and rules into Kibana; rules look at the logs with its rights. */
export const kibanaSetup = "portcullis-kibana";

/** Everything that the server has to have, in the order in which it is made. */
export interface WantedState {
  /** How many nodes there have to be at least. */
  nodes: number;
  parts: WantedPart[];
  /** Built-in accounts that nobody may use. */
  disabledUsers: string[];
  /** Roles of accounts, by their names: of those whose passwords are given. Built-in ones have theirs. */
  accounts: Record<string, string[]>;
  /** Rights of API keys, by role. */
  keys: Record<ElasticsearchRole, RoleDescriptor>;
  /** Pattern of the data streams. */
  pattern: string;
}

/** Marks what is ours, and tells apart two versions of which one is a part of the other. */
function marked(key: "_meta" | "metadata", body: object): object {
  const digest = createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16);
  return { ...body, [key]: { managed_by: "portcullis", digest } };
}

/** Hot, a new index when it is old or large enough, and the end (documentation of Elasticsearch, "ILM: Index lifecycle"). */
function lifecycle(settings: ResolvedElasticsearch, name: string): WantedPart {
  const { rollover, retentionDays } = settings;
  const phases = {
    hot: {
      min_age: "0ms",
      actions: {
        rollover: { max_age: `${rollover.days}d`, max_primary_shard_size: `${rollover.gigabytes}gb` },
      },
    },
    // Counted from the rollover on.
    delete: { min_age: `${retentionDays}d`, actions: { delete: { delete_searchable_snapshot: true } } },
  };
  return {
    what: `lifecycle policy ${name}`,
    path: `/_ilm/policy/${name}`,
    found: [name, "policy"],
    under: "policy",
    body: marked("_meta", { phases }),
  };
}

/**
 * No downloads of where addresses are: nothing here asks for that, and hosts may not reach its site (documentation of
 * Elasticsearch, "GeoIP processor").
 */
const noDownloads: WantedPart = {
  what: "setting ingest.geoip.downloader.enabled",
  path: "/_cluster/settings",
  found: ["persistent"],
  under: "persistent",
  body: { ingest: { geoip: { downloader: { enabled: "false" } } } },
};

function templates(name: string, namespace: string): WantedPart[] {
  // As the server gives them back: text, and nested.
  const index = {
    lifecycle: { name },
    codec: "best_compression",
    number_of_shards: "1",
    // A copy where there is a second node.
    auto_expand_replicas: "0-1",
    mapping: { total_fields: { limit: "500" }, ignore_malformed: "true" },
  };
  const component = (part: string, template: object): WantedPart => ({
    what: `component template ${name}-${part}`,
    path: `/_component_template/${name}-${part}`,
    found: ["component_templates", 0, "component_template"],
    body: marked("_meta", { template }),
  });
  return [
    component("settings", { settings: { index } }),
    component("mappings", { mappings: renderMapping() }),
    {
      what: `index template ${name}`,
      path: `/_index_template/${name}`,
      found: ["index_templates", 0, "index_template"],
      body: marked("_meta", {
        index_patterns: [dataStreamPattern(namespace)],
        data_stream: {},
        composed_of: [`${name}-settings`, `${name}-mappings`],
        // Above Elastic's own for logs-*-*, which has 100.
        priority: 500,
      }),
    },
  ];
}

function snapshots(
  { repository, time, keepDays }: NonNullable<ResolvedElasticsearch["snapshots"]>,
  name: string,
  namespace: string,
): WantedPart[] {
  const [hour, minute] = time.split(":").map(Number);
  const body = repository.folder
    ? { type: "fs", settings: { location: repository.folder, compress: "true" } }
    : { type: "s3", settings: { bucket: repository.bucket, base_path: name } };
  const config = { indices: [dataStreamPattern(namespace)], include_global_state: false };
  return [
    { what: `snapshot repository ${name}`, path: `/_snapshot/${name}`, found: [name], body },
    {
      what: `snapshot policy ${name}`,
      path: `/_slm/policy/${name}`,
      found: [name, "policy"],
      body: {
        schedule: `0 ${minute} ${hour} * * ?`,
        name: `<${name}-{now/d}>`,
        repository: name,
        config: marked("metadata", config),
        retention: { expire_after: `${keepDays}d`, min_count: 1, max_count: keepDays + 1 },
      },
    },
  ];
}

/**
 * What everything is called that an environment's logs need in a server: lifecycle, roles, snapshot repository, and the
 * first part of its objects' keys in a bucket.
 *
 * @param namespace - the environment's namespace, such as `prod`
 */
export function setupName(namespace: string): string {
  return `portcullis-logs-${namespace}`;
}

/**
 * What the server has to have for the logs of one environment.
 *
 * @param settings - the settings
 * @param namespace - the environment's namespace, such as `prod`
 * @param nodes - how many nodes there are
 */
export function wantedState(settings: ResolvedElasticsearch, namespace: string, nodes: number): WantedState {
  const name = setupName(namespace);
  const roles = renderRoles(namespace);
  return {
    nodes,
    parts: [
      ...(settings.existing ? [] : [noDownloads]),
      lifecycle(settings, name),
      ...templates(name, namespace),
      ...Object.entries(roles).map(([role, rights]): WantedPart => ({
        what: `role ${name}-${role}`,
        path: `/_security/role/${name}-${role}`,
        found: [`${name}-${role}`],
        body: marked("metadata", rights),
      })),
      ...(settings.snapshots ? snapshots(settings.snapshots, name, namespace) : []),
    ],
    // Kibana's own account stays, with a password that is set.
    disabledUsers: settings.existing
      ? []
      : ["elastic", "kibana", "logstash_system", "beats_system", "apm_system", "remote_monitoring_user"],
    accounts: { [kibanaSetup]: ["kibana_admin", `${name}-alerting`] },
    keys: roles,
    pattern: dataStreamPattern(namespace),
  };
}
