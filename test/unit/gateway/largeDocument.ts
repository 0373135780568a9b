/** How many resources a large document has; each has five operations. */
const resources = 100;

const type = "application/json";
const answer = { responses: { 200: { description: "Done." } } };
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

/** Schemas as real documents have them: shared parts by reference, lists, alternatives, bounds. */
function schemas(name: string, index: number): Record<string, object> {
  return {
    [name]: {
      type: "object",
      additionalProperties: false,
      required: ["name", "quantity"],
      properties: {
        id: { type: "string", readOnly: true },
        name: { type: "string", minLength: 1, maxLength: 100 + index },
        quantity: { type: "integer", minimum: 1, maximum: 1000 },
        price: { $ref: "#/components/schemas/Money" },
        tags: { type: "array", maxItems: 20, items: { type: "string", pattern: "^[a-z]+$" } },
        address: { oneOf: [{ $ref: "#/components/schemas/Address" }, { type: "string" }] },
      },
    },
  };
}

const shared = {
  Money: {
    type: "object",
    required: ["amount", "currency"],
    properties: {
      amount: { type: "string", pattern: "^[0-9]+(\\.[0-9]{2})?$" },
      currency: { type: "string", enum: ["EUR", "USD", "CHF"] },
    },
  },
  Address: {
    type: "object",
    required: ["street", "country"],
    properties: { street: { type: "string" }, country: { $ref: "#/components/schemas/Country" } },
  },
  Country: { type: "string", minLength: 2, maxLength: 2 },
};

/**
 * An OpenAPI document of 500 operations as JSON: for each of 100 resources list, create, read, replace and delete, half
 * of them below another resource. Each has a body schema of its own.
 */
export function largeDocument(): string {
  const paths: Record<string, object> = {};
  let all: Record<string, object> = shared;
  for (let index = 0; index < resources; index++) {
    const name = `Thing${index}`;
    const path = index % 2 === 0 ? `/things-${index}` : `/things-${index - 1}/{parent}/things-${index}`;
    const parent = index % 2 === 0 ? [] : [{ ...id, name: "parent" }];
    const body = {
      requestBody: {
        required: true,
        content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
      },
    };
    all = { ...all, ...schemas(name, index) };
    paths[path] = {
      parameters: parent,
      get: { operationId: `list${name}`, ...answer },
      post: { operationId: `create${name}`, ...body, ...answer },
    };
    paths[`${path}/{id}`] = {
      parameters: [...parent, id],
      get: { operationId: `read${name}`, ...answer },
      put: { operationId: `replace${name}`, ...body, ...answer },
      delete: { operationId: `delete${name}`, ...answer },
    };
  }
  const info = { title: "Large", version: "1" };
  return JSON.stringify({ openapi: "3.1.0", info, paths, components: { schemas: all } });
}
