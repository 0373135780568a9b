import { datasets } from "../events/datasets";
import type { AlertRule, AlertSeverity } from "./rule";

/** ECS asks for numbers; these are the ones that Elastic's own detection rules have. */
const severityNumbers: Readonly<Record<AlertSeverity, number>> = {
  low: 21,
  medium: 47,
  high: 73,
  critical: 99,
};

/** What is known of an alert before it fires: part of the event that tells of it, by ECS fields. */
export function alertEvent(
  { id, name, title, runbook, severity, group, host }: AlertRule,
  namespace: string,
): Record<string, string | number> {
  return {
    "event.kind": "alert",
    "event.dataset": datasets.alerts,
    "event.severity": severityNumbers[severity],
    "data_stream.type": "logs",
    "data_stream.dataset": datasets.alerts,
    "data_stream.namespace": namespace,
    "rule.id": id,
    "rule.name": title,
    "rule.description": runbook,
    "portcullis.alert.name": name,
    "portcullis.alert.severity": severity,
    ...(group !== undefined && { "portcullis.alert.group": group }),
    ...(host !== undefined && { "host.name": host }),
  };
}
