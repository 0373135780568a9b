// One JSON Schema (draft 7) of a whole Pulumi.<stack>.yaml, for editors: yaml-language-server completes and checks by it.

/** Rewrites references between files to definitions of one schema, and secrets to their encrypted form. */
function bundle(schemas, node) {
  if (Array.isArray(node)) return node.map((item) => bundle(schemas, item));
  if (typeof node !== "object" || node === null) return node;
  if (node.writeOnly === true)
    return {
      description: `${node.description} Set it with \`pulumi config set --secret --path\`.`,
      ...encrypted,
    };
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== "$id" && key !== "$defs")
      .map(([key, value]) => [key, key === "$ref" ? local(schemas, value) : bundle(schemas, value)]),
  );
}

const encrypted = {
  type: "object",
  additionalProperties: false,
  required: ["secure"],
  properties: { secure: { type: "string" } },
};

function local(schemas, reference) {
  const [file, pointer] = reference.split("#");
  return `#/definitions/${pointer ? pointer.split("/").pop() : schemas[file].title}`;
}

/** The schema's text. */
export function editorSchema(schemas) {
  const definitions = {};
  for (const schema of Object.values(schemas)) {
    for (const [name, definition] of Object.entries(schema.$defs ?? {}))
      definitions[name] = bundle(schemas, definition);
    if (schema.title) definitions[schema.title] = bundle(schemas, schema);
  }
  const whole = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Portcullis stack",
    description: "Generated from components/model/schema by `npm run generate`. Do not edit.",
    type: "object",
    properties: {
      config: {
        type: "object",
        required: ["portcullis:environment"],
        properties: {
          "portcullis:environment": { $ref: "#/definitions/Environment" },
          "portcullis:sshPrivateKey": {
            description:
              "OpenSSH private key that logs in to the hosts. Set it with `pulumi config set --secret`.",
            ...encrypted,
          },
          "portcullis:mend": {
            description:
              "How often each bundle has been brought to its host anew, by the name of its resource, to put back what somebody changed there: `npm run drift` counts here.",
            type: "object",
            additionalProperties: { type: "integer", minimum: 1 },
          },
        },
      },
    },
    definitions,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
