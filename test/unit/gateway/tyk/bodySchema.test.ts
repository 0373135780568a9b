import { tykSchema } from "../../../../components/gateway/tyk/bodySchema";
import { ConfigurationError } from "../../../../components/model/problems";

test("says draft 2020-12 in the words of draft 4", () => {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    additionalProperties: false,
    required: ["kind"],
    properties: {
      kind: { const: "order" },
      price: { type: ["number", "null"], exclusiveMinimum: 0, maximum: 10 },
      parts: { type: "array", items: { $ref: "#/$defs/Part" }, examples: [[]] },
      never: false,
    },
    $defs: { Part: { type: "string", description: "x", pattern: "^a$" } },
  };
  expect(tykSchema(schema, "orders.create")).toEqual({
    $schema: "http://json-schema.org/draft-04/schema#",
    type: "object",
    additionalProperties: false,
    required: ["kind"],
    properties: {
      kind: { enum: ["order"] },
      price: { type: ["number", "null"], minimum: 0, exclusiveMinimum: true, maximum: 10 },
      parts: { type: "array", items: { $ref: "#/definitions/Part" } },
      never: { not: {} },
    },
    definitions: { Part: { type: "string", pattern: "^a$" } },
  });
});

test.each([
  "if",
  "contains",
  "prefixItems",
  "propertyNames",
  "dependentSchemas",
  "unevaluatedProperties",
  "toString",
])("refuses %s, which draft 4 would let pass unseen", (keyword) => {
  const render = (): object => tykSchema({ properties: { a: { [keyword]: {} } } }, "orders.create");
  expect(render).toThrow(ConfigurationError);
  expect(render).toThrow(`body of orders.create: its JSON Schema is of draft 4, which has no ${keyword}`);
});

test("takes names of properties for names, whatever they are", () => {
  expect(tykSchema({ properties: { if: {}, const: {}, $ref: { type: "string" } } }, "x")).toMatchObject({
    properties: { if: {}, const: {}, $ref: { type: "string" } },
  });
});
