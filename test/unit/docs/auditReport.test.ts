import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readDecisions } from "../../../audit/report/decisions/readDecisions";
import { readReport } from "../../../audit/report/readReport";
import { auditChecks } from "../../../components/audit/checks";
import { blocks, pages, root } from "./pages";

test("the decisions of the page can be taken, and name a check that is there", () => {
  const page = pages().find(({ file }) => file === "docs/audit-report.md")!;
  const text = blocks(page, "yaml").find((block) => block.includes("- finding:"))!;
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-docs-"));
  try {
    writeFileSync(path.join(folder, "prod.yaml"), text);
    const decisions = readDecisions(path.join(folder, "prod.yaml"));
    expect(decisions).toHaveLength(2);
    expect(auditChecks.map(({ id }) => id)).toContain(decisions[0]!.finding.split("/")[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.each(["invented", "local-host"])(
  "the example %s is a report: else run `npm run docs:report`",
  (name) => {
    const report = readReport(path.join(root, "docs/audit-example", name, "report.json"));
    expect(report.checks.length).toBeGreaterThan(50);
  },
);
