/**
 * What Kibana 8.19 takes for a saved object of the types that we use, written after its documentation of saved objects and
 * what it exports itself; stricter where we use less.
 */
const reference = {
  type: "object",
  additionalProperties: false,
  required: ["id", "name", "type"],
  properties: {
    id: { type: "string", minLength: 1 },
    name: { type: "string", minLength: 1 },
    type: { enum: ["index-pattern", "visualization"] },
  },
};

const text = { type: "string" };
/** JSON within JSON. */
const json = { type: "string", format: "json" };
const source = {
  type: "object",
  additionalProperties: false,
  required: ["searchSourceJSON"],
  properties: { searchSourceJSON: json },
};

const attributes = {
  "index-pattern": {
    required: ["title", "timeFieldName"],
    properties: {
      title: { type: "string", minLength: 1 },
      name: text,
      timeFieldName: { const: "@timestamp" },
      allowNoIndex: { type: "boolean" },
      fieldFormatMap: json,
    },
  },
  search: {
    required: ["title", "columns", "sort", "kibanaSavedObjectMeta"],
    properties: {
      title: { type: "string", minLength: 1 },
      description: text,
      columns: { type: "array", minItems: 1, items: text },
      sort: {
        type: "array",
        items: { type: "array", minItems: 2, maxItems: 2, items: [text, { enum: ["asc", "desc"] }] },
      },
      grid: { type: "object" },
      hideChart: { type: "boolean" },
      isTextBasedQuery: { const: false },
      kibanaSavedObjectMeta: source,
    },
  },
  visualization: {
    required: ["title", "visState", "uiStateJSON", "kibanaSavedObjectMeta"],
    properties: {
      title: { type: "string", minLength: 1 },
      description: text,
      version: { const: 1 },
      uiStateJSON: json,
      visState: json,
      kibanaSavedObjectMeta: source,
    },
  },
  dashboard: {
    required: ["title", "panelsJSON", "optionsJSON", "timeRestore", "kibanaSavedObjectMeta"],
    properties: {
      title: { type: "string", minLength: 1 },
      description: text,
      panelsJSON: json,
      optionsJSON: json,
      timeRestore: { type: "boolean" },
      timeFrom: text,
      timeTo: text,
      refreshInterval: {
        type: "object",
        additionalProperties: false,
        required: ["pause", "value"],
        properties: { pause: { type: "boolean" }, value: { type: "integer", minimum: 1000 } },
      },
      version: { const: 1 },
      kibanaSavedObjectMeta: source,
    },
  },
} as const;

/** Newest form of each type that Kibana 8.19 knows. */
const forms = { "index-pattern": /^8\./, search: /^(8|10)\./, visualization: /^8\./, dashboard: /^(8|10)\./ };

/** JSON Schema of a saved object; its format `json` is a text that is JSON. */
export const savedObjectSchema = {
  type: "object",
  oneOf: (Object.keys(attributes) as (keyof typeof attributes)[]).map((type) => ({
    additionalProperties: false,
    required: ["id", "type", "attributes", "references", "coreMigrationVersion", "typeMigrationVersion"],
    properties: {
      // What a name of a file or of an address can be.
      id: { type: "string", pattern: "^[a-z0-9_-]{1,200}$" },
      type: { const: type },
      attributes: { type: "object", additionalProperties: false, ...attributes[type] },
      references: { type: "array", items: reference },
      coreMigrationVersion: { const: "8.8.0" },
      typeMigrationVersion: { type: "string", pattern: forms[type].source },
    },
  })),
};

/** JSON Schema of a visualization's `visState`, as aggregation-based ones have it. */
export const visStateSchema = {
  type: "object",
  additionalProperties: false,
  required: ["title", "type", "aggs", "params"],
  properties: {
    title: text,
    type: { enum: ["line", "histogram", "table", "metric"] },
    params: { type: "object" },
    aggs: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["id", "enabled", "type", "schema", "params"],
        properties: {
          id: { type: "string", pattern: "^[1-9]$" },
          enabled: { const: true },
          params: { type: "object" },
        },
        oneOf: [
          {
            properties: {
              schema: { const: "metric" },
              type: { enum: ["count", "max", "min", "cardinality", "percentiles"] },
            },
          },
          {
            properties: {
              schema: { enum: ["segment", "group", "bucket"] },
              type: { enum: ["date_histogram", "terms", "range"] },
            },
          },
        ],
      },
    },
  },
};
