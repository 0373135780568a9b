import { createHash } from "node:crypto";
import type { Location, Log, ReportingDescriptor, Result, Suppression } from "sarif";
import type { Standing } from "../core/exemptions";
import { place } from "../core/message";
import type { Rule } from "../core/rule";
import { count, type Report, type Row } from "./report";
import { LEVEL, sarifLog, SECURITY_SEVERITY, sentence } from "./sarifLog";

function descriptor(rule: Rule): ReportingDescriptor {
  const { practices, ...standards } = rule.maps;
  return {
    id: rule.id,
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: sentence(rule.why) },
    help: {
      text: `${sentence(rule.mend)} Why: ${rule.why}.`,
      markdown: `**Mend:** ${rule.mend}.\n\n**Why:** ${rule.why}.`,
    },
    defaultConfiguration: { level: LEVEL[rule.severity] },
    properties: {
      severity: rule.severity,
      "security-severity": SECURITY_SEVERITY[rule.severity],
      tags: ["security", ...practices],
      practices,
      ...standards,
    },
  };
}

function locations(row: Row, report: Report): Location[] {
  const { urn, name, type } = row.resource;
  const position = report.positions.get(urn);
  return [
    {
      logicalLocations: [{ name, fullyQualifiedName: urn, kind: "resource", properties: { type } }],
      ...(position && {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(position.file) },
          region: { startLine: position.line },
        },
      }),
    },
  ];
}

function suppression({ exemption }: Standing): Suppression {
  return {
    kind: "external",
    status: "accepted",
    justification: exemption.reason,
    properties: { expires: exemption.expires },
  };
}

function results(row: Row, report: Report, ruleIndex: number): Result[] {
  const common = (text: string, path: string): Result => ({
    ruleId: row.rule.id,
    ruleIndex,
    message: { text },
    locations: locations(row, report),
    // The same finding is the same in the next run, whatever else changed.
    partialFingerprints: {
      "ruleResourcePath/v1": createHash("sha256")
        .update([row.rule.id, row.resource.urn, path].join("\n"))
        .digest("hex"),
    },
    // Present on every result where any has one (SARIF 2.1.0, 3.27.23).
    suppressions: row.outcome === "exempt" ? [suppression(row.exemption!)] : [],
    properties: { level: row.level },
  });
  if (row.outcome === "undecided") {
    return row.undecided.map((path) => ({
      ...common(`${row.resource.name}: ${path} is not known here.`, path),
      kind: "open",
      level: "none",
    }));
  }
  return row.findings.map((finding) => ({
    ...common(`${place(row, finding)}. ${sentence(row.rule.mend)}`, finding.path),
    kind: "fail",
    level: row.blocks ? "error" : row.rule.severity === "low" ? "note" : "warning",
  }));
}

/** The report as SARIF 2.1.0; resources that are in order are counted only. */
export function sarif(report: Report, version: string): Log {
  const indexes = new Map(report.rules.map((rule, at) => [rule, at]));
  return sarifLog([
    {
      tool: {
        driver: {
          name: "portcullis-policies",
          semanticVersion: version,
          rules: report.rules.map(descriptor),
        },
      },
      results: report.rows
        .filter(({ outcome }) => outcome !== "passed")
        .flatMap((row) => results(row, report, indexes.get(row.rule)!)),
      properties: { stack: report.stack, counts: count(report.rows) },
      columnKind: "utf16CodeUnits",
    },
  ]);
}
