/**
 * Reads Elasticsearch's answers. Streams that are not there have no aggregations at all: everything of them is nothing.
 */
export class Answer {
  constructor(private readonly value: unknown) {}

  /** An aggregation or a property of this one, by its path. */
  at(...path: readonly string[]): Answer {
    return new Answer(
      path.reduce<unknown>(
        (value, name) =>
          typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined,
        this.value,
      ),
    );
  }

  /** How many documents there are; 0 for none. */
  get count(): number {
    return this.at("doc_count").number ?? 0;
  }

  get number(): number | undefined {
    return typeof this.value === "number" ? this.value : undefined;
  }

  get text(): string | undefined {
    return typeof this.value === "string" ? this.value : undefined;
  }

  /** The groups of an aggregation by terms or time. */
  get buckets(): Bucket[] {
    const buckets = this.at("buckets").value;
    return Array.isArray(buckets) ? buckets.map((bucket) => new Bucket(bucket)) : [];
  }

  /** The 95th percentile. */
  get p95(): number | undefined {
    return this.at("values", "95.0").number;
  }

  /** The newest document of a `top_hits`, by dotted names of its fields, however it was written. */
  get newest(): Map<string, unknown> {
    const hits = this.at("newest", "hits", "hits").value;
    const source: unknown = Array.isArray(hits) ? new Answer(hits[0]).at("_source").value : undefined;
    return new Map(flat(source, ""));
  }
}

/** A group of an aggregation. */
export class Bucket extends Answer {
  /** What its documents have in common. */
  get key(): string {
    const text = this.at("key_as_string").text ?? this.at("key").text;
    return text ?? String(this.at("key").number);
  }

  /** The same, where it is a time: milliseconds since 1970. */
  get time(): number {
    return this.at("key").number ?? 0;
  }
}

function flat(value: unknown, name: string): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return value === undefined ? [] : [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, name === "" ? key : `${name}.${key}`));
}
