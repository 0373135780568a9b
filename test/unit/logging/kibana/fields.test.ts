import { fields, type FieldType } from "../../../../components/logging/elasticsearch/fields";
import { dataView } from "../../../../components/logging/kibana/objects/dataViews";
import type { Bucket, Metric } from "../../../../components/logging/kibana/objects/panel";
import { panels } from "../../../../components/logging/kibana/objects/panels";
import { searches } from "../../../../components/logging/kibana/objects/searches";

const numbers: readonly FieldType[] = ["float", "integer", "long"];

/** Types of fields that a number can be made of. */
const measured: Record<Metric["kind"], readonly FieldType[]> = {
  count: [],
  max: [...numbers, "date"],
  min: [...numbers, "date"],
  percentiles: numbers,
  cardinality: [...numbers, "ip", "keyword"],
};

/** Types of fields that events can be split by. */
const split: Record<Bucket["kind"], readonly FieldType[]> = {
  time: ["date"],
  terms: [...numbers, "boolean", "ip", "keyword"],
  ranges: numbers,
};

/** Fields that a query names. */
function queried(kql: string): string[] {
  return [...kql.matchAll(/([@a-z_.]+) (?::|>=)/g)].map(([, field]) => field!);
}

test.each(panels.map((panel) => [panel.title, panel] as const))(
  "the fields of panel “%s” are mapped",
  (_, panel) => {
    for (const metric of panel.metrics) {
      if (metric.kind !== "count") expect(measured[metric.kind]).toContain(fields[metric.field]);
    }
    for (const bucket of panel.buckets) {
      expect(split[bucket.kind]).toContain(fields[bucket.kind === "time" ? "@timestamp" : bucket.field]);
    }
    for (const field of queried(panel.kql ?? "")) expect(fields).toHaveProperty([field]);
  },
);

test.each(searches.map((search) => [search.title, search] as const))(
  "the fields of search “%s” are mapped",
  (_, search) => {
    for (const field of [...search.columns, ...queried(search.kql)]) expect(fields).toHaveProperty([field]);
  },
);

test("a query's fields are found", () => {
  expect(queried('a.b : ("x" or "y") and c_d >= 5 and e : *')).toEqual(["a.b", "c_d", "e"]);
});

test("numbers are shown for fields that are mapped", () => {
  const formats = JSON.parse(dataView("all", "test").attributes["fieldFormatMap"] as string) as object;
  expect(Object.keys(formats).length).toBeGreaterThan(5);
  for (const field of Object.keys(formats)) expect(numbers).toContain(fields[field]);
});
