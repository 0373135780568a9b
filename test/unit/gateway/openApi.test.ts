import Ajv2020 from "ajv/dist/2020";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { bodySchema } from "../../../components/gateway/openApi/bodySchema";
import type { JsonSchema, OpenApiDocument } from "../../../components/gateway/openApi/document";
import { loadOpenApi, parseOpenApi } from "../../../components/gateway/openApi/load";
import { operations } from "../../../components/gateway/openApi/operations";
import { ConfigurationError } from "../../../components/model/problems";

type Paths = Record<string, unknown>;

function text(paths: Paths, version = "3.1.0", components: object = {}): string {
  return JSON.stringify({ openapi: version, info: { title: "T", version: "1" }, paths, components }, null, 2);
}

function document(paths: Paths, version?: string, components?: object): OpenApiDocument {
  return parseOpenApi("api.json", text(paths, version, components));
}

function mistake(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error("no mistake was found");
}

const ok = { responses: { 200: { description: "ok" } } };

describe("a document is read", () => {
  test("JSON and YAML alike", () => {
    const yaml = [
      "openapi: 3.0.3",
      "info: {title: T, version: '1'}",
      "paths:",
      "  /orders:",
      "    get:",
      "      operationId: listOrders",
      "      responses: {'200': {description: ok}}",
    ].join("\n");
    const [operation] = operations(parseOpenApi("api.yaml", yaml));
    expect(operation).toMatchObject({ operationId: "listOrders", method: "GET", template: "/orders" });
    expect(operations(document({ "/orders": { get: ok } }))[0]!.operationId).toBeUndefined();
  });

  test("the demo API's", () => {
    const demo = loadOpenApi("components/demo/assets/openapi.json");
    expect(operations(demo).map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(["listOrders", "createOrder"]),
    );
    expect(operations(demo).find(({ operationId }) => operationId === "createOrder")!.contentTypes).toEqual([
      "application/json",
    ]);
  });

  test("with path items and bodies that are references", () => {
    const [operation] = operations(
      document({ "/a": { $ref: "#/components/pathItems/a" } }, "3.1.0", {
        pathItems: { a: { post: { ...ok, requestBody: { $ref: "#/components/requestBodies/b" } } } },
        requestBodies: {
          b: {
            required: true,
            content: { "application/json; charset=utf-8": { schema: { type: "object" } } },
          },
        },
      }),
    );
    expect(operation).toMatchObject({
      method: "POST",
      contentTypes: ["application/json"],
      body: { required: true, schema: { type: "object" } },
    });
  });

  test("TRACE is no operation", () => {
    expect(operations(document({ "/a": { trace: ok, get: ok } })).map(({ method }) => method)).toEqual([
      "GET",
    ]);
  });
});

describe("a document is refused, with the place", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "openapi-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("that is not there", () => {
    expect(mistake(() => loadOpenApi("nothing.json", folder))).toMatch(/^nothing\.json cannot be read: /);
  });

  test("that is not YAML, by line and column", () => {
    writeFileSync(path.join(folder, "api.yaml"), 'openapi: "3.1.0\npaths: {}\n');
    expect(mistake(() => loadOpenApi("api.yaml", folder))).toMatch(/^api\.yaml:\d+:\d+ is not valid YAML/);
  });

  test.each([
    ['{"swagger": "2.0"}', /openapi must be a version 3\.0\.x or 3\.1\.x \(got "swagger 2\.0"\)/],
    ['{"openapi": "3.2.0"}', /got "3\.2\.0"/],
    ['{"openapi": 3.1}', /got 3\.1/],
    ["[]", /must be an OpenAPI document/],
  ])("%s", (content, message) => {
    expect(mistake(() => parseOpenApi("api.json", content))).toMatch(message);
  });

  test.each(["3.0.3", "3.1.0"])("%s: an operation without responses or with an unknown key", (version) => {
    const content = text({ "/a": { get: { ...ok, operationID: "x" } } }, version);
    const message = mistake(() => parseOpenApi("api.json", content));
    expect(message).toContain("operationID");
    const line = content.split("\n").findIndex((one) => one.includes('"get"')) + 1;
    expect(message).toMatch(new RegExp(`^api\\.json:(${line}|${line + 1}|${line + 4}):`));
  });

  test.each([
    ["https://example.com/schemas.json#/Order", /bundle them into one file/],
    ["./schemas.yaml#/Order", /bundle them into one file/],
    ["#/components/schemas/Missing", /leads nowhere/],
  ])("a reference to %s", ($ref, message) => {
    const requestBody = { content: { "application/json": { schema: { $ref } } } };
    expect(mistake(() => document({ "/a": { post: { ...ok, requestBody } } }))).toMatch(message);
  });

  test("but not for what an example holds", () => {
    const example = { $ref: "https://example.com/x" };
    const requestBody = { content: { "application/json": { schema: { type: "object" }, example } } };
    expect(() => document({ "/a": { post: { ...ok, requestBody } } })).not.toThrow();
  });
});

