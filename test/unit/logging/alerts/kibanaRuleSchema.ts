/**
 * What Kibana 8.19 takes for a rule of the types that are used here, written after its API documentation (Alerting,
 * "Create a rule") and the descriptions of the rule types; stricter where we use less.
 */
const count = {
  type: "object",
  additionalProperties: false,
  required: ["name", "aggType"],
  properties: {
    name: { type: "string", pattern: "^[A-Z]$" },
    aggType: { const: "count" },
    filter: { type: "string" },
  },
};

const percentile = {
  type: "object",
  additionalProperties: false,
  required: ["name", "aggType", "field"],
  properties: {
    name: { type: "string", pattern: "^[A-Z]$" },
    aggType: { enum: ["p95", "p99"] },
    field: { type: "string", minLength: 1 },
  },
};

const customThreshold = {
  type: "object",
  additionalProperties: false,
  required: ["criteria", "searchConfiguration"],
  properties: {
    criteria: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["comparator", "threshold", "timeSize", "timeUnit", "metrics"],
        properties: {
          comparator: { enum: [">", ">=", "<", "<=", "between", "notBetween"] },
          threshold: { type: "array", minItems: 1, maxItems: 2, items: { type: "number" } },
          timeSize: { type: "integer", minimum: 1 },
          timeUnit: { enum: ["s", "m", "h", "d"] },
          metrics: { type: "array", minItems: 1, items: { anyOf: [count, percentile] } },
          equation: { type: "string", pattern: "^[A-Z+\\-*/()?!&:|><= 0-9.]+$" },
          label: { type: "string" },
        },
      },
    },
    groupBy: { type: "array", minItems: 1, items: { type: "string" } },
    alertOnNoData: { type: "boolean" },
    alertOnGroupDisappear: { type: "boolean" },
    searchConfiguration: {
      type: "object",
      additionalProperties: false,
      required: ["index", "query"],
      properties: {
        index: {
          type: "object",
          additionalProperties: false,
          required: ["title", "timeFieldName"],
          properties: { title: { type: "string" }, timeFieldName: { type: "string" } },
        },
        query: {
          type: "object",
          additionalProperties: false,
          required: ["language", "query"],
          properties: { language: { const: "kuery" }, query: { type: "string" } },
        },
        filter: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["meta", "query"],
            properties: { meta: { type: "object" }, query: { type: "object" } },
          },
        },
      },
    },
  },
};

const esQuery = {
  type: "object",
  additionalProperties: false,
  required: [
    "searchType",
    "index",
    "timeField",
    "esQuery",
    "size",
    "timeWindowSize",
    "timeWindowUnit",
    "threshold",
    "thresholdComparator",
    "groupBy",
  ],
  properties: {
    searchType: { const: "esQuery" },
    index: { type: "array", minItems: 1, items: { type: "string", minLength: 1 } },
    timeField: { type: "string", minLength: 1 },
    esQuery: { type: "string", minLength: 1 },
    size: { type: "integer", minimum: 0, maximum: 10000 },
    excludeHitsFromPreviousRun: { type: "boolean" },
    timeWindowSize: { type: "integer", minimum: 1 },
    timeWindowUnit: { enum: ["s", "m", "h", "d"] },
    aggType: { enum: ["count", "avg", "sum", "min", "max"] },
    groupBy: { enum: ["all", "top"] },
    termField: { type: "string", minLength: 1 },
    termSize: { type: "integer", minimum: 1, maximum: 1000 },
    thresholdComparator: { enum: [">", ">=", "<", "<="] },
    threshold: { type: "array", minItems: 1, maxItems: 1, items: { type: "number" } },
  },
  // What groups by a term has to name it.
  if: { type: "object", properties: { groupBy: { const: "top" } } },
  then: { type: "object", required: ["termField", "termSize"] },
};

const action = {
  type: "object",
  additionalProperties: false,
  required: ["id", "group", "params", "frequency"],
  properties: {
    id: { type: "string" },
    group: { enum: ["query matched", "custom_threshold.fired"] },
    params: { type: "object" },
    frequency: {
      type: "object",
      additionalProperties: false,
      required: ["summary", "notify_when", "throttle"],
      properties: {
        summary: { type: "boolean" },
        notify_when: { enum: ["onActiveAlert", "onActionGroupChange", "onThrottleInterval"] },
        throttle: { type: ["string", "null"], pattern: "^[1-9][0-9]*[smhd]$" },
      },
    },
  },
};

const ofType = (id: string, consumer: string, params: object): object => ({
  type: "object",
  properties: { rule_type_id: { const: id }, consumer: { const: consumer }, params },
});

/** JSON Schema of the body that makes a rule. */
export const kibanaRuleSchema = {
  type: "object",
  additionalProperties: false,
  required: ["name", "tags", "rule_type_id", "consumer", "schedule", "params", "actions", "enabled"],
  properties: {
    name: { type: "string", minLength: 1 },
    tags: { type: "array", items: { type: "string" } },
    enabled: { type: "boolean" },
    rule_type_id: { type: "string" },
    consumer: { type: "string" },
    schedule: {
      type: "object",
      additionalProperties: false,
      required: ["interval"],
      properties: { interval: { type: "string", pattern: "^[1-9][0-9]*[smhd]$" } },
    },
    params: { type: "object" },
    actions: { type: "array", items: action },
  },
  oneOf: [
    ofType(".es-query", "stackAlerts", esQuery),
    ofType("observability.rules.custom_threshold", "logs", customThreshold),
  ],
};
