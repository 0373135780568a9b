import { appendFileSync, readFileSync } from "node:fs";
import type { Rule } from "../core/rule";
import type { Judged } from "./report";
import { ReportProblem } from "./problem";

/**
 * Environment variable that names a file: the pack writes every judgement into it, a line each, and then refuses nothing, so
 * that one violation does not hide those after it. The report counts them.
 */
export const RECORD = "PORTCULLIS_POLICY_RECORD";

type Line = Omit<Judged, "rule"> & { rule: string };

/** Writes judgements into a file, without the resources' properties. */
export function recorder(file: string): (judgements: readonly Judged[]) => void {
  return (judgements) => {
    const lines = judgements.map(({ rule, resource: { urn, type, name }, ...rest }) =>
      JSON.stringify({ ...rest, rule: rule.id, resource: { urn, type, name } } satisfies Line),
    );
    if (lines.length > 0) appendFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  };
}

/**
 * Reads what {@link recorder} wrote.
 *
 * @throws ReportProblem where there is a rule in it that the pack does not have
 */
export function readRecord(file: string, rules: readonly Rule[]): Judged[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((text) => {
      const line = JSON.parse(text) as Line;
      const rule = byId.get(line.rule);
      if (!rule)
        throw new ReportProblem(`the policy pack that Pulumi ran is another one: it has ${line.rule}`);
      return { ...line, rule };
    });
}
