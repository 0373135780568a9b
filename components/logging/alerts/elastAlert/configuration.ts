import type { ResolvedLogAlerts } from "../../../model/types";
import { dataStream, datasets } from "../../events/datasets";
import { paths } from "./paths";
import { pythonYaml } from "./pythonYaml";

/** What ElastAlert looks at, and what it proves itself by. */
export interface ElastAlertSurroundings {
  /** URLs of Elasticsearch, at least one, and PEM certificates that sign its own. */
  elasticsearch: { urls: readonly string[]; authority: string };
  /** Its API key: `id:key`. Secret. */
  apiKey: string;
  /** The environment's namespace. */
  namespace: string;
  /** Names of the hosts that ought to be heard of. */
  hosts: readonly string[];
}

/** Index that ElastAlert keeps its own state in, and beginning of the names of four more. */
export function stateIndex(namespace: string): string {
  return `portcullis-elastalert-${namespace}`;
}

/** What tells of an alert. Those that fail more easily come first, as ElastAlert comes again for the rest. */
function actions(
  { email, webhook }: ResolvedLogAlerts,
  { elasticsearch, namespace }: ElastAlertSurroundings,
): Record<string, unknown> {
  return {
    ...(email && { email }),
    ...(webhook && { webhook }),
    index: {
      urls: elasticsearch.urls.map((url) => url.replace(/\/$/, "")),
      stream: dataStream(datasets.alerts, namespace),
      authority: elasticsearch.authority,
    },
    log: {},
  };
}

/**
 * Renders ElastAlert's configuration, which holds all of its secrets.
 *
 * @param settings - the settings
 * @param surroundings - what it looks at
 * @returns the file, YAML
 */
export function renderConfiguration(
  settings: ResolvedLogAlerts,
  surroundings: ElastAlertSurroundings,
): string {
  const [first, ...more] = surroundings.elasticsearch.urls.map((url) => new URL(url));
  return pythonYaml({
    es_host: first!.hostname,
    es_port: Number(first!.port || 443),
    ...(more.length > 0 && { es_hosts: surroundings.elasticsearch.urls }),
    use_ssl: true,
    verify_certs: true,
    ca_certs: paths.authority,
    es_api_key: Buffer.from(surroundings.apiKey).toString("base64"),
    writeback_index: stateIndex(surroundings.namespace),
    rules_folder: paths.rules,
    scan_subdirectories: false,
    run_every: { seconds: settings.everySeconds },
    // A look that begins late is better than none.
    misfire_grace_time: settings.everySeconds,
    buffer_time: { minutes: 15 },
    alert_time_limit: { days: 2 },
    // By default one failed look ends all of a rule's.
    disable_rules_on_error: false,
    show_disabled_rules: false,
    portcullis_actions: actions(settings, surroundings),
  });
}
