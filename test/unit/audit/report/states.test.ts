import { failing } from "../../../../audit/report/failing";
import { makeReport } from "../../../../audit/report/makeReport";
import type { Report, ReportedFinding } from "../../../../audit/report/model";
import type { Decision } from "../../../../audit/model/decision";
import type { ScannerRun } from "../../../../audit/model/scanner";
import { audit, check, decisions, falseFindings, ran, scanned } from "./example";

const report = makeReport(audit, decisions, falseFindings);

function finding({ findings }: Report, id: string): ReportedFinding | undefined {
  return findings.find((one) => one.id === id);
}

const states = ({ findings }: Report): [id: string, state: string][] =>
  findings.map(({ id, state, kind }) => [id, kind === "unknown" ? `${state}, unknown` : state]);

test("each finding has its state, worst open ones first", () => {
  expect(states(report)).toEqual([
    ["portcullis/tls-protocols/api-2/443/tcp", "open"],
    ["portcullis/security-updates/api-1", "open, unknown"],
    ["portcullis/listening-sockets/api-1/8888/tcp", "open"],
    ["testssl.sh/DNS_CAArecord/api-1/api.example.com", "open"],
    ["portcullis/listening-sockets/api-1/9999/udp", "accepted"],
    ["testssl.sh/BREACH/api-1/443/tcp", "false"],
  ]);
  expect(report.open).toEqual({ critical: 0, high: 2, medium: 1, low: 1, info: 0 });
});

test("a failed check is a finding of its severity, with its mend and its standards", () => {
  expect(finding(report, "portcullis/tls-protocols/api-2/443/tcp")).toEqual({
    id: "portcullis/tls-protocols/api-2/443/tcp",
    source: "portcullis",
    rule: "tls-protocols",
    host: "api-2",
    subject: "443/tcp",
    severity: "high",
    title: "Failed: Only TLS 1.2 and 1.3 are spoken",
    evidence: "TLSv1.1 is spoken",
    mend: "Set edge.tls.profile to intermediate or modern",
    practice: 1,
    standards: { owaspApi: ["API8:2023"], pciDss4: ["4.2.1"] },
    kind: "fail",
    state: "open",
    firstSeen: audit.at,
    owner: "web",
  });
});

test("open findings from the threshold on fail an audit, what is unknown among them", () => {
  const ids = (threshold: Parameters<typeof failing>[1]): string[] =>
    failing(report, threshold).map(({ rule }) => rule);
  expect(ids("critical")).toEqual([]);
  expect(ids("high")).toEqual(["tls-protocols", "security-updates"]);
  expect(ids("medium")).toEqual(["tls-protocols", "security-updates", "listening-sockets"]);
  expect(ids("low")).toHaveLength(4);
});

test("a check that was asked and that nobody answered is unknown on every host", () => {
  const asked = { ...audit, checks: [...audit.checks, check({ id: "forgotten", severity: "critical" })] };
  const found = failing(makeReport(asked, [], []), "critical");
  expect(found.map(({ id, kind }) => [id, kind])).toEqual([
    ["portcullis/forgotten/api-1", "unknown"],
    ["portcullis/forgotten/api-2", "unknown"],
  ]);
});

test("an answer to what was not asked is a mistake of the audit", () => {
  const hosts = [{ host: "a", results: [{ check: "unheard", status: "fail", evidence: "" }] }] as const;
  expect(() => makeReport({ ...audit, hosts }, [], [])).toThrow(
    "a answers unheard, which is not among the checks",
  );
});

test("two words about the same thing are one finding: the worse one, with both evidences", () => {
  const about = { source: "nmap", rule: "open", host: "api-1", subject: "1/tcp" };
  const runs = [
    ran("nmap", [scanned({ ...about, severity: "low", evidence: "seen by IPv4" })]),
    ran("nmap", [scanned({ ...about, severity: "high", evidence: "seen by IPv6" })]),
  ];
  const found = makeReport({ ...audit, scanners: runs }, [], []).findings.filter(
    ({ rule }) => rule === "open",
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ severity: "high", evidence: "seen by IPv6\nseen by IPv4" });
});

