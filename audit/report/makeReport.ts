import type { Practice } from "../../components/audit/check";
import { severities, type Severity } from "../../components/audit/severity";
import { PRACTICES } from "../../policies/core/practices";
import type { Audit } from "../model/audit";
import type { Decision } from "../model/decision";
import type { FalseFinding } from "../model/scanner";
import { collectFindings } from "./collectFindings";
import { compare, firstSeen, history, unseen } from "./compare";
import { Decisions } from "./decide";
import { legibleAudit } from "./legible";
import {
  type PracticeResult,
  type Report,
  type ReportedFinding,
  type ReportedHost,
  type ReportedRun,
  reportVersion,
  type SeverityCounts,
} from "./model";
import { countChecks, judge, type Judged, score } from "./score";
import { standardResults } from "./standards";

/** How many findings are open, by severity. */
function countOpen(findings: readonly ReportedFinding[]): SeverityCounts {
  const count = (wanted: Severity): number =>
    findings.filter(({ state, severity }) => state === "open" && severity === wanted).length;
  return Object.fromEntries(severities.map((one) => [one, count(one)])) as Record<Severity, number>;
}

const practices = PRACTICES.map((name, index) => ({ name, practice: (index + 1) as Practice }));

const inPractice = (checks: readonly Judged[], wanted: Practice): Judged[] =>
  checks.filter(({ check }) => check.practice === wanted);

function reportHost({ checks }: Audit, { host, results }: Audit["hosts"][number]): ReportedHost {
  const all = judge(checks, results);
  const ofPractices = practices
    .map(({ practice }) => ({ practice, checks: inPractice(all, practice) }))
    .filter((one) => one.checks.length > 0)
    .map((one) => ({ practice: one.practice, score: score(one.checks), ...countChecks(one.checks) }));
  return { host, score: score(all), checks: countChecks(all), practices: ofPractices, results };
}

function reportPractices(all: readonly Judged[], findings: readonly ReportedFinding[]): PracticeResult[] {
  return practices.map(({ practice, name }) => {
    const checks = inPractice(all, practice);
    return {
      practice,
      name,
      ...(checks.length > 0 && { score: score(checks) }),
      checks: countChecks(checks),
      open: countOpen(findings.filter((finding) => finding.practice === practice)),
    };
  });
}

function reportRun({ findings, ...run }: Audit["scanners"][number]): ReportedRun {
  return { ...run, found: findings.length };
}

const states = ["open", "accepted", "false", "mended"];

/** Open ones first, the worst of them first of all. */
function inOrder(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return [...findings].sort(
    (a, b) =>
      states.indexOf(a.state) - states.indexOf(b.state) ||
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      a.practice - b.practice ||
      (a.id < b.id ? -1 : 1),
  );
}

/**
 * Makes the report on an audit. Its texts are legible: control characters and what looks like a secret are replaced.
 *
 * @param given - what the audit found out
 * @param decisions - what people decided of findings
 * @param falseFindings - scanners' findings that are none
 * @param former - the report on the audit before. Default: there is none
 * @throws Error where there is a result of a check that was not asked
 */
export function makeReport(
  given: Audit,
  decisions: readonly Decision[],
  falseFindings: readonly FalseFinding[],
  former?: Report,
): Report {
  const audit = legibleAudit(given);
  const { stack, at, seconds, checks, hosts } = audit;
  const found = collectFindings(audit);
  const { mended, carried } = unseen(former, found, audit);
  const decided = new Decisions({ decisions, falseFindings, day: at.slice(0, 10) });
  const since = firstSeen(former);
  const present = [...found, ...carried].map((finding): ReportedFinding => ({
    ...finding,
    ...decided.of(finding),
    firstSeen: since.get(finding.id) ?? at,
  }));
  const findings = inOrder([...present, ...mended]);
  const all = hosts.flatMap(({ results }) => judge(checks, results));
  const seen = { checks, results: hosts.flatMap(({ results }) => results), findings };
  const standards = {
    owaspApi: standardResults("owaspApi", seen),
    cisDebian12: standardResults("cisDebian12", seen),
    pciDss4: standardResults("pciDss4", seen),
  };
  const total = score(all);
  const comparison = compare({ score: total, findings }, former);
  const open = countOpen(findings);
  return {
    version: reportVersion,
    stack,
    at,
    seconds,
    score: total,
    open,
    ...(comparison && { comparison }),
    practices: reportPractices(all, findings),
    hosts: hosts.map((host) => reportHost(audit, host)),
    findings,
    scanners: audit.scanners.map(reportRun),
    standards,
    notices: decided.notices,
    history: history(former, { at, score: total, open }),
    checks,
  };
}
