import type { Practice, Standards } from "../../../components/audit/check";
import type { Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";

/** What Lynis found out about one host. */
export interface LynisResult {
  /** From 0 to 100: its points out of those that it could give. */
  readonly index: number;
  readonly tests: number;
  readonly warnings: number;
  readonly suggestions: number;
  readonly findings: readonly Finding[];
}

/** Practices by the group of Lynis' tests. All others are about how audits are kept up: 8. */
const practices: Readonly<Record<string, Practice>> = {
  ...{ HTTP: 1, CRYP: 1 },
  ...{ AUTH: 2, HOME: 2, SHLL: 2, BANN: 2 },
  ...{ LOGG: 5, ACCT: 5, TIME: 5, FINT: 5 },
  ...{ PKGS: 6 },
  ...{ FIRE: 7, NETW: 7, NAME: 7, SSH: 7, KRNL: 7 },
};

/** One entry of a list in Lynis' report: test, text, details and solution, with `-` for what is not said. */
function entries(report: string, list: "warning" | "suggestion"): string[][] {
  return report
    .split("\n")
    .filter((line) => line.startsWith(`${list}[]=`))
    .map((line) => line.slice(list.length + 3).split("|"));
}

const said = (text: string | undefined): string | undefined =>
  text === undefined || text === "-" || text === "" ? undefined : text;

/**
 * Reads Lynis' report file.
 *
 * @param report - the file's text
 * @param host - name of the host
 * @throws Error where it has no hardening index
 */
export function parseLynis(report: string, host: string): LynisResult {
  const value = (key: string): string | undefined => new RegExp(`^${key}=(.*)$`, "m").exec(report)?.[1];
  const index = value("hardening_index");
  if (index === undefined) throw new Error("Lynis did not finish: its report has no hardening index");
  const findings = new Map<string, Finding>();
  const add = (severity: Severity, [rule = "", text = "", details, solution]: string[]): void => {
    const where = said(details)?.replace(/ \(set .*\)$/, "");
    const known = (subject: string | undefined): boolean =>
      findings.has(findingId({ source: "Lynis", rule, host, subject }));
    const subject = known(where) ? text : where;
    const at = { source: "Lynis", rule, host, ...(subject === undefined ? {} : { subject }) };
    const id = findingId(at);
    const standards: Standards = { pciDss4: ["2.2.1"] };
    const practice = practices[rule.split("-")[0]!] ?? 8;
    const mend = said(solution)?.replace(/^text:/, "") ?? `See https://cisofy.com/lynis/controls/${rule}/`;
    findings.set(id, {
      ...at,
      id,
      severity,
      title: text,
      evidence: said(details) ?? text,
      mend,
      practice,
      standards,
    });
  };
  const warnings = entries(report, "warning");
  const suggestions = entries(report, "suggestion");
  for (const entry of warnings) add("medium", entry);
  // `LYNIS` is about the program itself.
  for (const entry of suggestions) add(entry[0] === "LYNIS" ? "info" : "low", entry);
  return {
    index: Number(index),
    tests: (value("tests_executed") ?? "").split("|").filter(Boolean).length,
    warnings: warnings.length,
    suggestions: suggestions.length,
    findings: [...findings.values()],
  };
}
