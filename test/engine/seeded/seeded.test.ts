import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import type { Rule } from "../../../policies/core/rule";
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
  runs: [
    {
      results: {
        ruleId: string;
        kind: string;
        message: { text: string };
        locations: [{ logicalLocations: [{ name: string }] }];
      }[];
    },
  ];
}

/** The resource that breaks a rule: of what the stack as a whole has, the stack. */
function culprit({ id, types }: Rule): string {
  return types[0] === "pulumi:pulumi:Stack" ? "portcullis-test-prod" : id;
}

/** Rules whose own violation on their own resource a preview does not tell together with how to mend it. */
function silentInPreview(text: string): string[] {
  const violations = text.split(/\n(?= +- \[)/);
  const told = (rule: Rule): boolean => {
    const title = new RegExp(`^ +- \\[mandatory\\].*\\] +${rule.id} +\\([^)]*: ${culprit(rule)}\\)`);
    return violations.some((one) => title.test(one) && one.includes(`mend: ${rule.mend}`));
  };
  return rules.filter((rule) => !told(rule)).map(({ id }) => id);
}

/** Rules that a report does not tell of on their own resources: as violated, with how to mend it, or as left open. */
function silentInSarif({ runs: [{ results }] }: SarifLog, asked: "fail" | "open" = "fail"): string[] {
  const told = (rule: Rule): boolean =>
    results.some(
      ({ ruleId, kind, message, locations: [{ logicalLocations }] }) =>
        ruleId === rule.id &&
        kind === asked &&
        logicalLocations[0].name === culprit(rule) &&
        // A sentence of its own there: it begins with a capital.
        (kind === "open" || message.text.includes(`${rule.mend.slice(1)}.`)),
    );
  return rules.filter((rule) => !told(rule)).map(({ id }) => id);
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
      expect(silentInPreview(preview.text)).toEqual([]);

      const sarif = join(folder, "out.sarif");
      const report = async (subject: string): Promise<SarifLog> => {
        const command = [join(root, "policies/dist/report/main.js"), subject, "--sarif", sarif];
        const { code, text } = await stack.run(process.execPath, command);
        expect([code, text]).toEqual([1, expect.stringContaining(`Stack prod, ${rules.length} rules`)]);
        const log = JSON.parse(readFileSync(sarif, "utf8")) as SarifLog;
        expect(sarifMistakes(log)).toEqual([]);
        return log;
      };
      expect(silentInSarif(await report("prod"))).toEqual([]);

      stack.policyPack = undefined;
      const file = join(folder, "preview.json");
      const { text } = await stack.preview("--json", "--show-sames");
      writeFileSync(file, text.slice(text.search(/^\{/m)));
      const fromFile = await report(file);
      // Secrets are covered in a file, and the stack's outputs are not in it: not decided is not passed.
      const covered = [
        "ssh-password-connection",
        "ssh-host-key-pinned",
        "aws-provider-static-credentials",
        "secrets-stack-outputs",
        "aws-instance-user-data-secret",
      ];
      expect(silentInSarif(fromFile)).toEqual(covered);
      const notOpen = silentInSarif(fromFile, "open");
      expect(covered.filter((id) => notOpen.includes(id))).toEqual([]);
    },
  );
});
