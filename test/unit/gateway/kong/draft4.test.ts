import AjvDraft04 from "ajv-draft-04";
import Ajv2020 from "ajv/dist/2020";
import { toDraft4 } from "../../../../components/gateway/kong/draft4";
import { ConfigurationError } from "../../../../components/model/problems";

const tree = {
  $ref: "#/$defs/Node",
  $defs: {
    Node: {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string" }, next: { $ref: "#/$defs/Node" } },
      additionalProperties: false,
    },
  },
};

const schemas: Record<string, object> = {
  references: tree,
  "a reference with neighbours": {
    $ref: "#/$defs/T",
    minLength: 3,
    $defs: { T: { type: "string", maxLength: 5 } },
  },
  constants: { const: { a: [1] } },
  "exclusive limits": { type: "number", exclusiveMinimum: 1, exclusiveMaximum: 5 },
  "both limits of one side": { type: "number", minimum: 2, exclusiveMinimum: 1 },
  "both limits the other way": { type: "number", minimum: 1, exclusiveMinimum: 2 },
  tuples: { type: "array", prefixItems: [{ type: "string" }], items: { type: "number" } },
  "closed tuples": { type: "array", prefixItems: [{ type: "string" }], items: false },
  contains: { contains: { type: "number" } },
  conditions: {
    if: { properties: { kind: { const: "a" } }, required: ["kind"] },
    then: { required: ["a"] },
    else: { required: ["b"] },
  },
  "a condition beside allOf": {
    allOf: [{ type: "object" }],
    if: { required: ["a"] },
    then: { required: ["b"] },
  },
  "contains beside anyOf": { anyOf: [{ type: "array" }, { type: "string" }], contains: { const: 1 } },
  "needs of properties": { dependentRequired: { a: ["b"] } },
  "schemas of properties": { dependentSchemas: { a: { required: ["b"] } } },
  nothing: { properties: { a: false }, additionalProperties: true },
  alternatives: { oneOf: [{ type: "string" }, { type: "integer" }, { not: { minimum: 0 } }] },
  lists: { type: ["array", "null"], items: { type: "integer" }, uniqueItems: true, minItems: 1 },
  "properties called like keywords": { properties: { const: { type: "string" }, $ref: { type: "number" } } },
};

const values: unknown[] = [
  null,
  true,
  0,
  1,
  1.5,
  2,
  5,
  -1,
  "",
  "ab",
  "abc",
  "abcdef",
  [],
  [1],
  ["a"],
  ["a", 1],
  ["a", "b"],
  [1, 1],
  [1, 2],
  {},
  { a: 1 },
  { a: [1] },
  { b: 1 },
  { a: 1, b: 1 },
  { kind: "a" },
  { kind: "a", a: 1 },
  { kind: "b" },
  { kind: "b", b: 1 },
  { name: "a" },
  { name: "a", next: { name: "b" } },
  { name: "a", next: {} },
  { name: "a", other: 1 },
  { const: 1 },
  { const: "x", $ref: 1 },
  { $ref: "x" },
];

test.each(Object.entries(schemas))("%s mean the same in draft 4", (_, schema) => {
  const before = new Ajv2020({ strict: false }).compile(schema);
  const after = new AjvDraft04({ strict: false }).compile(toDraft4(schema as never, "orders.create"));
  const verdicts = values.map((value) => before(value));
  expect(values.map((value) => after(value))).toEqual(verdicts);
  // Otherwise these values would tell nothing about the schema.
  expect(new Set(verdicts).size).toBe(2);
});

test.each(["unevaluatedProperties", "propertyNames", "minContains", "somethingNew"])(
  "%s, which Kong cannot check, is told with a way out",
  (keyword) => {
    const schema = { type: "object", properties: { a: { contains: {}, [keyword]: 1 } } };
    expect(() => toDraft4(schema, "orders.create")).toThrow(ConfigurationError);
    expect(() => toDraft4(schema, "orders.create")).toThrow(/orders\.create .*validateBody: false/);
  },
);
