import { beatsPort, credential, paths } from "./paths";
import { around, pipelineFile, plugin } from "./plugin";

/** Names of the credentials that the pipelines read. */
export const credentials = {
  certificate: "certificate.pem",
  key: "key.pem",
  authority: "authority.pem",
  elasticsearchAuthority: "elasticsearch-authority.pem",
  rules: "rules.json",
} as const;

/** The pipelines, by their `pipeline.id`. */
export const pipelineNames = { events: "events", deadLetters: "dead-letters" } as const;

/**
 * From the shippers: over TLS, and from those alone who have a certificate of the environment's authority. Source:
 * documentation of Logstash, "Beats input plugin".
 */
export function renderBeatsInput(): string {
  return pipelineFile(
    around(
      "input",
      plugin("beats", {
        id: "shippers",
        port: beatsPort,
        ssl_enabled: true,
        ssl_certificate: credential(credentials.certificate),
        ssl_key: credential(credentials.key),
        ssl_certificate_authorities: [credential(credentials.authority)],
        ssl_client_authentication: "required",
        ssl_supported_protocols: ["TLSv1.2", "TLSv1.3"],
        // Without the codec's: a tag at each event, of no use to anybody.
        enrich: ["source_metadata"],
      }),
    ),
  );
}

/** From the dead letters of the other pipeline. Source: documentation of Logstash, "Dead_letter_queue input plugin". */
export function renderDeadLetterInput(): string {
  return pipelineFile(
    around(
      "input",
      plugin("dead_letter_queue", {
        id: "refused",
        path: `${paths.data}/dead_letter_queue`,
        pipeline_id: pipelineNames.events,
        commit_offsets: true,
        clean_consumed: true,
      }),
    ),
  );
}

/**
 * Cleans every event by the script that is sent along, and lets none through where that fails.
 *
 * @param refused - whether these are events that were refused, to be kept as text
 */
export function renderFilter(refused: boolean): string {
  return pipelineFile(
    around("filter", [
      "ruby {",
      '  id => "clean"',
      `  path => "${paths.script}"`,
      `  script_params => { "rules" => "${credential(credentials.rules)}" "refused" => "${refused}" }`,
      '  tag_on_exception => "_rubyexception"',
      "}",
      ...around('if "_rubyexception" in [tags]', plugin("drop", { id: "not-cleaned" })),
    ]),
  );
}

/**
 * To Elasticsearch. `create` with an id that is made from the event: an event that comes a second time is a conflict, and
 * that is taken as stored. Other failures are tried again without end, but for what Elasticsearch refuses to index (400,
 * 404), which becomes a dead letter. Source: documentation of Logstash, "Elasticsearch output plugin", section "Retry
 * policy".
 *
 * @param urls - HTTPS URLs of its nodes
 * @param apiKey - key that may write, as `id:key`
 */
export function renderOutput(urls: readonly string[], apiKey: string): string {
  return pipelineFile(
    around(
      "output",
      plugin("elasticsearch", {
        id: "elasticsearch",
        hosts: urls,
        ssl_enabled: true,
        ssl_certificate_authorities: [credential(credentials.elasticsearchAuthority)],
        ssl_verification_mode: "full",
        ssl_supported_protocols: ["TLSv1.2", "TLSv1.3"],
        api_key: apiKey,
        data_stream: "true",
        // The script has set it, so that no shipper writes where it should not.
        data_stream_auto_routing: true,
        action: "create",
        document_id: "%{[@metadata][_id]}",
        silence_errors_in_log: ["version_conflict_engine_exception"],
        retry_initial_interval: 2,
        retry_max_interval: 64,
      }),
    ),
  );
}
