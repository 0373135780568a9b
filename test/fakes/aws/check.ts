import {
  UNKNOWN,
  isObject,
  type Properties,
  type PropertyValue,
} from "../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../local/plugins/provider/resourceType";
import { suggest } from "../../../components/model/suggest";
import type { ObjectFacts, Shape, TypeFacts } from "./facts/facts";

/** Names of the inputs that the plugin has filled in itself, kept in the inputs as Pulumi's bridge to Terraform does. */
export const DEFAULTS = "__defaults";

function kindOf(value: PropertyValue): string {
  if (Array.isArray(value)) return "an array";
  if (isObject(value)) return "an object";
  return `the ${typeof value} ${JSON.stringify(value)}`;
}

function described(shape: Shape): string {
  switch (shape.kind) {
    case "array":
      return `an array, each element ${described(shape.of)}`;
    case "map":
      return `a map, each value ${described(shape.of)}`;
    case "object":
      return `an object (${shape.name})`;
    case "either":
      return shape.of.map(described).join(" or ");
    case "any":
    case "string":
    case "number":
    case "boolean":
      return `a ${shape.kind}`;
  }
}

/** Compares values with what the SDK declares. */
class Checker {
  readonly failures: Failure[] = [];

  constructor(
    private readonly token: string,
    private readonly objects: TypeFacts["objects"],
  ) {}

  properties(path: string, values: Properties, facts: ObjectFacts): void {
    for (const [name, value] of Object.entries(values)) {
      const property = path + name;
      const known = facts[name];
      if (name === DEFAULTS) continue;
      if (known) this.value(property, value, known.shape);
      else this.refuse(property, `is not a property of ${this.token}${this.hint(name, facts)}`);
    }
    for (const [name, { required }] of Object.entries(facts))
      if (required && (values[name] ?? null) === null) this.refuse(path + name, "is required");
  }

  private hint(name: string, facts: ObjectFacts): string {
    const meant = suggest(name, Object.keys(facts));
    return meant === undefined ? "" : ` (did you mean ${meant}?)`;
  }

  private refuse(property: string, what: string): void {
    this.failures.push({ property, reason: `${property} ${what}` });
  }

  private value(property: string, value: PropertyValue, shape: Shape): void {
    // An unset property, or a value that is not known in a preview.
    if (value === null || value === UNKNOWN || shape.kind === "any") return;
    if (shape.kind === "either") {
      const fits = shape.of.some((one) => {
        const trial = new Checker(this.token, this.objects);
        trial.value(property, value, one);
        return trial.failures.length === 0;
      });
      if (!fits) this.refuse(property, `must be ${described(shape)}, not ${kindOf(value)}`);
      return;
    }
    if (shape.kind === "array" && Array.isArray(value))
      return value.forEach((element, index) => this.value(`${property}[${index}]`, element, shape.of));
    if (shape.kind === "map" && isObject(value)) {
      for (const [key, inner] of Object.entries(value))
        if (key !== DEFAULTS) this.value(`${property}.${key}`, inner, shape.of);
      return;
    }
    if (shape.kind === "object" && isObject(value))
      return this.properties(`${property}.`, value, this.objects[shape.name] ?? {});
    if (typeof value !== shape.kind)
      this.refuse(property, `must be ${described(shape)}, not ${kindOf(value)}`);
  }
}

/**
 * Says where inputs are not what the SDK declares: unknown and missing properties, and values of a wrong kind, at any
 * depth.
 *
 * @param token - the type, for messages
 * @param inputs - without secret markers; unknown values fit everywhere
 */
export function checkShape(token: string, inputs: Properties, facts: TypeFacts): Failure[] {
  const checker = new Checker(token, facts.objects);
  checker.properties("", inputs, facts.inputs);
  return checker.failures;
}
