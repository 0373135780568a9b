import { join } from "node:path";
import { Judge } from "../../../policies/core/judge";
import { readDocument } from "../../../policies/report/document";
import { junit } from "../../../policies/report/junit";
import { matrix } from "../../../policies/report/matrix";
import { type Report, reportOn } from "../../../policies/report/report";
import { sarif } from "../../../policies/report/sarif";
import { table } from "../../../policies/report/table";
import { rules as allRules } from "../../../policies/rules";
import { goldenIn } from "../../unit/golden";
import { type Element, parseXml, sarifMistakes } from "./formats";
import { configuration, preview, rules } from "./stack";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

const golden = goldenIn(join(__dirname, "golden"));
const folder = mkdtempSync(join(tmpdir(), "portcullis-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let report: Report;
beforeAll(() => {
  const file = join(folder, "preview.json");
  writeFileSync(file, JSON.stringify(preview));
  const document = readDocument(file);
  const configured = new Map(Object.entries(configuration));
  const judge = new Judge({
    rules,
    stack: "staging",
    configuration: configured,
    clock: () => new Date("2998-12-30T12:00:00Z"),
  });
  const judgements = [
    ...document.inputs.flatMap((resource) => judge.inputs(resource)),
    ...judge.outputs(document.outputs),
  ];
  report = reportOn({
    stack: "staging",
    rules,
    judgements,
    configuration: configured,
    positions: document.positions,
  });
});

test("the table for people", () => golden("table.txt", table(report)));
test("the compliance matrix", () => golden("matrix.md", matrix(report)));
test("JUnit XML", () => golden("junit.xml", junit(report)));
test("SARIF", () => golden("report.sarif", `${JSON.stringify(sarif(report, "1.2.3"), null, 2)}\n`));

test("SARIF is valid by its schema, for the whole pack's rules too", () => {
  expect(sarifMistakes(sarif(report, "1.2.3"))).toEqual([]);
  expect(sarifMistakes(sarif({ ...report, rules: allRules, rows: [] }, "1.2.3"))).toEqual([]);
  // The check can fail.
  expect(sarifMistakes({ ...sarif(report, "1.2.3"), version: "2.2" })).not.toEqual([]);
});

test("JUnit XML is well-formed and its counts are true", () => {
  const root = parseXml(junit(report));
  const all = (element: Element, name: string): Element[] =>
    element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
  for (const suite of [root, ...all(root, "testsuite")]) {
    expect(all(suite, "testcase")).toHaveLength(Number(suite.attributes.tests));
    expect(all(suite, "failure")).toHaveLength(Number(suite.attributes.failures));
    expect(all(suite, "skipped")).toHaveLength(Number(suite.attributes.skipped));
  }
  expect(root.attributes.failures).toBe("1");
});

test("what a bell character and an unpaired surrogate leave is XML", () => {
  const odd = { ...report.rows[0]!, findings: [{ path: "", found: "rings \u0007 \ud800 & out" }] };
  const rows = [{ ...odd, outcome: "violation" as const, blocks: true }];
  expect(() => parseXml(junit({ ...report, rows }))).not.toThrow();
});

test("a position outside of the project is none", () => {
  expect(report.positions.size).toBe(1);
});
