import { SaxesParser } from "saxes";
import type { Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";

const risks: Readonly<Record<string, Severity>> = {
  High: "high",
  Medium: "medium",
  Low: "low",
  Information: "info",
};

/** Text without the markup that Burp writes it with. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/**
 * Reads Burp's XML report (portswigger.net/burp/documentation/desktop/running-scans/reporting-results). Requests and
 * answers in it are left where they are: they hold tokens.
 *
 * @param xml - the report
 * @param host - name of the host
 * @throws Error where it is no such report
 */
export function parseBurp(xml: string, host: string): Finding[] {
  const issues = issuesOf(xml);
  const alike = new Map<string, Map<string, string>[]>();
  for (const issue of issues) {
    const key = `${issue.get("type")} ${issue.get("host")}`;
    alike.set(key, [...(alike.get(key) ?? []), issue]);
  }
  return [...alike.values()].map((group) => toFinding(group, host));
}

function issuesOf(xml: string): Map<string, string>[] {
  const issues: Map<string, string>[] = [];
  const parser = new SaxesParser();
  const open: string[] = [];
  parser.on("opentag", ({ name }) => {
    open.push(name);
    if (name === "issue") issues.push(new Map());
  });
  const take = (text: string): void => {
    const [root, issue, field] = open;
    if (open.length !== 3 || root !== "issues" || issue !== "issue") return;
    const current = issues.at(-1)!;
    current.set(field!, (current.get(field!) ?? "") + text);
  };
  parser.on("text", take);
  parser.on("cdata", take);
  let root: string | undefined;
  parser.on("closetag", () => (root = open.pop()));
  parser.write(xml).close();
  if (root !== "issues") throw new Error(`Burp's report begins with ${root ?? "nothing"}, not with issues`);
  return issues;
}

function toFinding(group: readonly Map<string, string>[], host: string): Finding {
  const [first] = group;
  const field = (name: string): string => plain(first!.get(name) ?? "");
  const site = new URL(field("host")).host;
  const at = { source: "Burp Suite", rule: `${field("type")} ${field("name")}`, host, subject: site };
  const places = [...new Set(group.map((one) => plain(one.get("location") ?? one.get("path") ?? "")))];
  const severities = group.map((one) => risks[plain(one.get("severity") ?? "")] ?? "info");
  const worst = (["high", "medium", "low", "info"] as const).find((one) => severities.includes(one))!;
  const cwe = [...field("vulnerabilityClassifications").matchAll(/CWE-\d+/g)].map(([id]) => id);
  const shown = places.slice(0, 3);
  const more = places.length - shown.length;
  return {
    ...at,
    id: findingId(at),
    severity: worst,
    title: field("name"),
    evidence: [
      ...shown,
      ...(more > 0 ? [`${more} more`] : []),
      `confidence ${field("confidence")}`,
      ...new Set(cwe),
    ].join("; "),
    mend: field("remediationBackground") || field("remediationDetail") || "See Burp's page of this issue.",
    practice: 3,
    standards: { owaspApi: ["API8:2023"], pciDss4: ["6.2.4", "11.3.1"] },
  };
}
