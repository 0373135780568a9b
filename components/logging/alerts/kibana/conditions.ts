import { dataStream } from "../../events/datasets";
import { type QueryDsl, toDsl, toKql } from "../filter";
import type { AlertRule } from "../rule";

/** The part of a rule of Kibana that says what it looks at. */
export interface KibanaCondition {
  rule_type_id: ".es-query" | "observability.rules.custom_threshold";
  /** Feature of Kibana that the rule belongs to: who may use that one sees it. */
  consumer: "stackAlerts" | "logs";
  /** Name of the state in which its actions run. */
  group: "query matched" | "custom_threshold.fired";
  params: Readonly<Record<string, unknown>>;
}

/** Kibana looks at no more groups than that (its MAX_GROUPS). */
const groupLimit = 1000;

const timeField = "@timestamp";

/** A rule that counts: `.es-query` with the query DSL. */
function counting(
  rule: AlertRule,
  index: string,
  comparator: ">=" | "<",
  threshold: number,
): KibanaCondition {
  const query: QueryDsl = { bool: { filter: rule.filters.map(toDsl) } };
  return {
    rule_type_id: ".es-query",
    consumer: "stackAlerts",
    group: "query matched",
    params: {
      searchType: "esQuery",
      index: [index],
      timeField,
      esQuery: JSON.stringify({ query }),
      // Events themselves stay out of alerts.
      size: 0,
      excludeHitsFromPreviousRun: false,
      timeWindowSize: rule.windowMinutes,
      timeWindowUnit: "m",
      aggType: "count",
      thresholdComparator: comparator,
      threshold: [threshold],
      ...(rule.group === undefined
        ? { groupBy: "all" }
        : { groupBy: "top", termField: rule.group, termSize: groupLimit }),
    },
  };
}

type Metric =
  { name: string; aggType: "count"; filter?: string } | { name: string; aggType: "p95"; field: string };

/** One of a custom threshold rule's criteria, all of which have to be met. */
interface Criterion {
  comparator: ">" | ">=";
  threshold: [number];
  metrics: Metric[];
  equation?: string;
}

/** A rule that reckons: a custom threshold. */
function reckoning(rule: AlertRule, index: string, criteria: readonly Criterion[]): KibanaCondition {
  return {
    rule_type_id: "observability.rules.custom_threshold",
    consumer: "logs",
    group: "custom_threshold.fired",
    params: {
      criteria: criteria.map((criterion) => ({
        ...criterion,
        timeSize: rule.windowMinutes,
        timeUnit: "m",
      })),
      ...(rule.group !== undefined && { groupBy: [rule.group] }),
      // Silence is told by a rule of its own.
      alertOnNoData: false,
      alertOnGroupDisappear: false,
      searchConfiguration: {
        index: { title: index, timeFieldName: timeField },
        query: { language: "kuery", query: "" },
        filter: rule.filters.map((filter) => ({
          meta: { type: "custom", disabled: false, negate: false },
          query: toDsl(filter),
        })),
      },
    },
  };
}

/** Enough events to tell. */
function atLeast(minimum: number): Criterion {
  return { comparator: ">=", threshold: [minimum], metrics: [{ name: "A", aggType: "count" }] };
}

/** Share of the events that a filter in KQL matches. */
function share(filter: string, comparator: ">" | ">=", threshold: number): Criterion {
  return {
    comparator,
    threshold: [threshold],
    metrics: [
      { name: "A", aggType: "count", filter },
      { name: "B", aggType: "count" },
    ],
    equation: "A / B",
  };
}

/**
 * Renders what a rule looks at for Kibana 8.19, with rule types of its basic licence.
 *
 * @param rule - the rule
 * @param namespace - the environment's namespace
 */
export function kibanaCondition(rule: AlertRule, namespace: string): KibanaCondition {
  const { condition } = rule;
  const index = dataStream(rule.dataset, namespace);
  switch (condition.kind) {
    case "count":
      return counting(rule, index, ">=", condition.atLeast);
    case "absence":
      return counting(rule, index, "<", 1);
    case "ratio":
      return reckoning(rule, index, [
        share(toKql(condition.of), ">", condition.above),
        atLeast(condition.minimum),
      ]);
    case "percentile":
      return reckoning(rule, index, [
        {
          comparator: ">",
          threshold: [condition.above],
          metrics: [{ name: "A", aggType: "p95", field: condition.field }],
        },
        atLeast(condition.minimum),
      ]);
    case "newTerm":
      return reckoning(rule, index, [
        share(toKql({ field: timeField, atLeast: `now-${condition.recentMinutes}m` }), ">=", 1),
      ]);
  }
}
