import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { formats } from "../../../components/model/formats";
import type { Schema } from "../../../components/model/schemaTree";
import { commonSchema, sectionSchemas } from "../../../components/model/sections";

// Not strict: a part of a schema by itself may begin with a default, which nothing could fill in.
const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
for (const [name, { check }] of Object.entries(formats)) ajv.addFormat(name, check);
for (const schema of [commonSchema, ...Object.values(sectionSchemas)]) ajv.addSchema(schema);

function compiled(address: string): ValidateFunction {
  return ajv.getSchema(address)!;
}

/** All schemas below `node`, itself included, with their address. */
function nodes(node: Schema, address: string): [address: string, schema: Schema][] {
  const inside = (keyword: string): [string, Schema][] =>
    Object.entries((node[keyword] as Record<string, Schema> | undefined) ?? {}).flatMap(([key, child]) =>
      nodes(child, `${address}/${keyword}/${key}`),
    );
  const direct = (["items", "additionalProperties"] as const).flatMap((keyword) => {
    const child = node[keyword];
    return typeof child === "object" ? nodes(child, `${address}/${keyword}`) : [];
  });
  return [[address, node], ...inside("properties"), ...inside("$defs"), ...direct];
}

const all = [commonSchema, ...Object.values(sectionSchemas)].flatMap((schema) =>
  nodes(schema, `${schema.$id}#`),
);
const objects = all.filter(([, schema]) => schema.type === "object");
const properties = all.flatMap(([address, { properties }]) =>
  Object.entries(properties ?? {}).map(([key, schema]): [string, Schema] => [`${address}/${key}`, schema]),
);
const texts = all.filter(([, { type }]) => [type].flat().includes("string"));

test.each(objects)("%s takes no unknown key, or checks each", (address, schema) => {
  const open = typeof schema.additionalProperties === "object";
  const check = compiled(address);
  check({ "no such key": true });
  const keywords = check.errors!.map(({ keyword }) => keyword);
  expect(keywords).toEqual(expect.arrayContaining(open ? [] : ["additionalProperties"]));
  expect(keywords.length).toBeGreaterThan(0);
});

test("schemas use no keyword that mistakes could not be told for", () => {
  // Of several alternatives, ajv reports the mistakes of each: say it with other settings instead.
  const unclear = ["anyOf", "oneOf", "allOf", "not", "if", "contains"];
  expect(all.filter(([, schema]) => unclear.some((keyword) => keyword in schema)).map(([at]) => at)).toEqual(
    [],
  );
});

test.each(properties)("%s says what it means", (_, schema) => {
  expect(schema.description ?? schema.$ref).toBeTruthy();
});

test.each(texts)("%s is no free text", (_, schema) => {
  expect(schema.enum ?? schema.const ?? schema.format ?? schema.pattern).toBeDefined();
});

test.each(texts)("%s lets no line break through", (address) => {
  const check = compiled(address);
  expect(["a\nb", "\n", "a\n", "https://a.example.com/\n"].filter((text) => check(text))).toEqual([]);
});

test("every default is allowed by its own schema", () => {
  for (const [address, schema] of all)
    if ("default" in schema && !(typeof schema.default === "object"))
      expect([address, compiled(address)(schema.default)]).toEqual([address, true]);
});
