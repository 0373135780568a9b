import type { ResolvedLogstash } from "../../model/types";
import { apiPort, credential, paths } from "./paths";
import { pipelineNames } from "./pipelines";

/** A settings file of Logstash, YAML whose values are all plain. */
function settingsFile(lines: readonly string[]): string {
  return ["# Managed by Portcullis.", ...lines, ""].join("\n");
}

/** `logstash.yml`. Source: documentation of Logstash, "logstash.yml". */
export function renderLogstashYml(): string {
  return settingsFile([
    `path.data: ${paths.data}`,
    // Field names of the Elastic Common Schema, which data streams ask for.
    "pipeline.ecs_compatibility: v8",
    // Backslashes of the configuration stand for themselves.
    "config.support_escapes: false",
    // At the level debug whole events are logged, and with config.debug the API key.
    "log.level: info",
    "config.debug: false",
    // The unit is restarted for a change, and put back where it does not come up.
    "config.reload.automatic: false",
    // It tells of pipelines and queues, and anybody on the host may ask.
    "api.enabled: true",
    "api.http.host: 127.0.0.1",
    `api.http.port: ${apiPort}`,
    "xpack.monitoring.enabled: false",
    "xpack.management.enabled: false",
    "allow_superuser: false",
  ]);
}

/** The settings of one pipeline, as an element of the list in `pipelines.yml`. */
function pipeline(id: string, settings: Readonly<Record<string, string | number | boolean>>): string[] {
  const files = credential(`${id}-*.conf`);
  return [
    `- pipeline.id: ${id}`,
    ...Object.entries({ "path.config": `"${files}"`, ...settings }).map(
      ([key, value]) => `  ${key}: ${value}`,
    ),
  ];
}

/**
 * `pipelines.yml`: one pipeline for events, one for what of them was refused. Sources: documentation of Logstash,
 * "Persistent queues (PQ)" and "Dead letter queues (DLQ)".
 */
export function renderPipelinesYml({ queue, deadLetters }: ResolvedLogstash): string {
  return settingsFile([
    ...pipeline(pipelineNames.events, {
      "queue.type": "persisted",
      "queue.max_bytes": `${queue.megabytes}mb`,
      "queue.checkpoint.writes": queue.checkpointWrites,
      // Stopped, it goes on from there when it starts again: a restart must not wait for Elasticsearch.
      "queue.drain": false,
      "dead_letter_queue.enable": true,
      "dead_letter_queue.max_bytes": `${deadLetters.megabytes}mb`,
      "dead_letter_queue.retain.age": `${deadLetters.days}d`,
      "dead_letter_queue.storage_policy": "drop_older",
    }),
    ...pipeline(pipelineNames.deadLetters, {
      "queue.type": "memory",
      "pipeline.workers": 1,
      // What is refused as text too would come back for ever.
      "dead_letter_queue.enable": false,
    }),
  ]);
}

/** `log4j2.properties`: to the journal alone, which has its limits and its own time stamps. */
export function renderLogging(): string {
  return settingsFile([
    "status = error",
    "name = Portcullis",
    "appender.console.type = Console",
    "appender.console.name = console",
    "appender.console.layout.type = PatternLayout",
    "appender.console.layout.pattern = [%-5p][%c{1.}]%notEmpty{[%X{pipeline.id}]} %m%n",
    "rootLogger.level = ${sys:ls.log.level}",
    "rootLogger.appenderRef.console.ref = console",
  ]);
}
