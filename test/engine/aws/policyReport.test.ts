import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import { rules } from "../../../policies/rules";
import { parseXml, sarifMistakes } from "../../policy/report/formats";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { environmentOf, useOwnStack } from "./ownStack";

let aws: FakeAws;
let folder: string;
beforeAll(async () => {
  aws = await fakeAwsEngine();
  folder = mkdtempSync(join(tmpdir(), "portcullis-report-"));
});
afterAll(() => {
  aws?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test("a stack is judged for CI: a table, SARIF, JUnit, a matrix, and an exit status", async () => {
  const [sarif, junit, markdown] = ["out.sarif", "out.xml", "out.md"].map((name) => join(folder, name));
  const command = [
    join(projectRoot(), "policies/dist/report/main.js"),
    ...["dev", "--sarif", sarif!, "--junit", junit!, "--markdown", markdown!],
  ];
  const environment = environmentOf("dev");
  await useOwnStack(aws, "dev", environment, async (stack) => {
    const clean = await stack.run(process.execPath, command);
    expect([clean.code, clean.text]).toEqual([0, expect.not.stringContaining("FAIL")]);
    expect(sarifMistakes(JSON.parse(readFileSync(sarif!, "utf8")))).toEqual([]);
    expect(parseXml(readFileSync(junit!, "utf8"))).toBeDefined();
    const matrix = readFileSync(markdown!, "utf8");
    for (const practice of new Set(rules.flatMap(({ maps }) => maps.practices)))
      expect(matrix).toContain(practice);
    expect(matrix).toContain("aws-instance-imdsv2");

    await stack.setEnvironment({ ...environment, adminRanges: ["0.0.0.0/1"] });
    const open = await stack.run(process.execPath, command);
    expect(open.code).toBe(1);
    expect(open.text).toContain("aws-security-group-ssh-open");
    expect(readFileSync(sarif!, "utf8")).toContain("firewall-ssh-open");

    rmSync(sarif!);
    await stack.setEnvironment({ ...environment, adminRanges: undefined as never });
    const failed = await stack.run(process.execPath, command);
    expect([failed.code, failed.text]).toEqual([2, expect.stringContaining("adminRanges is required")]);
    expect(existsSync(sarif!)).toBe(false);
  });
});
