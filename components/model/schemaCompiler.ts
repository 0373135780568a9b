import Ajv, { type CodeOptions } from "ajv";
import addFormats from "ajv-formats";
import { formats } from "./formats";
import { commonSchema, sectionSchemas } from "./sections";

/**
 * Ajv with all of our schemas, none of them compiled yet.
 *
 * @param code - options of the code that it writes. Default: ajv's own
 */
export function schemaCompiler(code: CodeOptions = {}): Ajv {
  const ajv = addFormats(
    new Ajv({
      allErrors: true,
      useDefaults: true,
      verbose: true,
      strict: true,
      allowUnionTypes: true,
      // The schemas are this package's own, and tests judge them: doing so at every start costs as much as all the rest.
      meta: false,
      validateSchema: false,
      code: { optimize: false, ...code },
    }),
  );
  for (const [name, { check }] of Object.entries(formats)) ajv.addFormat(name, check);
  ajv.addSchema(commonSchema);
  for (const schema of Object.values(sectionSchemas)) ajv.addSchema(schema);
  return ajv;
}