describe("decisions", () => {
  const id = "portcullis/listening-sockets/api-1/8888/tcp";
  const accepted: Decision = { finding: id, state: "accepted", reason: "Known", until: "2027-03-03" };
  const decided = (given: readonly Decision[]): ReportedFinding => finding(makeReport(audit, given, []), id)!;

  test("the day that is named is the first on which it counts again", () => {
    expect(decided([accepted]).state).toBe("accepted");
    expect(decided([{ ...accepted, until: "2027-03-02" }]).state).toBe("open");
  });

  test("an expired one and one that nothing needs are told", () => {
    expect(report.notices).toEqual([
      "portcullis/tls-protocols/api-2/443/tcp counts again: it was accepted until 2027-03-01 (The till still speaks TLS 1.1)",
      "testssl.sh/ROBOT/*: no finding needs this decision any more",
    ]);
    expect(makeReport(audit, [accepted], []).notices).toEqual([]);
  });

  test("* stands for any text, and for nothing else", () => {
    expect(decided([{ ...accepted, finding: "portcullis/listening-sockets/*" }]).state).toBe("accepted");
    expect(decided([{ ...accepted, finding: "*8888*" }]).state).toBe("accepted");
    expect(decided([{ ...accepted, finding: "portcullis/listening-sockets" }]).state).toBe("open");
    expect(decided([{ ...accepted, finding: "portcullis/listening.sockets/*" }]).state).toBe("open");
  });

  test("the one without * speaks first, whoever stands above", () => {
    const all: Decision = { ...accepted, finding: "portcullis/*", owner: "everybody" };
    expect(decided([all, { finding: id, state: "open" }])).toMatchObject({
      state: "open",
      owner: "everybody",
    });
    expect(decided([all, { finding: id, state: "open", owner: "ops" }]).owner).toBe("ops");
  });

  test("an expired one gives way to one that holds", () => {
    const all: Decision = { ...accepted, finding: "portcullis/*", until: "2028-01-01" };
    expect(decided([{ ...accepted, until: "2027-01-01" }, all])).toMatchObject({
      state: "accepted",
      until: "2028-01-01",
    });
  });

  test("a listed false finding counts again after its day, and that is told", () => {
    const late = { ...audit, at: "2027-12-31T00:00:00Z" };
    const later = makeReport(late, [], falseFindings);
    expect(finding(later, "testssl.sh/BREACH/api-1/443/tcp")!.state).toBe("open");
    expect(later.notices).toEqual([
      "testssl.sh BREACH counts again: it was listed as false until 2027-12-31 (Answers of the API are not compressed)",
    ]);
  });
});

describe("the former report", () => {
  const next = { ...audit, at: "2027-03-03T04:05:06Z" };
  const mendedHosts = audit.hosts.map(({ host, results }) => ({
    host,
    results: results.map((result) => ({
      ...result,
      status: result.check === "tls-protocols" ? ("pass" as const) : result.status,
    })),
  }));
  const withRuns = (...scanners: ScannerRun[]): Report =>
    makeReport({ ...next, scanners }, decisions, falseFindings, report);
  const dns = "testssl.sh/DNS_CAArecord/api-1/api.example.com";

  test("what is gone is mended once, and what is new is new", () => {
    const added = { check: "ssh-passwords", subject: "sshd", status: "fail" as const, evidence: "yes" };
    const hosts = [{ host: "api-1", results: [...mendedHosts[0]!.results, added] }, mendedHosts[1]!];
    const second = makeReport({ ...next, hosts }, decisions, falseFindings, report);
    expect(second.comparison).toEqual({
      at: report.at,
      score: 81,
      change: second.score - 81,
      new: ["portcullis/ssh-passwords/api-1/sshd"],
      stillOpen: expect.arrayContaining([dns]) as string[],
      mended: ["portcullis/tls-protocols/api-2/443/tcp"],
    });
    expect(finding(second, "portcullis/tls-protocols/api-2/443/tcp")!.state).toBe("mended");
    expect(failing(second, "info").map(({ state }) => state)).not.toContain("mended");
    expect(finding(second, dns)!.firstSeen).toBe(audit.at);
    const third = makeReport(
      { ...next, hosts, at: "2027-03-04T00:00:00Z" },
      decisions,
      falseFindings,
      second,
    );
    expect(finding(third, "portcullis/tls-protocols/api-2/443/tcp")).toBeUndefined();
  });

  test("what comes back after it was mended is new, and so is its first day", () => {
    const second = makeReport({ ...next, hosts: mendedHosts }, [], [], report);
    const third = makeReport({ ...audit, at: "2027-03-04T00:00:00Z" }, [], [], second);
    expect(third.comparison!.new).toContain("portcullis/tls-protocols/api-2/443/tcp");
    expect(finding(third, "portcullis/tls-protocols/api-2/443/tcp")!.firstSeen).toBe("2027-03-04T00:00:00Z");
  });

  test.each(["missing", "failed", "notAsked"] as const)(
    "what a scanner of which it is said %s found stays open",
    (outcome) => {
      const second = withRuns({ scanner: "testssl.sh", outcome, figures: {}, findings: [] });
      expect(finding(second, dns)).toMatchObject({ state: "open", carried: true, firstSeen: audit.at });
      expect(second.comparison!.mended).toEqual([]);
      // Its decisions hold for it still.
      expect(finding(second, "testssl.sh/BREACH/api-1/443/tcp")!.state).toBe("false");
    },
  );

  test("what one of two runs found is not mended while the other one failed", () => {
    const other: ScannerRun = { scanner: "testssl.sh", outcome: "failed", figures: {}, findings: [] };
    expect(finding(withRuns(ran("testssl.sh", []), other), dns)!.state).toBe("open");
    const away: ScannerRun = { ...other, outcome: "inapplicable" };
    expect(finding(withRuns(ran("testssl.sh", []), away), dns)!.state).toBe("mended");
  });

  test("its history goes on", () => {
    const second = makeReport(next, decisions, falseFindings, report);
    expect(second.history.map(({ at, score }) => [at, score])).toEqual([
      [audit.at, 81],
      [next.at, 81],
    ]);
    // A second report on the same audit has it once.
    expect(makeReport(next, [], [], second).history.map(({ at }) => at)).toEqual([audit.at, next.at]);
  });
});
