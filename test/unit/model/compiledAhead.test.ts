import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { inspect } from "../../../components/model/resolve";
import { projectRoot } from "../../../local/engine/projectRoot";
import { runCompiled } from "../compiledAhead";
import { mutations } from "../mutations";

const model = path.join(projectRoot(), "dist/components/model");

test("the checks that the build compiles say what ajv says of the same schemas, and ajv stays unloaded", () => {
  // What is judged is what `npm run build` wrote last.
  expect(existsSync(path.join(model, "checks.js"))).toBe(true);
  const text = readFileSync(path.join(projectRoot(), "Pulumi.prod.yaml"), "utf8");
  const { config } = parse(text) as { config: Record<string, unknown> };
  const right = config["portcullis:environment"];
  const values = JSON.parse(JSON.stringify([right, ...mutations(right)])) as unknown[];
  const run = runCompiled(
    path.join(model, "resolve.js"),
    'exported.inspect("environment", value, [])',
    values,
  );
  const expected = values.map((value) => inspect("environment", value, []));
  expect(expected.filter(({ problems }) => problems.length > 0).length).toBeGreaterThan(300);
  expect(run).toEqual({ found: JSON.parse(JSON.stringify(expected)) as unknown, ajv: [] });
});
