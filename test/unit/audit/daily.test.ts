import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { CheckResult } from "../../../components/audit/result";

interface AuditEvent {
  message: string;
  event: { action: string; outcome: string };
  rule?: { id: string; name: string };
  portcullis: { audit: Record<string, unknown> };
}

const script = "components/audit/assets/portcullis-audit.py";
const checks = {
  grave: { title: "Grave", severity: "critical" },
  strong: { title: "Strong", severity: "high" },
  slight: { title: "Slight", severity: "low" },
};
let folder: string;
const file = (name: string): string => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "daily-"));
  const settings = {
    dataset: "portcullis.audit",
    log: file("audit.ndjson"),
    inside: file("inside.py"),
    expectations: file("expectations.json"),
    state: file("last.json"),
    checks,
  };
  writeFileSync(file("settings.json"), JSON.stringify(settings));
});
afterEach(() => rmSync(folder, { recursive: true }));

const one = (check: keyof typeof checks, status: CheckResult["status"], subject?: string): CheckResult => ({
  check,
  status,
  subject,
  evidence: `${check} is ${status}`,
});

/** One audit that finds this; what it tells. */
function audit(score: number, ...results: CheckResult[]): [AuditEvent, ...AuditEvent[]] {
  writeFileSync(file("inside.py"), `print(${JSON.stringify(JSON.stringify({ score, results }))})`);
  expect(run()).toBe(0);
  return events();
}

const run = (): number | null => spawnSync("python3", ["-I", script, file("settings.json")]).status;

function events(): [AuditEvent, ...AuditEvent[]] {
  const lines = readFileSync(file("audit.ndjson"), "utf8").trim().split("\n");
  rmSync(file("audit.ndjson"));
  return lines.map((line) => JSON.parse(line) as AuditEvent) as [AuditEvent, ...AuditEvent[]];
}

const good = [one("grave", "pass"), one("strong", "pass"), one("slight", "pass")];
const trend = (found: AuditEvent[]): unknown => found[0]!.portcullis.audit.trend;

test("a check counts once, however many things fail it, and each of these is told", () => {
  const [summary, ...found] = audit(
    60,
    one("grave", "pass"),
    one("strong", "unknown", "a"),
    one("strong", "fail", "b"),
    one("slight", "unknown"),
  );
  expect(summary.portcullis.audit).toEqual({
    score: 60,
    trend: "first",
    passed: 1,
    failed: 1,
    unknown: 1,
    failed_checks: ["slight", "strong"],
    new_failures: [],
    critical: 0,
    high: 1,
    medium: 0,
    low: 1,
    info: 0,
  });
  expect(
    found.map(({ event, rule, portcullis, message }) => [event.outcome, rule, portcullis.audit, message]),
  ).toEqual([
    ["unknown", { id: "strong", name: "Strong" }, { severity: "high", subject: "a" }, "strong is unknown"],
    ["failure", { id: "strong", name: "Strong" }, { severity: "high", subject: "b" }, "strong is fail"],
    ["unknown", { id: "slight", name: "Slight" }, { severity: "low" }, "slight is unknown"],
  ]);
});

test("worse is a lower score, and a grave failure that is new whatever the score", () => {
  expect(trend(audit(90, ...good))).toBe("first");
  expect(trend(audit(90, ...good))).toBe("same");
  expect(trend(audit(89, ...good))).toBe("worse");
  expect(trend(audit(95, ...good))).toBe("better");
  expect(trend(audit(95, one("slight", "fail")))).toBe("same");
  const [swapped] = audit(95, one("strong", "unknown"));
  expect(swapped.portcullis.audit).toMatchObject({
    trend: "worse",
    score_change: 0,
    new_failures: ["strong"],
  });
  expect(trend(audit(95, one("strong", "fail")))).toBe("same");
});

test.each([
  ["ends with an error", "raise SystemExit('out of order')", "out of order"],
  ["says nothing", "", "JSONDecodeError"],
  [
    "knows a check that nobody else does",
    `print('{"score": 1, "results": [{"check": "other", "status": "fail", "evidence": ""}]}')`,
    "other",
  ],
])("an audit that %s is told of, and forgotten", (_, text, reason) => {
  audit(90, ...good);
  writeFileSync(file("inside.py"), text);
  expect(run()).toBe(1);
  const [failure, ...more] = events();
  expect(failure).toMatchObject({
    message: expect.stringContaining(reason) as string,
    event: { action: "audit", outcome: "failure" },
    portcullis: { audit: { trend: "unknown" } },
  });
  expect(more).toEqual([]);
  expect(trend(audit(90, ...good))).toBe("same");
});

test("a log that has grown is begun anew, with the old one beside it", () => {
  writeFileSync(file("audit.ndjson"), "x".repeat(2_000_001));
  expect(audit(90, ...good)).toHaveLength(1);
  expect(readFileSync(file("audit.ndjson.1"))).toHaveLength(2_000_001);
});
