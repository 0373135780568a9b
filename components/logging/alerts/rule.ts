import type { ResolvedLogAlerts } from "../../model/types";
import type { Dataset } from "../events/datasets";
import type { Filter } from "./filter";

/**
 * How far back what hosts report of themselves is looked at, in minutes: they do so every 5 minutes, and one report may be
 * late or lost.
 */
export const reportMinutes = 15;

/** How bad it is: `critical` and `high` want somebody now, `medium` today, `low` this week. */
export type AlertSeverity = "low" | "medium" | "high" | "critical";

/** When a group of events is an alert. */
export type AlertCondition =
  /** There are that many. */
  | { kind: "count"; atLeast: number }
  /** There is none at all. */
  | { kind: "absence" }
  /** A share of them, from 0 to 1, is of one kind, where there are enough to tell. */
  | { kind: "ratio"; of: Filter; above: number; minimum: number }
  /** The value that 95 of 100 stay below is higher, where there are enough to tell. */
  | { kind: "percentile"; field: string; above: number; minimum: number }
  /** All that there are, since as long as the window reaches, are of the last minutes: there was none before. */
  | { kind: "newTerm"; recentMinutes: number };

/** What is looked at, and when it is an alert: free of what looks. */
export interface AlertQuery {
  /** What holds for the events that are looked at. */
  filters: readonly Filter[];
  /** Field that tells groups apart, each of which can be an alert. Default: all are one group. */
  group?: string;
  /** How far back events are looked at, in minutes. */
  windowMinutes: number;
  /** When there is an alert. */
  condition: AlertCondition;
}

/** One thing that is an alert. A rule can become several queries: one for each host. */
export interface AlertDefinition {
  /** Stable id, lower case with hyphens: its name in the settings and in alerts. */
  id: string;
  /** One line: what happened. */
  title: string;
  /** What to do. */
  runbook: string;
  severity: AlertSeverity;
  /** Kind of events that it looks at. */
  dataset: Dataset;
  /** There is one for each host of the environment that ought to be heard of. Default: one for all. */
  eachHost?: boolean;
  /** It is told at most once a day: what it tells lasts for days. Default: as the settings say. */
  daily?: boolean;
  /** What is looked at. */
  query: (thresholds: ResolvedLogAlerts["thresholds"]) => AlertQuery;
}

/** A rule as it is looked at. */
export interface AlertRule extends Omit<AlertDefinition, "eachHost" | "daily" | "query">, AlertQuery {
  /** Unique id: the definition's, and the host's name where there is one for each. */
  name: string;
  /** The host that it is about, where there is one for each. */
  host?: string;
  /** How long an alert that goes on is not told again, in minutes. */
  repeatMinutes: number;
}
