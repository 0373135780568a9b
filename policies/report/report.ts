import type { Configuration } from "../core/configuration";
import type { Exemption, Standing } from "../core/exemptions";
import { type Judgement, outcome, type Outcome } from "../core/judge";
import type { Resource } from "../core/resource";
import type { Rule } from "../core/rule";
import type { Finding } from "../core/subject";

/** A place in a file. */
export interface Position {
  /** Path relative to the project's folder, with `/`. */
  file: string;
  /** Line, from 1. */
  line: number;
}

/** A resource, without its properties: reports hold none. */
export type Named = Pick<Resource, "urn" | "type" | "name">;

/** A judgement without the resource's properties. */
export type Judged = Omit<Judgement, "resource"> & { resource: Named };

/** What all looks of one rule at one resource come to. */
export interface Row {
  rule: Rule;
  resource: Named;
  outcome: Outcome;
  /** Whether it fails the run. */
  blocks: boolean;
  /** The level that the configuration sets for the stack. */
  level: Judgement["level"];
  findings: readonly Finding[];
  undecided: readonly string[];
  exemption?: Standing;
}

/** The pack's verdict on a stack. */
export interface Report {
  /** Name of the stack. */
  stack: string;
  /** Every rule of the pack, those without a row too. */
  rules: readonly Rule[];
  /** Every rule on every resource that it looks at. */
  rows: readonly Row[];
  /** Exemptions that no resource needs. */
  unusedExemptions: readonly { rule: Rule; exemption: Exemption }[];
  /** Where resources are declared, by URN, as far as it is known. */
  positions: ReadonlyMap<string, Position>;
}

/** The looks at one resource that count: what it turned out to be stands for what it was asked to be. */
function undecidedIn(judgements: readonly Judged[]): string[] {
  const itself = judgements.find(({ look }) => look === "outputs") ?? judgements[0];
  const counted = judgements.filter((one) => one === itself || one.look === "stack");
  return [...new Set(counted.flatMap(({ undecided }) => undecided))];
}

function row(judgements: readonly Judged[]): Row {
  const [{ rule, resource, level }] = judgements as [Judged];
  const byText = new Map(
    judgements.flatMap(({ findings }) => findings).map((one) => [`${one.path}\n${one.found}`, one]),
  );
  const exemption = judgements.find((one) => one.exemption)?.exemption;
  const merged = {
    findings: [...byText.values()],
    undecided: undecidedIn(judgements),
    ...(exemption && { exemption }),
  };
  const result = outcome(merged);
  // What pulumi up would mend fails nothing.
  const refused = level === "mandatory" || (level === "remediate" && !rule.remediate);
  return {
    rule,
    resource: { urn: resource.urn, type: resource.type, name: resource.name },
    outcome: result,
    blocks: result === "violation" && refused,
    level,
    findings: merged.findings,
    undecided: merged.undecided,
    ...(exemption && { exemption }),
  };
}

/** What {@link reportOn} needs. */
export interface ReportOptions {
  stack: string;
  rules: readonly Rule[];
  judgements: readonly Judged[];
  configuration: Configuration;
  positions?: ReadonlyMap<string, Position>;
}

/** Makes a report of judgements. */
export function reportOn({ stack, rules, judgements, configuration, positions }: ReportOptions): Report {
  const groups = new Map<string, Judged[]>();
  for (const judgement of judgements) {
    const key = `${judgement.rule.id}\n${judgement.resource.urn}`;
    const group = groups.get(key);
    if (group) group.push(judgement);
    else groups.set(key, [judgement]);
  }
  const rows = [...groups.values()].map(row);
  const used = new Set(
    rows.map(({ rule, exemption }) => exemption && JSON.stringify([rule.id, exemption.exemption])),
  );
  const unusedExemptions = rules
    .flatMap((rule) =>
      (configuration.get(rule.id)?.exemptions ?? []).map((exemption) => ({ rule, exemption })),
    )
    .filter(({ rule, exemption }) => !used.has(JSON.stringify([rule.id, exemption])));
  return { stack, rules, rows, unusedExemptions, positions: positions ?? new Map<string, Position>() };
}

/** How many rows come to what. */
export type Counts = Record<Outcome | "mandatory", number>;

/** Counts rows. */
export function count(rows: readonly Row[]): Counts {
  const counts: Counts = { violation: 0, mandatory: 0, exempt: 0, undecided: 0, passed: 0 };
  for (const one of rows) {
    counts[one.outcome]++;
    if (one.blocks) counts.mandatory++;
  }
  return counts;
}

/** The counts in words. */
export function countsText(counts: Counts): string {
  const violations = `${counts.violation} ${counts.violation === 1 ? "violation" : "violations"}`;
  return `${violations} (${counts.mandatory} mandatory), ${counts.exempt} exempt, ${counts.undecided} undecided, ${counts.passed} passed`;
}
