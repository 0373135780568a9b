import { severities } from "../../../../components/audit/severity";
import { PRACTICES } from "../../../../policies/core/practices";
import { type Content, type Markup, markup } from "../../../../scripts/writing/markup";
import { type Report, type ReportedFinding, standardNames } from "../../model";
import { day, place } from "../wording";
import { prose } from "./parts";

/** What findings can be left out by: a class of theirs, and what people call it. */
interface Filter {
  readonly name: string;
  readonly choices: readonly { readonly style: string; readonly label: string }[];
}

/** The state as people read it: what could not be found out stands beside what is wrong. */
const stateOf = ({ state, kind }: ReportedFinding): string =>
  state === "open" && kind === "unknown" ? "unknown" : state;

/** Names of hosts are no names of classes. */
const hostClass = (hosts: readonly string[], host: string): string => `host-${hosts.indexOf(host)}`;

const hostsOf = ({ findings }: Report): string[] => [...new Set(findings.map(({ host }) => host))].sort();

function filters(report: Report): Filter[] {
  const { findings } = report;
  const hosts = hostsOf(report);
  const choices = (
    values: readonly string[],
    style: (value: string) => string,
    of: (finding: ReportedFinding) => string,
  ): Filter["choices"] =>
    values
      .map((value) => ({ value, count: findings.filter((finding) => of(finding) === value).length }))
      .filter(({ count }) => count > 0)
      .map(({ value, count }) => ({ style: style(value), label: `${value} (${count})` }));
  const all = [
    {
      name: "Severity",
      choices: choices(
        severities,
        (value) => `is-${value}`,
        ({ severity }) => severity,
      ),
    },
    {
      name: "State",
      choices: choices(
        ["open", "unknown", "accepted", "false", "mended"],
        (value) => `state-${value}`,
        stateOf,
      ),
    },
    {
      name: "Host",
      choices: choices(
        hosts,
        (value) => hostClass(hosts, value),
        ({ host }) => host,
      ),
    },
  ];
  return all.filter((filter) => filter.choices.length > 1);
}

/** Rules that hide what is not chosen: a browser without `:has` shows everything. */
export function filterStyle(report: Report): string {
  return filters(report)
    .flatMap(({ choices }) => choices)
    .map(({ style }) => `body:has(#${style}:not(:checked)) .${style} { display: none; }\n`)
    .join("");
}

/** Boxes to choose findings by; they work without a script. */
export function filterBoxes(report: Report): Markup[] {
  return filters(report).map(
    ({ name, choices }) => markup`<fieldset><legend>${name}</legend>${choices.map(
      ({ style, label }) =>
        markup`<label><input type="checkbox" id="${style}" checked autocomplete="off"> ${label}</label> `,
    )}</fieldset>
`,
  );
}

function standardsOf({ standards }: ReportedFinding): string {
  return (Object.keys(standardNames) as (keyof typeof standardNames)[])
    .filter((key) => standards[key]?.length)
    .map((key) => `${standardNames[key]}: ${standards[key]!.join(", ")}`)
    .join("; ");
}

function one(finding: ReportedFinding, report: Report, hosts: readonly string[]): Markup {
  const { id, source, rule, severity, state, title, evidence, mend, practice } = finding;
  const { firstSeen, carried, owner, reason, until } = finding;
  const known: [string, Content][] = [
    ["Seen", markup`<pre>${evidence}</pre>`],
    ["Mend", prose(mend)],
    ["Practice", `${practice}. ${PRACTICES[practice - 1]!}`],
    [
      "Found by",
      `${source}, ${rule}${carried ? "; it did not look this time, so this is what it said before" : ""}`,
    ],
    ["First seen", day(firstSeen)],
    ["Owner", owner],
    ["Because", reason],
    ["Until", until],
    ["Standards", standardsOf(finding)],
    ["Id", markup`<code>${id}</code>`],
  ];
  const said = stateOf(finding);
  const isNew = report.comparison !== undefined && state === "open" && report.comparison.new.includes(id);
  return markup`<details class="is-${severity} state-${said} ${hostClass(hosts, finding.host)}"><summary><span class="chip ${severity}">${severity}</span> ${
    said === "open" ? undefined : markup`<span class="chip state">${said}</span> `
  }${isNew ? markup`<span class="chip state">new</span> ` : undefined}<span class="what">${title}</span> <span class="where">${place(finding)}</span></summary>
<dl>${known
    .filter(([, content]) => content !== undefined && content !== "")
    .map(([name, content]) => markup`<dt>${name}</dt><dd>${content}</dd>`)}</dl></details>
`;
}

/** All findings, each to be opened. */
export function findings(report: Report): Markup {
  if (report.findings.length === 0)
    return markup`<p>None: everything that was looked at is as it ought to be.</p>`;
  const hosts = hostsOf(report);
  return markup`${filterBoxes(report)}${report.findings.map((finding) => one(finding, report, hosts))}`;
}
