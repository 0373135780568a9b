import { dataStream } from "../../events/datasets";
import { alertEvent } from "../alertEvent";
import { toDsl } from "../filter";
import type { AlertRule } from "../rule";
import { pythonYaml } from "./pythonYaml";

/** Class of the action that tells of an alert, in a module beside ElastAlert's own. */
export const alerter = "portcullis_alerts.Deliver";

const timeField = "@timestamp";

/** As many groups as Kibana looks at. */
const groupLimit = 1000;

/** Addresses and accounts that log in are fewer than those that try: all of them are looked at. */
const termLimit = 10_000;

/** A count of events, as ElastAlert's metric of a field that every event has. */
const counted = { type: "metric_aggregation", metric_agg_key: timeField, metric_agg_type: "value_count" };

/** When there is an alert, in ElastAlert's words. It compares with `>` and `<` alone. */
function condition({ condition: when, group }: AlertRule): Record<string, unknown> {
  switch (when.kind) {
    case "count":
      return {
        ...counted,
        max_threshold: when.atLeast - 1,
        ...(group !== undefined && { min_doc_count: when.atLeast }),
      };
    case "absence":
      return { ...counted, min_threshold: 1 };
    case "ratio":
      return {
        type: "percentage_match",
        match_bucket_filter: [toDsl(when.of)],
        max_percentage: when.above * 100,
        min_denominator: when.minimum,
      };
    case "percentile":
      return {
        type: "metric_aggregation",
        metric_agg_key: when.field,
        metric_agg_type: "percentiles",
        percentile_range: 95,
        max_threshold: when.above,
        min_doc_count: when.minimum,
      };
    case "newTerm":
      return {
        type: "percentage_match",
        match_bucket_filter: [toDsl({ field: timeField, atLeast: `now-${when.recentMinutes}m` })],
        // All of them, of however many.
        max_percentage: 99.999999,
        terms_size: termLimit,
      };
  }
}

const nanosecondsPerSecond = 1e9;

/** How the number of an alert is told: as Python formats it, divided. */
function measured({ condition: when, windowMinutes }: AlertRule): { text: string; divisor: number } {
  const during = `in ${windowMinutes} minutes`;
  switch (when.kind) {
    case "count":
      return { text: `{:.0f} ${during}`, divisor: 1 };
    case "absence":
      return { text: `none ${during}`, divisor: 1 };
    case "ratio":
      return { text: `{:.1f} % ${during}`, divisor: 1 };
    case "percentile":
      return { text: `{:.2f} s ${during}`, divisor: nanosecondsPerSecond };
    case "newTerm":
      return { text: `first seen in the last ${when.recentMinutes} minutes`, divisor: 1 };
  }
}

/**
 * Renders a rule for ElastAlert 2. Each look is at the whole window anew, so that nothing is missed by a restart or by
 * events that arrive late: of ElastAlert's rule types, those that aggregate can do that. It holds no secret.
 *
 * @param rule - the rule
 * @param namespace - the environment's namespace
 * @returns the rule's file, YAML
 */
export function renderElastAlertRule(rule: AlertRule, namespace: string): string {
  const window = { minutes: rule.windowMinutes };
  return pythonYaml({
    name: rule.name,
    index: dataStream(rule.dataset, namespace),
    filter: rule.filters.map(toDsl),
    terms_size: groupLimit,
    ...condition(rule),
    ...(rule.group !== undefined && { query_key: rule.group }),
    // Equal, they make each look reach over the window, whenever the one before was.
    timeframe: window,
    buffer_time: window,
    scan_entire_timeframe: true,
    use_keyword_postfix: false,
    realert: { minutes: rule.repeatMinutes },
    alert: alerter,
    portcullis_event: alertEvent(rule, namespace),
    portcullis_measured: measured(rule),
  });
}
