// Registers what a file lists (SEEDED_MISTAKES): the resources as components of their type, which the engine shows to the
// policy pack like any other and asks no plugin about.
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

const SECRET = "4dabf18193072939515e22adb298388d";

/** Secrets as the examples write them, made secrets of the program. */
function inputs(value) {
  if (Array.isArray(value)) return value.map(inputs);
  if (typeof value !== "object" || value === null) return value;
  if (SECRET in value) return pulumi.secret(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, inputs(inside)]));
}

function make(type, name, properties, opts) {
  if (type.startsWith("pulumi:providers:"))
    return new pulumi.ProviderResource(type.split(":")[2], name, properties, opts);
  const made = new pulumi.ComponentResource(type, name, properties, opts);
  // What looks at the whole stack sees outputs, which a provider would begin from the inputs.
  made.registerOutputs(properties);
  return made;
}

for (const { name, type, properties, protect, ignoreChanges, others } of JSON.parse(
  readFileSync(process.env.SEEDED_MISTAKES, "utf8"),
)) {
  const thing = make(type, name, inputs(properties), { protect, ignoreChanges });
  others.forEach((other, at) => {
    const computed = Object.fromEntries((other.computedFromThing ?? []).map((key) => [key, thing.urn]));
    make(other.type, `${name}-beside-${at}`, { ...inputs(other.properties ?? {}), ...computed }, {});
  });
}
