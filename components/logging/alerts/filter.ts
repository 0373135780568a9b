/** What a filter compares a field with. A text may be date math of Elasticsearch, such as `now-3d`. */
export type FilterValue = string | number;

/** A condition on one field of an event: the part of Elasticsearch's query DSL and of Kibana's KQL that is the same. */
export type Filter =
  | { field: string; is: FilterValue }
  | { field: string; oneOf: readonly [FilterValue, ...FilterValue[]] }
  | { field: string; atLeast: FilterValue }
  | { field: string; below: FilterValue };

/** A query in Elasticsearch's query DSL, as JSON. */
export type QueryDsl = Readonly<Record<string, unknown>>;

/** A filter in Elasticsearch's query DSL. */
export function toDsl(filter: Filter): QueryDsl {
  if ("atLeast" in filter) return { range: { [filter.field]: { gte: filter.atLeast } } };
  if ("below" in filter) return { range: { [filter.field]: { lt: filter.below } } };
  if ("oneOf" in filter) return { terms: { [filter.field]: filter.oneOf } };
  return { term: { [filter.field]: filter.is } };
}

/** A value in KQL: text in quotes, so that nothing in it is syntax. */
function literal(value: FilterValue): string {
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** A filter in Kibana's query language. */
export function toKql(filter: Filter): string {
  if ("atLeast" in filter) return `${filter.field} >= ${literal(filter.atLeast)}`;
  if ("below" in filter) return `${filter.field} < ${literal(filter.below)}`;
  if ("oneOf" in filter) return `${filter.field}: (${filter.oneOf.map(literal).join(" or ")})`;
  return `${filter.field}: ${literal(filter.is)}`;
}
