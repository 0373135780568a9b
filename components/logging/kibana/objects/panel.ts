import { dataViewReference, type Looked, searchSource } from "./dataViews";
import { idPrefix, type SavedObject, savedObject } from "./savedObject";

/** A number of a panel. Percentiles are several. */
export type Metric =
  | { kind: "count" }
  | { kind: "max" | "min" | "cardinality"; field: string; label: string }
  | { kind: "percentiles"; field: string; percents: readonly number[]; label: string };

/** What a panel splits its events by. Those of `terms` are ordered by the first metric, the largest in front by default. */
export type Bucket =
  | { kind: "time" }
  | { kind: "terms"; field: string; size: number; label: string; order?: "asc" | "desc" }
  | { kind: "ranges"; field: string; ranges: readonly { from: number; to: number }[]; label: string };

/** One picture of the dashboard. */
export interface Panel {
  /** End of its id. Never changes. */
  id: string;
  title: string;
  /** What it looks at. */
  of: Looked;
  /** Query in Kibana's language. Default: everything. */
  kql?: string;
  /** `line` and `bars` go over time, with one further bucket at most; `table` has a row for each of its buckets. */
  look: "line" | "bars" | "table" | "number";
  metrics: readonly Metric[];
  buckets: readonly Bucket[];
}

/** An aggregation as Kibana's aggregation-based visualizations have it. */
interface Aggregation {
  id: string;
  enabled: true;
  type: string;
  schema: string;
  params: Readonly<Record<string, unknown>>;
}

/** The visualization's type, and the part that its buckets play. */
const looks = {
  line: { type: "line", bucket: "group" },
  bars: { type: "histogram", bucket: "group" },
  table: { type: "table", bucket: "bucket" },
  number: { type: "metric", bucket: "group" },
} as const;

function metricAggregation(metric: Metric, id: string): Aggregation {
  const common = { id, enabled: true as const, schema: "metric" };
  if (metric.kind === "count") return { ...common, type: "count", params: { customLabel: "Events" } };
  const { kind, field, label } = metric;
  const params = { field, customLabel: label };
  return kind === "percentiles"
    ? { ...common, type: kind, params: { ...params, percents: metric.percents } }
    : { ...common, type: kind, params };
}

function bucketAggregation(bucket: Bucket, id: string, schema: string): Aggregation {
  if (bucket.kind === "time") {
    const params = { field: "@timestamp", interval: "auto", min_doc_count: 1, extended_bounds: {} };
    return { id, enabled: true, type: "date_histogram", schema: "segment", params };
  }
  const { field, label } = bucket;
  if (bucket.kind === "ranges")
    return {
      id,
      enabled: true,
      type: "range",
      schema,
      params: { field, ranges: bucket.ranges, customLabel: label },
    };
  // By the first of the metrics.
  const params = {
    field,
    size: bucket.size,
    order: bucket.order ?? "desc",
    orderBy: "1",
    customLabel: label,
  };
  return { id, enabled: true, type: "terms", schema, params };
}

/** The aggregations: metrics in front, the first of them what buckets are ordered by. */
export function aggregations({ look, metrics, buckets }: Panel): Aggregation[] {
  const schema = looks[look].bucket;
  return [
    ...metrics.map((metric, index) => metricAggregation(metric, String(index + 1))),
    ...buckets.map((bucket, index) => bucketAggregation(bucket, String(metrics.length + index + 1), schema)),
  ];
}

/** Axes and series of a chart over time. */
function chart(kind: "line" | "bars", metrics: readonly Metric[]): object {
  const type = kind === "line" ? "line" : "histogram";
  return {
    type,
    addLegend: true,
    addTooltip: true,
    addTimeMarker: false,
    legendPosition: "right",
    grid: { categoryLines: false },
    times: [],
    categoryAxes: [
      {
        id: "CategoryAxis-1",
        type: "category",
        position: "bottom",
        show: true,
        scale: { type: "linear" },
        labels: { show: true, filter: true, truncate: 100 },
        title: {},
      },
    ],
    valueAxes: [
      {
        id: "ValueAxis-1",
        name: "LeftAxis-1",
        type: "value",
        position: "left",
        show: true,
        scale: { type: "linear", mode: "normal" },
        labels: { show: true, filter: false, truncate: 100 },
        title: { text: "" },
      },
    ],
    seriesParams: metrics.map((_, index) => ({
      show: true,
      type,
      mode: kind === "line" ? "normal" : "stacked",
      data: { id: String(index + 1), label: "" },
      valueAxis: "ValueAxis-1",
      drawLinesBetweenPoints: true,
      showCircles: false,
    })),
  };
}

function appearance({ look, metrics }: Panel): object {
  switch (look) {
    case "line":
    case "bars":
      return chart(look, metrics);
    case "table":
      return { perPage: 10, showPartialRows: false, showMetricsAtAllLevels: false, showTotal: false };
    case "number":
      return {
        addTooltip: true,
        addLegend: false,
        type: "metric",
        metric: {
          metricColorMode: "None",
          colorSchema: "Green to Red",
          colorsRange: [{ from: 0, to: 10000 }],
          labels: { show: true },
          style: { fontSize: 40 },
        },
      };
  }
}

/** Id of a panel's visualization. */
export function panelId({ id }: Panel, namespace: string): string {
  return `${idPrefix(namespace)}panel-${id}`;
}

/** A panel as a visualization of Kibana's. */
export function renderPanel(panel: Panel, namespace: string): SavedObject {
  const { title, of, kql = "" } = panel;
  return savedObject(
    panelId(panel, namespace),
    "visualization",
    {
      title: `${title} [${namespace}]`,
      description: "",
      version: 1,
      uiStateJSON: "{}",
      visState: JSON.stringify({
        title,
        type: looks[panel.look].type,
        aggs: aggregations(panel),
        params: appearance(panel),
      }),
      kibanaSavedObjectMeta: searchSource(kql),
    },
    [dataViewReference(of, namespace)],
  );
}
