import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A plugin of a pipeline, as a parser of the language reads it. */
export interface ParsedPlugin {
  section: string;
  plugin: string;
  options: Record<string, unknown>;
}

/**
 * The plugins of a pipeline.
 *
 * @param lscl - folder with lscl, a parser of Logstash's configuration language
 * @param text - the pipeline
 * @throws Error with the parser's message where the text is not in the language
 */
export function parse(lscl: string, text: string): ParsedPlugin[] {
  const { status, stdout, stderr } = spawnSync("python3", [join(__dirname, "parse.py")], {
    input: text,
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: lscl },
  });
  if (status !== 0) throw new Error(stderr.trim());
  return JSON.parse(stdout) as ParsedPlugin[];
}

/** Options that every plugin of a kind has. Source: documentation of Logstash, "Common options" of its plugins. */
const common: Readonly<Record<string, readonly string[]>> = {
  input: ["id", "add_field", "codec", "enable_metric", "tags", "type"],
  filter: ["id", "add_field", "add_tag", "enable_metric", "periodic_flush", "remove_field", "remove_tag"],
  output: ["id", "codec", "enable_metric"],
};

/**
 * Options of the plugins that we use, by the pages of Logstash's documentation about them (versions of Logstash 8.19),
 * without those that are deprecated or obsolete.
 */
const own: Readonly<Record<string, readonly string[]>> = {
  // Beats input plugin, 7.0
  "input beats": [
    ...[
      "add_hostname",
      "client_inactivity_timeout",
      "enrich",
      "event_loop_threads",
      "executor_threads",
      "host",
      "port",
    ],
    ...["ssl_certificate", "ssl_certificate_authorities", "ssl_cipher_suites", "ssl_client_authentication"],
    ...["ssl_enabled", "ssl_handshake_timeout", "ssl_key", "ssl_key_passphrase", "ssl_supported_protocols"],
  ],
  // Dead_letter_queue input plugin, 2.0
  "input dead_letter_queue": [
    ...["clean_consumed", "commit_offsets", "path", "pipeline_id", "sincedb_path", "start_timestamp"],
  ],
  // Ruby filter plugin, 3.1
  "filter ruby": ["code", "init", "path", "script_params", "tag_on_exception", "tag_with_exception_message"],
  // Drop filter plugin, 3.0
  "filter drop": ["percentage"],
  // Elasticsearch output plugin, 11.22
  "output elasticsearch": [
    ...["action", "api_key", "bulk_path", "cloud_auth", "cloud_id", "compression_level", "custom_headers"],
    ...["data_stream", "data_stream_auto_routing", "data_stream_dataset", "data_stream_namespace"],
    ...[
      "data_stream_sync_fields",
      "data_stream_type",
      "dlq_custom_codes",
      "dlq_on_failed_indexname_interpolation",
    ],
    ...[
      "document_id",
      "ecs_compatibility",
      "hosts",
      "parameters",
      "password",
      "path",
      "pipeline",
      "pool_max",
    ],
    ...[
      "pool_max_per_route",
      "proxy",
      "resurrect_delay",
      "retry_initial_interval",
      "retry_max_interval",
      "routing",
    ],
    ...[
      "silence_errors_in_log",
      "sniffing",
      "sniffing_delay",
      "ssl_certificate",
      "ssl_certificate_authorities",
    ],
    ...["ssl_cipher_suites", "ssl_enabled", "ssl_key", "ssl_supported_protocols", "ssl_verification_mode"],
    ...["timeout", "user", "validate_after_inactivity"],
  ],
};

/** Options of a pipeline that no such plugin has, and plugins that we do not know. */
export function unknownOptions(plugins: readonly ParsedPlugin[]): string[] {
  return plugins.flatMap(({ section, plugin, options }) => {
    const known = own[`${section} ${plugin}`];
    if (!known) return [`${section} ${plugin}`];
    return Object.keys(options)
      .filter((name) => !known.includes(name) && !common[section]!.includes(name))
      .map((name) => `${section} ${plugin} ${name}`);
  });
}
