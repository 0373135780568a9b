import { apiPort, transportPort } from "./elasticsearch/configuration";
import { beatsPort } from "./logstash/paths";
import type { ResolvedLogging } from "../model/types";

/** TCP ports of the logs' services. */
export const logPorts = {
  /** Logstash's, for the Beats protocol. */
  beats: beatsPort,
  /** Elasticsearch's, over HTTPS. */
  elasticsearch: apiPort,
  /** Elasticsearch's, between the nodes of a cluster. */
  transport: transportPort,
  /** Kibana's, behind the edge of its host. */
  kibana: 443,
} as const;

/** The port that hosts ship their logs to: Logstash's, or Elasticsearch's own where there is none. */
export function logInput({ server }: Pick<ResolvedLogging, "server">): number {
  return server.logstash ? logPorts.beats : logPorts.elasticsearch;
}

/** The TCP port of an HTTPS URL. */
export function portOf(url: string): number {
  return Number(new URL(url).port || 443);
}

/** An HTTPS URL as Filebeat takes it, which has another port in mind where none is said. */
export function hostAndPort(url: string): string {
  const { hostname, pathname } = new URL(url);
  return `${hostname}:${portOf(url)}${pathname === "/" ? "" : pathname}`;
}
