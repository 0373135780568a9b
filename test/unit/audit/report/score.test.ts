import { makeReport } from "../../../../audit/report/makeReport";
import { judge, score, type Status } from "../../../../audit/report/score";
import type { Severity } from "../../../../components/audit/severity";
import { audit, check, ran, scanned } from "./example";

function scoreOf(...given: [severity: Severity, ...statuses: Status[]][]): number {
  const checks = given.map(([severity], index) => check({ id: `check-${index}`, severity }));
  const results = given.flatMap(([, ...statuses], index) =>
    statuses.map((status) => ({ check: `check-${index}`, status, evidence: "" })),
  );
  return score(judge(checks, results));
}

test("the score is the share of what passed, by weight", () => {
  expect(scoreOf(["critical", "pass"], ["high", "pass"], ["medium", "pass"], ["low", "pass"])).toBe(100);
  expect(scoreOf(["critical", "fail"], ["high", "pass"], ["medium", "pass"], ["low", "pass"])).toBe(44);
  expect(scoreOf(["critical", "pass"], ["low", "fail"])).toBe(91);
  expect(scoreOf(["critical", "fail"])).toBe(0);
});

test("a check counts once, as wrong where one of its answers is, and unknown is no better", () => {
  expect(scoreOf(["high", "pass", "pass", "fail"], ["high", "pass"])).toBe(50);
  expect(scoreOf(["high", "unknown", "pass"], ["high", "pass"])).toBe(50);
  expect(scoreOf(["high", "fail", "fail", "fail"], ["high", "pass"])).toBe(50);
});

test("what is only worth knowing has no weight", () => {
  expect(scoreOf(["info", "fail"], ["low", "pass"])).toBe(100);
  expect(scoreOf(["info", "fail"])).toBe(100);
  expect(scoreOf()).toBe(100);
});

const report = makeReport(audit, [], []);

test("each host, each practice and the whole have a score", () => {
  expect(report.score).toBe(81);
  expect(report.hosts.map(({ host, score: own, checks }) => [host, own, checks])).toEqual([
    ["api-1", 78, { pass: 3, fail: 1, unknown: 1 }],
    ["api-2", 84, { pass: 4, fail: 1, unknown: 0 }],
  ]);
  expect(report.practices.map(({ practice, name, score: own }) => [practice, name, own])).toEqual([
    [1, "HTTPS everywhere", 50],
    [2, "Authentication and authorization", 100],
    [3, "Input validation", undefined],
    [4, "Rate limiting and throttling", undefined],
    [5, "Monitoring and logging", undefined],
    [6, "Updates", 50],
    [7, "Firewalls and gateways", 92],
    [8, "Security audits", undefined],
  ]);
});

test("each requirement says which checks speak of it, and what they came to on all hosts", () => {
  const { owaspApi, cisDebian12, pciDss4 } = report.standards;
  expect(cisDebian12.map(({ id, result }) => [id, result])).toEqual([
    ["1.2.2.1", "unknown"],
    ["2.1.21", "fail"],
    ["5.1.19", "pass"],
  ]);
  expect(pciDss4.map(({ id }) => id)).toEqual(["1.2.5", "2.2.4", "4.2.1", "6.3.3", "8.3.1"]);
  expect(pciDss4.find(({ id }) => id === "2.2.4")).toEqual({
    id: "2.2.4",
    result: "fail",
    checks: [{ check: "listening-sockets", status: "fail" }],
    findings: [],
  });
  expect(owaspApi).toHaveLength(10);
  expect(owaspApi.at(-1)).toMatchObject({ id: "API10:2023", result: "notLookedAt" });
  expect(owaspApi.find(({ id }) => id === "API8:2023")).toMatchObject({
    title: "Security Misconfiguration",
    result: "fail",
    findings: ["testssl.sh/BREACH/api-1/443/tcp"],
  });
});

test("a scanner's open finding fails a requirement that all checks pass, a false one does not", () => {
  const found = scanned({
    source: "x",
    rule: "y",
    host: "api-1",
    standards: { pciDss4: ["8.3.1", "9.9.9"] },
  });
  const scanners = [ran("x", [found])];
  const results = (given: Parameters<typeof makeReport>[2]): string[] =>
    makeReport({ ...audit, scanners }, [], given)
      .standards.pciDss4.filter(({ id }) => id === "8.3.1" || id === "9.9.9")
      .map(({ result }) => result);
  expect(results([])).toEqual(["fail", "fail"]);
  expect(results([{ scanner: "x", rule: "y", reason: "none", until: "2030-01-01" }])).toEqual(["pass"]);
});
