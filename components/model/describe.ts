import type { ErrorObject } from "ajv";
import { forbiddenName, message, missingKey, unknownKey } from "./messages";
import { formatPath, fromPointer, type Path } from "./path";
import type { Problem } from "./problems";
import { schemasAt, type Schema } from "./schemaTree";
import { isSecret } from "./secrets";
import { suggest } from "./suggest";

/** Which of several errors on one value tells most; those not named here come last. */
const tellingFirst = ["const", "enum", "type", "format", "minLength", "maxLength", "pattern"];

function rank(error: ErrorObject): number {
  const index = tellingFirst.indexOf(error.keyword);
  return index < 0 ? tellingFirst.length : index;
}

/**
 * Turns ajv's errors into problems: one for each mistake, without the echoes that a schema's structure makes.
 *
 * @param errors - ajv's errors, all of them and verbose
 * @param value - what was checked
 * @param root - the schema it was checked against
 */
export function describe(errors: readonly ErrorObject[], value: unknown, root: Schema): Problem[] {
  const found = new Map<string, { error: ErrorObject; problem: Problem }>();
  const misspelled = new Set<string>();
  // An error on a name comes by itself, too.
  const told = errors.filter(({ keyword }) => keyword !== "propertyNames");
  for (const error of told) {
    const path = fromPointer(error.instancePath, value);
    const params = error.params as Record<string, string>;
    const schema = error.parentSchema as Schema;
    const note = (inside: Path, text: string): void => {
      const key = formatPath(inside);
      const before = found.get(key);
      if (before && rank(before.error) <= rank(error)) return;
      found.set(key, { error, problem: { path: inside, message: text } });
    };
    if (error.propertyName !== undefined) {
      note([...path, error.propertyName], forbiddenName(error, schemasAt(root, path)));
    } else if (error.keyword === "additionalProperties") {
      const key = params.additionalProperty!;
      const meant = suggest(key, Object.keys(schema.properties ?? {}));
      if (meant !== undefined) misspelled.add(formatPath([...path, meant]));
      note([...path, key], unknownKey(key, schema));
    } else if (error.keyword === "required") {
      note([...path, params.missingProperty!], missingKey(params.missingProperty!, schema));
    } else if (error.keyword === "dependencies") {
      const because = ` with ${formatPath([...path, params.property!])}`;
      note([...path, params.missingProperty!], missingKey(params.missingProperty!, schema, because));
    } else {
      const secret = isSecret(root, path);
      note(path, message(error, path, secret));
    }
  }
  // A misspelled key is one mistake, though ajv also misses the key that was meant.
  return [...found]
    .filter(([key, { error }]) => error.keyword !== "required" || !misspelled.has(key))
    .map(([, { problem }]) => problem);
}
