import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import { rules } from "../../../policies/rules";
import { sarifMistakes } from "../../policy/report/formats";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { TestStack } from "../stack";
import { mistakes } from "./mistakes";

const root = projectRoot();

let aws: FakeAws;
let folder: string;
beforeAll(async () => {
  aws = await fakeAwsEngine();
  folder = mkdtempSync(join(tmpdir(), "portcullis-seeded-"));
});
afterAll(() => {
  aws?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

interface SarifLog {
  runs: [{ results: { ruleId: string; message: { text: string } }[] }];
}

test("a stack with every mistake in it lights every rule, with its id and how to mend it", async () => {
  const seeded = join(folder, "mistakes.json");
  writeFileSync(seeded, JSON.stringify(mistakes()));
  await TestStack.use(
    {
      engine: aws.engine,
      name: "prod",
      policyPack: join(root, "policies"),
      program: `require(${JSON.stringify(join(__dirname, "program.cjs"))});\nexports.adminPassword = "hush-hush";`,
      config: { "app:dbPassword": "hush-hush" },
      env: { SEEDED_MISTAKES: seeded },
    },
    async (stack) => {
      const preview = await stack.preview();
      expect(preview.code).not.toBe(0);
      const silent = rules.filter(({ id, mend, types }) => {
        const name = types[0] === "pulumi:pulumi:Stack" ? "portcullis-test-prod" : id;
        const found = new RegExp(`\\] +${id} +\\([^)]*: ${name}\\)`).test(preview.text);
        return !found || !preview.text.includes(mend);
      });
      expect(silent.map(({ id }) => id)).toEqual([]);

      const [file, sarif] = [join(folder, "preview.json"), join(folder, "out.sarif")];
      stack.policyPack = undefined;
      const { text } = await stack.preview("--json");
      writeFileSync(file, text.slice(text.search(/^\{/m)));
      const report = [
        join(root, "policies/dist/report/main.js"),
        file,
        "--stack-name",
        "prod",
        "--sarif",
        sarif,
      ];
      const { status, stderr } = spawnSync(process.execPath, report, { encoding: "utf8" });
      expect([status, stderr]).toEqual([1, ""]);
      const log = JSON.parse(readFileSync(sarif, "utf8")) as SarifLog;
      expect(sarifMistakes(log)).toEqual([]);
      const told = new Set(log.runs[0].results.map(({ ruleId }) => ruleId));
      // A preview writes down what each resource is asked to be; the stack's outputs are not among that.
      expect(rules.map(({ id }) => id).filter((id) => !told.has(id))).toEqual(["secrets-stack-outputs"]);
    },
  );
});
