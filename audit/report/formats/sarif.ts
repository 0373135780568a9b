import type { Log, ReportingDescriptor, Result, Run, Suppression } from "sarif";
import type { AuditCheck } from "../../../components/audit/check";
import type { Severity } from "../../../components/audit/severity";
import { PRACTICES } from "../../../policies/core/practices";
import { LEVEL, sarifLog, SECURITY_SEVERITY } from "../../../policies/report/sarifLog";
import { ownSource } from "../collectFindings";
import type { Report, ReportedFinding } from "../model";
import { place } from "./wording";

/** What is worth knowing is no weakness: it has no number to be sorted by. */
const level = (severity: Severity): Result.level => (severity === "info" ? "note" : LEVEL[severity]);

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

type About = Pick<AuditCheck, "severity" | "practice" | "standards">;

function properties({ severity, practice, standards }: About): ReportingDescriptor["properties"] {
  const practices = [PRACTICES[practice - 1]!];
  return {
    severity,
    ...(severity !== "info" && { "security-severity": SECURITY_SEVERITY[severity] }),
    tags: ["security", ...practices],
    practices,
    ...standards,
  };
}

function ofCheck(check: AuditCheck): ReportingDescriptor {
  return {
    id: check.id,
    shortDescription: { text: sentence(check.title) },
    fullDescription: { text: sentence(check.why) },
    help: { text: `${sentence(check.mend)} Source: ${check.source}` },
    defaultConfiguration: { level: level(check.severity) },
    properties: properties(check),
  };
}

function ofFinding(finding: ReportedFinding): ReportingDescriptor {
  return {
    id: finding.rule,
    shortDescription: { text: sentence(finding.title) },
    help: { text: sentence(finding.mend) },
    defaultConfiguration: { level: level(finding.severity) },
    properties: properties(finding),
  };
}

function suppressions({ state, reason, owner, until }: ReportedFinding): Suppression[] {
  if (state !== "accepted" && state !== "false") return [];
  return [
    {
      kind: "external",
      status: "accepted",
      ...(reason !== undefined && { justification: reason }),
      properties: {
        state,
        ...(until !== undefined && { expires: until }),
        ...(owner !== undefined && { owner }),
      },
    },
  ];
}

/** How a result differs from the former audit's; on all results, or on none (SARIF 2.1.0, 3.27.24). */
function baseline(
  { state, firstSeen }: ReportedFinding,
  { at, comparison }: Report,
): Result["baselineState"] {
  if (!comparison) return undefined;
  if (state === "mended") return "absent";
  return firstSeen === at ? "new" : "unchanged";
}

function result(finding: ReportedFinding, ruleIndex: number, report: Report): Result {
  const { id, rule, host, subject, title, evidence, mend, kind, severity } = finding;
  const baselineState = baseline(finding, report);
  return {
    ruleId: rule,
    ruleIndex,
    message: { text: `${place(finding)}: ${sentence(title)} ${sentence(evidence)} ${sentence(mend)}` },
    kind: kind === "unknown" ? "open" : "fail",
    level: kind === "unknown" ? "none" : level(severity),
    locations: [
      {
        logicalLocations: [
          {
            name: subject ?? host,
            fullyQualifiedName: subject === undefined ? host : `${host}/${subject}`,
            kind: "resource",
          },
        ],
        // Code scanning wants a file: that of the stack, which the host is declared in.
        physicalLocation: {
          artifactLocation: { uri: encodeURI(`Pulumi.${report.stack.split("/").at(-1)!}.yaml`) },
          region: { startLine: 1 },
        },
      },
    ],
    fingerprints: { "findingId/v1": id },
    ...(baselineState && { baselineState }),
    // Present on every result where any has one (SARIF 2.1.0, 3.27.23).
    suppressions: suppressions(finding),
    properties: {
      severity,
      state: finding.state,
      firstSeen: finding.firstSeen,
      ...(finding.owner !== undefined && { owner: finding.owner }),
    },
  };
}

/** A run of SARIF for each tool: the audit's own checks, and each scanner. */
function runOf(source: string, version: string | undefined, report: Report): Run {
  const findings = report.findings.filter((finding) => finding.source === source);
  const rules = new Map<string, ReportingDescriptor>(
    source === ownSource ? report.checks.map((check) => [check.id, ofCheck(check)]) : [],
  );
  for (const finding of findings) if (!rules.has(finding.rule)) rules.set(finding.rule, ofFinding(finding));
  const indexes = new Map([...rules.keys()].map((rule, index) => [rule, index]));
  return {
    tool: {
      driver: {
        name: source === ownSource ? "portcullis-audit" : source,
        ...(version !== undefined && { version }),
        rules: [...rules.values()],
      },
    },
    // Tells the runs of one upload apart, and the same run of the next one.
    automationDetails: { id: `portcullis-audit/${report.stack}/${source}/` },
    results: findings.map((finding) => result(finding, indexes.get(finding.rule)!, report)),
    properties: { stack: report.stack, at: report.at, score: report.score },
    columnKind: "utf16CodeUnits",
  };
}

/**
 * A report as SARIF 2.1.0; what is right is left out.
 *
 * @param version - Portcullis's own
 */
export function sarif(report: Report, version: string): Log {
  const versions = new Map([
    [ownSource, version],
    ...report.scanners.map((run) => [run.scanner, run.version] as const),
  ]);
  const ran = report.scanners.filter(({ outcome }) => outcome === "ran").map(({ scanner }) => scanner);
  const sources = new Set([ownSource, ...ran, ...report.findings.map(({ source }) => source)]);
  return sarifLog([...sources].map((source) => runOf(source, versions.get(source), report)));
}
