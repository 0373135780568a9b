import type { KibanaCondition } from "../../../../components/logging/alerts/kibana/conditions";

/** Runs a search; gives what Elasticsearch answered. */
export type Search = (index: string, body: object) => Promise<SearchAnswer>;

/** The parts of an answer that are looked at here. */
export interface SearchAnswer {
  hits: { total: { value: number } };
  aggregations?: { groups: { buckets: Bucket[] } };
}

interface Bucket {
  key: string;
  doc_count: number;
  [metric: string]: unknown;
}

interface EsQueryParams {
  index: string[];
  timeField: string;
  esQuery: string;
  timeWindowSize: number;
  timeWindowUnit: string;
  groupBy: "all" | "top";
  termField: string;
  termSize: number;
  thresholdComparator: keyof typeof comparators;
  threshold: [number];
}

interface CustomThresholdParams {
  criteria: {
    comparator: keyof typeof comparators;
    threshold: [number];
    timeSize: number;
    timeUnit: string;
    metrics: { name: string; aggType: "count" | "p95"; field?: string; filter?: string }[];
    equation?: string;
  }[];
  groupBy: [string];
  searchConfiguration: {
    index: { title: string; timeFieldName: string };
    query: { query: string };
    filter: { query: object }[];
  };
}

const comparators = {
  ">": (a: number, b: number) => a > b,
  ">=": (a: number, b: number) => a >= b,
  "<": (a: number, b: number) => a < b,
};

/** A query of the shape that our rules have, in the query DSL, by Kibana's documentation of KQL: a range. */
function kql(text: string): object {
  const [, field, value] = /^(\S+) >= (\S+)$/.exec(text) ?? [];
  if (field === undefined) throw new Error(`this is more KQL than is known here: ${text}`);
  return { range: { [field]: { gte: JSON.parse(value!) as unknown } } };
}

async function esQuery(search: Search, params: EsQueryParams): Promise<string[]> {
  const window = { gte: `now-${params.timeWindowSize}${params.timeWindowUnit}`, lte: "now" };
  const { query } = JSON.parse(params.esQuery) as { query: object };
  const answer = await search(params.index.join(), {
    size: 0,
    track_total_hits: true,
    query: { bool: { filter: [query, { range: { [params.timeField]: window } }] } },
    ...(params.groupBy === "top" && {
      aggs: { groups: { terms: { field: params.termField, size: params.termSize } } },
    }),
  });
  const fires = (count: number): boolean =>
    comparators[params.thresholdComparator](count, params.threshold[0]);
  if (params.groupBy === "all") return fires(answer.hits.total.value) ? ["all"] : [];
  return answer.aggregations!.groups.buckets.filter((one) => fires(one.doc_count)).map(({ key }) => key);
}

function value(
  bucket: Bucket,
  { name, aggType, filter }: { name: string; aggType: string; filter?: string },
): number {
  if (aggType === "p95")
    return Object.values((bucket[name] as { values: Record<string, number> }).values)[0]!;
  return filter === undefined ? bucket.doc_count : (bucket[name] as { doc_count: number }).doc_count;
}

async function customThreshold(search: Search, params: CustomThresholdParams): Promise<string[]> {
  const { index, query, filter } = params.searchConfiguration;
  if (query.query !== "") throw new Error("a query in KQL is more than is known here");
  const fired = await Promise.all(
    params.criteria.map(async ({ metrics, equation, comparator, threshold, timeSize, timeUnit }) => {
      const aggs = metrics.flatMap((metric): [string, object][] => {
        if (metric.aggType === "p95")
          return [[metric.name, { percentiles: { field: metric.field, percents: [95] } }]];
        return metric.filter === undefined ? [] : [[metric.name, { filter: kql(metric.filter) }]];
      });
      const answer = await search(index.title, {
        size: 0,
        query: {
          bool: {
            filter: [
              ...filter.map((one) => one.query),
              { range: { [index.timeFieldName]: { gte: `now-${timeSize}${timeUnit}`, lte: "now" } } },
            ],
          },
        },
        aggs: {
          groups: { terms: { field: params.groupBy[0], size: 10_000 }, aggs: Object.fromEntries(aggs) },
        },
      });
      return new Set(
        answer
          .aggregations!.groups.buckets.filter((bucket) => {
            const [a, b] = metrics.map((metric) => value(bucket, metric));
            if (equation !== undefined && equation !== "A / B") throw new Error(`unknown: ${equation}`);
            return comparators[comparator](equation === undefined ? a! : a! / b!, threshold[0]);
          })
          .map(({ key }) => key),
      );
    }),
  );
  // Kibana tells of a group that meets all criteria.
  return [...fired[0]!].filter((key) => fired.every((groups) => groups.has(key)));
}

/**
 * Asks Elasticsearch what a rule of Kibana asks it, by Kibana's documentation of the two rule types: the condition alone,
 * as it was rendered. Kibana itself is in no package registry.
 *
 * @returns the groups that there would be an alert for
 */
export function judge(search: Search, { rule_type_id: type, params }: KibanaCondition): Promise<string[]> {
  return type === ".es-query"
    ? esQuery(search, params as unknown as EsQueryParams)
    : customThreshold(search, params as unknown as CustomThresholdParams);
}
