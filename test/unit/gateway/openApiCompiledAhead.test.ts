import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { findings } from "../../../components/gateway/openApi/validate";
import { projectRoot } from "../../../local/engine/projectRoot";
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
    const program = `
      const { findings } = require(${JSON.stringify(path.join(openApi, "validate.js"))});
      const values = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
      const found = values.map((value) => findings(value, ${JSON.stringify(version)}));
      const ajv = Object.keys(require.cache).filter((file) => file.endsWith("/ajv/dist/core.js"));
      process.stdout.write(JSON.stringify({ found, ajv }));
    `;
    const output = execFileSync(process.execPath, ["--eval", program], {
      input: JSON.stringify(values),
      encoding: "utf8",
      maxBuffer: 2 ** 30,
    });
    const expected = values.map((value) => findings(value, version));
    expect(expected.filter((found) => found.length > 0).length).toBeGreaterThan(values.length / 3);
    expect(JSON.parse(output)).toEqual({ found: JSON.parse(JSON.stringify(expected)) as unknown, ajv: [] });
  },
);
