import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { formats } from "./formats";
import { commonSchema, sectionSchemas } from "./sections";

let ajv: Ajv | undefined;

/**
 * The check of one schema, compiled at its first use.
 *
 * @param address - a file of the schema folder, such as `edge.schema.json`, with or without a pointer into it
 * @throws Error where there is no such schema
 */
export function compiled(address: string): ValidateFunction {
  if (!ajv) {
    ajv = addFormats(
      new Ajv({
        allErrors: true,
        useDefaults: true,
        verbose: true,
        strict: true,
        allowUnionTypes: true,
        // The schemas are this package's own, and tests judge them: doing so at every start costs as much as all the rest.
        meta: false,
        validateSchema: false,
        code: { optimize: false },
      }),
    );
    for (const [name, { check }] of Object.entries(formats)) ajv.addFormat(name, check);
    ajv.addSchema(commonSchema);
    for (const schema of Object.values(sectionSchemas)) ajv.addSchema(schema);
  }
  const check = ajv.getSchema(address);
  if (!check) throw new Error(`there is no schema ${address}`);
  return check;
}
