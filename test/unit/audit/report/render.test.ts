import path from "node:path";
import { junit } from "../../../../audit/report/formats/junit";
import { markdown } from "../../../../audit/report/formats/markdown";
import { sarif } from "../../../../audit/report/formats/sarif";
import { makeReport } from "../../../../audit/report/makeReport";
import { reportMistakes } from "../../../../audit/report/readReport";
import { sarifMistakes } from "../../../policy/report/formats";
import { goldenIn } from "../../golden";
import { audit, decisions, falseFindings } from "./example";

const golden = goldenIn(path.join(__dirname, "golden"));
const first = makeReport({ ...audit, at: "2027-02-23T04:05:06Z" }, [], []);
const report = makeReport(audit, decisions, falseFindings, first);

test("the report", () => {
  golden("report.json", `${JSON.stringify(report, null, 2)}\n`);
  expect(reportMistakes(report)).toEqual([]);
});

test("Markdown", () => golden("report.md", markdown(report)));
test("JUnit XML", () => golden("report.junit.xml", junit(report, "medium")));
test("SARIF", () => {
  golden("report.sarif", `${JSON.stringify(sarif(report, "1.2.3"), null, 2)}\n`);
  expect(sarifMistakes(sarif(report, "1.2.3"))).toEqual([]);
  expect(sarifMistakes(sarif(first, "1.2.3"))).toEqual([]);
});