describe("a body's schema", () => {
  const of = (schema: object, version: string, schemas: object = {}): JsonSchema => {
    const made = document({}, version, { schemas });
    return bodySchema(made, [schema], []);
  };
  const accepts = (schema: JsonSchema): ((value: unknown) => boolean) => {
    const check = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    return (value) => check(value);
  };

  test("holds what it refers to, in circles too", () => {
    const schema = of({ $ref: "#/components/schemas/Node" }, "3.1.0", {
      Node: {
        type: "object",
        required: ["name"],
        properties: {
          name: { type: "string" },
          children: { type: "array", items: { $ref: "#/components/schemas/Node" } },
        },
      },
      Unused: { type: "string" },
    });
    expect(JSON.stringify(schema)).not.toContain("components");
    expect(Object.keys((schema as { $defs: object }).$defs)).toEqual(["Node"]);
    const check = accepts(schema);
    expect(check({ name: "a", children: [{ name: "b", children: [] }] })).toBe(true);
    expect(check({ name: "a", children: [{}] })).toBe(false);
  });

  test("tells schemas of one name at two places apart", () => {
    const schema = of(
      {
        properties: {
          a: { $ref: "#/components/schemas/Id" },
          b: { $ref: "#/components/responses/Id/content/x~1y/schema" },
        },
      },
      "3.1.0",
      { Id: { type: "string" } },
    );
    const made = schema as { $defs: Record<string, unknown> };
    expect(Object.keys(made.$defs)).toHaveLength(2);
  });

  test("of 3.0 says null, exclusive limits and references as JSON Schema does", () => {
    const check = accepts(
      of(
        {
          type: "object",
          properties: {
            note: { type: "string", nullable: true },
            kind: { type: "string", nullable: true, enum: ["a", "b"] },
            price: { type: "number", minimum: 0, exclusiveMinimum: true },
            count: { type: "integer", maximum: 5, exclusiveMaximum: false },
            other: { $ref: "#/components/schemas/Text", minLength: 100 },
          },
        },
        "3.0.3",
        { Text: { type: "string" } },
      ),
    );
    expect(check({ note: null, kind: null, price: 0.1, count: 5, other: "short" })).toBe(true);
    expect(check({ price: 0 })).toBe(false);
    expect(check({ count: 6 })).toBe(false);
    expect(check({ kind: "c" })).toBe(false);
  });

  test("does not ask for what only answers have", () => {
    const check = accepts(
      of(
        {
          type: "object",
          required: ["id", "name"],
          properties: { id: { $ref: "#/components/schemas/Id" }, name: {} },
        },
        "3.0.3",
        {
          Id: { type: "string", readOnly: true },
        },
      ),
    );
    expect(check({ name: 1 })).toBe(true);
    expect(check({ id: "1" })).toBe(false);
  });

  test("keeps a property that is called like a keyword", () => {
    const check = accepts(
      of(
        { type: "object", properties: { example: { type: "string" }, nullable: { type: "integer" } } },
        "3.0.3",
      ),
    );
    expect(check({ example: 1 })).toBe(false);
    expect(check({ nullable: "x" })).toBe(false);
  });

  test.each(["$dynamicRef", "$id", "$anchor"])("with %s is refused", (keyword) => {
    expect(mistake(() => of({ properties: { a: { [keyword]: "#x" } } }, "3.1.0"))).toContain(keyword);
  });
});
