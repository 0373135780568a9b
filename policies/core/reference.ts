import { defaultLevel, defaultLevels } from "./levels";
import { type Practice, PRACTICES } from "./practices";
import type { Mapping, Rule, Severity } from "./rule";

const STANDARDS: [title: string, of: (maps: Mapping) => readonly string[] | undefined][] = [
  ["Practices", (maps) => maps.practices],
  ["CIS AWS Foundations 3.0.0", (maps) => maps.cisAws],
  ["CIS Debian Linux 12 1.1.0", (maps) => maps.cisDebian12],
  ["PCI DSS 4.0.1", (maps) => maps.pciDss4],
  ["OWASP API Security 2023", (maps) => maps.owaspApi2023],
  ["RFCs", (maps) => maps.rfcs],
  ["Checkov", (maps) => maps.checkov],
  ["cdk-nag", (maps) => maps.cdkNag],
];

/** Text for a table's cell, where a bar would end it. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

/** The level in words: what holds on most stacks, then the exceptions. */
function level({ severity }: Rule): string {
  const exceptions = defaultLevels(severity).map((entry) => `${entry.level} on \`${entry.stacks}\``);
  return [defaultLevel(severity), ...exceptions].join(", ");
}

function section(rule: Rule): string {
  const maps = STANDARDS.map(([title, of]) => [title, of(rule.maps)?.join(", ")] as const);
  const parameters = Object.entries(rule.parameters ?? {}).map(
    ([name, { description, default: value }]) =>
      `- \`${name}\`: ${description} Default: \`${JSON.stringify(value)}\`.`,
  );
  return [
    `### ${rule.id}`,
    `${rule.title}. Severity ${rule.severity}; level ${level(rule)}.`,
    [
      `- Why: ${rule.why}.`,
      `- Mend: ${rule.mend}.`,
      `- Looks at: ${rule.types.map((type) => `\`${type}\``).join(", ")}`,
    ]
      .concat(maps.filter(([, list]) => list).map(([title, list]) => `- ${title}: ${list}`))
      .join("\n"),
    ...(rule.remediate
      ? ["Can be mended on the way: with the level `remediate`, see [levels](levels.md#remediation)."]
      : []),
    ...(parameters.length > 0 ? [`Parameters:\n\n${parameters.join("\n")}`] : []),
  ].join("\n\n");
}

const link = ({ id }: Rule): string => `[${id}](#${id})`;

/** Rules by a property, as a list of links a line. */
function index<T extends string>(
  title: string,
  values: readonly T[],
  rules: readonly Rule[],
  has: (rule: Rule, value: T) => boolean,
): string {
  const lines = values.map((value) => {
    const found = rules.filter((rule) => has(rule, value));
    return `- **${value}** (${found.length}): ${found.map(link).join(", ")}`;
  });
  return [`## ${title}`, lines.join("\n")].join("\n\n");
}

const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

/** The reference page of rules, as Markdown. */
export function reference(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| ${link(rule)} | ${rule.title} | ${rule.severity} | ${cell(level(rule))} |`,
  );
  return [
    "<!-- Written by `npm run docs -w policies`; change the rules instead. -->",
    "# Rules of the policy pack",
    `${rules.length} rules. [Levels, exemptions, remediation](levels.md); [reports for CI](reports.md).`,
    ["| rule | asks that | severity | level |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    index<Severity>("By severity", SEVERITIES, rules, ({ severity }, value) => severity === value),
    index<Practice>("By practice", PRACTICES, rules, ({ maps }, value) => maps.practices.includes(value)),
    "## Each rule",
    ...rules.map(section),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}
