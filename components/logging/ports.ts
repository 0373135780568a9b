import type { ResolvedLogging } from "../model/types";

/** TCP ports of the logs' services. */
export const logPorts = {
  /** Logstash's, for the Beats protocol. */
  beats: 5044,
  /** Elasticsearch's, over HTTPS. */
  elasticsearch: 9200,
  /** Elasticsearch's, between the nodes of a cluster. */
  transport: 9300,
  /** Kibana's, behind the edge of its host. */
  kibana: 443,
} as const;

/** The port that hosts ship their logs to: Logstash's, or Elasticsearch's own where there is none. */
export function logInput({ server }: Pick<ResolvedLogging, "server">): number {
  return server.logstash ? logPorts.beats : logPorts.elasticsearch;
}
