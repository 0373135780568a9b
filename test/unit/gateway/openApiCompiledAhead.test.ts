import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { findings } from "../../../components/gateway/openApi/validate";
import { projectRoot } from "../../../local/engine/projectRoot";
import { runCompiled } from "../compiledAhead";
import { mutations } from "../mutations";

const openApi = path.join(projectRoot(), "dist/components/gateway/openApi");
const document = JSON.parse(
  readFileSync(path.join(projectRoot(), "components/demo/assets/openapi.json"), "utf8"),
) as object;

test.each(["3.0", "3.1"] as const)(
  "the check of OpenAPI %s that the build compiles says what ajv says of the same schema, and ajv stays unloaded",
  (version) => {
    // What is judged is what `npm run build` wrote last.
    expect(existsSync(path.join(openApi, `check-${version}.js`))).toBe(true);
    const right = { ...document, openapi: `${version}.0` };
    // Every seventh is enough: these are thousands, alike in kind.
    const values = [right, ...[...mutations(right)].filter((_, index) => index % 7 === 0)];
    const run = runCompiled(
      path.join(openApi, "validate.js"),
      `exported.findings(value, ${JSON.stringify(version)})`,
      values,
    );
    const expected = values.map((value) => findings(value, version));
    expect(expected.filter((found) => found.length > 0).length).toBeGreaterThan(values.length / 3);
    expect(run).toEqual({ found: JSON.parse(JSON.stringify(expected)) as unknown, ajv: [] });
  },
);
