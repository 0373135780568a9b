// Pulumi's schema of the package: what programs in other languages know of the components.
import { membersOf } from "./components.mjs";
import { JsonSchemaTypes, Types } from "./pulumiTypes.mjs";
import { SourceTypes } from "./sourceTypes.mjs";

/** Components of which nothing would be left in another process, or which say what `host` says there. */
const local = ["ExistingHost", "HostStack", "GatewayKeys", "ElkServer", "LogAuthority", "HostAudit"];

const host = {
  description: "How to reach a host that exists already, what it runs, and the key that logs in.",
  privateKey: {
    type: "string",
    secret: true,
    description: "OpenSSH private key of the account. Kept as a secret.",
  },
};

/** Secrets among arguments and outputs: languages mark them as such. */
const secrets = Object.fromEntries(
  ["sshPrivateKey", "credentials", "privateKey", "apiKey"].map((name) => [name, { secret: true }]),
);

/** The host that components take: the settings of an existing one, with its key in place of the file that holds it. */
function hostType(settings, types) {
  const file = settings.files.ExistingHost;
  const properties = { ...settings.schemas[file].properties };
  delete properties.privateKeyFile;
  types.add("Host", () => {
    const schema = { ...settings.schemas[file], description: host.description, properties };
    const { properties: made, required, ...rest } = settings.object(schema, file, "Host");
    return {
      ...rest,
      properties: { ...made, privateKey: host.privateKey },
      required: [...required, "privateKey"].sort(),
    };
  });
}

/**
 * The schema's text.
 *
 * @param all - what `readComponents` found
 * @param schemas - the JSON Schemas, by file name
 * @param manifest - the package's package.json
 */
export function pulumiSchema(all, schemas, manifest) {
  const types = new Types();
  const settings = new JsonSchemaTypes(schemas, types);
  const sources = new SourceTypes(all, settings, types);
  hostType(settings, types);
  const exported = new Set(
    all.entryPoints.flatMap(([entry, names]) => (entry === "portcullis" ? names : [])),
  );
  const remote = all.components.filter(({ name }) => exported.has(name) && !local.includes(name));
  const resources = Object.fromEntries(
    remote
      .sort((a, b) => (a.token < b.token ? -1 : 1))
      .map((one) => {
        const inputs = sources.object(membersOf(all, one.arguments), one.name, secrets);
        return [
          one.token,
          {
            isComponent: true,
            description: one.description,
            inputProperties: inputs.properties,
            requiredInputs: inputs.required,
            type: "object",
            ...sources.object(one.outputs, one.name, secrets),
          },
        ];
      }),
  );
  const language = { respectSchemaVersion: true };
  const schema = {
    name: manifest.name,
    version: manifest.version,
    description: manifest.description,
    license: manifest.license,
    language: { nodejs: language, python: language, go: language, java: language, csharp: language },
    types: types.all(),
    resources,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
