import { UNKNOWN, hasUnknown, reveal, type Properties, type PropertyValue } from "../provider/propertyValue";
import type { Failure } from "../provider/resourceType";

/** Says what is wrong with a value, or nothing. */
export type Rule = (value: PropertyValue, path: string) => string | undefined;

/** What an input has to be. */
export interface InputSpec {
  required?: boolean;
  /** Taken when the input is not given. */
  default?: PropertyValue;
  rule?: Rule;
}

/** One of some texts. */
export function oneOf(allowed: readonly string[]): Rule {
  return (value, path) => {
    if (typeof value === "string" && allowed.includes(value)) return undefined;
    const list = allowed.map((text) => JSON.stringify(text)).join(" ");
    return `Invalid Attribute Value Match. Attribute ${path} value must be one of: [${list}], got: ${JSON.stringify(value)}`;
  };
}

/** A whole number of at least `minimum`. */
export function atLeast(minimum: number): Rule {
  return (value, path) =>
    typeof value === "number" && Number.isInteger(value) && value >= minimum
      ? undefined
      : `Invalid Attribute Value. Attribute ${path} value must be at least ${minimum}, got: ${JSON.stringify(value)}`;
}

/** Texts that are not empty, or that follow `rule`. */
export function listOf(rule: Rule = notEmpty): Rule {
  return (value, path) => {
    if (!Array.isArray(value)) return `Incorrect attribute value type. Attribute ${path} must be a list`;
    return value
      .map((element, index) => (hasUnknown(element) ? undefined : rule(element, `${path}[${index}]`)))
      .find((problem) => problem !== undefined);
  };
}

const notEmpty: Rule = (value, path) =>
  typeof value === "string" && value !== ""
    ? undefined
    : `Invalid Attribute Value Length. Attribute ${path} string length must be at least 1, got: ${JSON.stringify(value)}`;

/** The name that messages use: Terraform's, from which the plugin is made. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Says what is wrong with a resource's inputs. Values that are not known yet pass. */
export function validate(inputs: Properties, specs: Record<string, InputSpec>, resource: string): Failure[] {
  const failures: Failure[] = [];
  const fail = (name: string, problem: string): void => {
    failures.push({ property: "", reason: `${problem}. Examine values at '${resource}.${name}'.` });
  };
  for (const name of Object.keys(inputs)) {
    if (!(name in specs))
      fail(name, `Invalid or unknown key. An argument named "${name}" is not expected here`);
  }
  for (const [name, { required, rule }] of Object.entries(specs)) {
    const value = reveal(inputs[name] ?? null);
    if (value === null) {
      if (required) fail(name, `Missing required argument. The argument "${snakeCase(name)}" is required`);
    } else if (value !== UNKNOWN) {
      const problem = rule?.(value, snakeCase(name));
      if (problem) fail(name, problem);
    }
  }
  return failures;
}

/** The inputs with the defaults of those that are not given. */
export function withDefaults(inputs: Properties, specs: Record<string, InputSpec>): Properties {
  const defaults = Object.entries(specs).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(defaults), ...inputs };
}
