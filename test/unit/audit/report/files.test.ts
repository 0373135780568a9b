import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readDecisions } from "../../../../audit/report/decisions/readDecisions";
import { makeReport } from "../../../../audit/report/makeReport";
import { newestReport, readReport, reportMistakes } from "../../../../audit/report/readReport";
import { writeReport } from "../../../../audit/report/writeReport";
import { audit, decisions, falseFindings } from "./example";

let folder: string;
const before = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "portcullis-report-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

const report = makeReport(audit, decisions, falseFindings);

describe("decisions", () => {
  const read = (text: string): unknown => {
    mkdirSync("audits", { recursive: true });
    writeFileSync("audits/prod.yaml", text);
    return readDecisions("audits/prod.yaml");
  };

  test("a file that is missing, empty or all comment decides nothing", () => {
    expect(readDecisions("audits/none.yaml")).toEqual([]);
    expect(read("")).toEqual([]);
    expect(read("# nothing yet\n")).toEqual([]);
  });

  test("days are texts, as they are written", () => {
    expect(
      read(
        "- finding: portcullis/tls-protocols/*\n  state: accepted\n  owner: web\n  reason: The till\n  until: 2027-05-31\n- finding: a/b/c\n  state: open\n",
      ),
    ).toEqual([
      {
        finding: "portcullis/tls-protocols/*",
        state: "accepted",
        owner: "web",
        reason: "The till",
        until: "2027-05-31",
      },
      { finding: "a/b/c", state: "open" },
    ]);
  });

  test.each<[what: string, text: string, said: string]>([
    [
      "no list",
      "finding: a\n",
      "audits/prod.yaml:1:1 must be a list of decisions, each with finding and state",
    ],
    ["no YAML", "- {finding: a\n", "audits/prod.yaml:2:1 is not valid YAML"],
    [
      "a key twice",
      "- finding: a\n  finding: b\n  state: open\n",
      "audits/prod.yaml:2:3 finding is set twice",
    ],
    [
      "a state that is none",
      "- finding: a\n  state: acepted\n",
      'audits/prod.yaml:2:3 [0].state must be one of "open", "accepted" (got "acepted"; did you mean "accepted"?)',
    ],
    [
      "a misspelled key",
      "- finding: a\n  state: open\n  onwer: me\n",
      'audits/prod.yaml:3:3 [0].onwer is not a known setting; did you mean "owner"?',
    ],
    [
      "no reason",
      "- finding: a\n  state: open\n- finding: b\n  state: accepted\n  until: 2027-05-31\n",
      "audits/prod.yaml:3:3 [1].reason is required: Why somebody answers for it; an accepted finding needs one",
    ],
    [
      "no day",
      "- finding: b\n  state: accepted\n  reason: x\n",
      "audits/prod.yaml:1:3 [0].until is required: Day from which it counts again",
    ],
    [
      "a day that is none",
      "- finding: b\n  state: accepted\n  reason: x\n  until: 2027-02-30\n",
      'audits/prod.yaml:4:3 [0].until must be a date such as 2026-12-31 (got "2027-02-30")',
    ],
    ["everything at once", '- finding: "*"\n  state: open\n', "audits/prod.yaml:1:3 [0].finding"],
    [
      "the same twice",
      "- finding: a\n  state: open\n- finding: a\n  state: open\n",
      "audits/prod.yaml:3:3 [1].finding is decided by [0] already",
    ],
  ])("%s is told with its place", (_, text, said) => {
    expect(() => read(text)).toThrow(said);
  });

  test("one mistake is told once", () => {
    expect(() => read("- finding: b\n  state: accepted\n")).toThrow(
      /^[^\n]+reason[^\n]+\n[^\n]+until[^\n]+$/,
    );
  });
});

test("a report is written in every format, for its owner's eyes", () => {
  const files = writeReport(report, "out/prod/now");
  expect(Object.values(files).map((file) => path.basename(file))).toEqual([
    "report.json",
    "report.md",
    "report.html",
    "report.sarif",
    "report.junit.xml",
  ]);
  for (const file of Object.values(files)) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toMatch(/\S\n$/);
  }
  expect(statSync("out/prod/now").mode & 0o777).toBe(0o700);
  expect(readReport(files.json)).toEqual(report);
});

test("the newest report is the one of the newest audit", () => {
  expect(newestReport("out/prod")).toBeUndefined();
  writeReport(makeReport({ ...audit, at: "2027-03-09T00:00:00Z" }, [], []), "out/prod/a");
  writeReport(report, "out/prod/z");
  mkdirSync("out/prod/empty");
  mkdirSync("out/prod/broken");
  writeFileSync("out/prod/broken/report.json", "{");
  expect(newestReport("out/prod")).toBe("out/prod/a/report.json");
});

test.each<[what: string, text: string, said: RegExp]>([
  ["no JSON", "{", /^report\.json is not the report of an audit: .*JSON/],
  [
    "something else",
    '{"score":1}',
    /^report\.json is not the report of an audit, or one of another version: /,
  ],
  ["another version", JSON.stringify({ ...report, version: 2 }), /\/version must be equal to constant/],
  ["a field too many", JSON.stringify({ ...report, secret: "x" }), /additional properties: secret/],
  ["a day for a time", JSON.stringify({ ...report, at: "2027-03-02" }), /\/at must match format "date-time"/],
])("%s is no former report", (_, text, said) => {
  writeFileSync("report.json", text);
  expect(() => readReport("report.json")).toThrow(said);
});

test("what is in a report and in its schema is the same", () => {
  const former = makeReport({ ...audit, at: "2027-03-01T00:00:00Z" }, [], []);
  const runs = [{ scanner: "testssl.sh", outcome: "missing", figures: {}, findings: [] }] as const;
  const full = [report, makeReport({ ...audit, scanners: runs }, decisions, falseFindings, former)];
  expect(full.flatMap(reportMistakes)).toEqual([]);
  // Every property that the schema allows stands somewhere in these two.
  const schema = JSON.parse(
    readFileSync(path.join(__dirname, "../../../../audit/report/schema/audit-report.schema.json"), "utf8"),
  ) as Record<string, unknown>;
  const named = (node: unknown): string[] => {
    if (typeof node !== "object" || node === null) return [];
    const { properties = {}, ...rest } = node as { properties?: Record<string, unknown> };
    return [
      ...Object.keys(properties),
      ...[...Object.values(properties), ...Object.values(rest)].flatMap(named),
    ];
  };
  const keys = (value: unknown): string[] =>
    typeof value !== "object" || value === null
      ? []
      : [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keys)];
  const seen = new Set(keys(full));
  expect(named(schema).filter((name) => !seen.has(name))).toEqual([]);
});
