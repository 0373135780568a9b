import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ErrorObject } from "ajv";
import { describe } from "../../../components/model/describe";
import { ConfigurationError, type Problem } from "../../../components/model/problems";
import { schemaCompiler } from "../../../components/model/schemaCompiler";
import { parseYamlFile } from "../../../components/model/yamlFile";
import type { Decision } from "../../model/decision";
import schema from "../schema/audit-decisions.schema.json";

/** That a condition of the schema held says nothing beside what follows from it. */
const isEcho = ({ keyword }: ErrorObject): boolean => keyword === "if";

function mistakes(value: unknown): Problem[] {
  if (!Array.isArray(value)) return [{ message: "must be a list of decisions, each with finding and state" }];
  const check = schemaCompiler().compile(schema);
  const wrong = check(value) ? [] : check.errors!.filter((error) => !isEcho(error));
  const problems = describe(wrong, value, schema);
  const known = new Map<unknown, number>();
  for (const [index, decision] of value.entries()) {
    const finding = (decision as Partial<Decision> | null)?.finding;
    if (typeof finding !== "string") continue;
    const first = known.get(finding);
    if (first === undefined) known.set(finding, index);
    else problems.push({ path: [index, "finding"], message: `is decided by [${first}] already` });
  }
  return problems;
}

/**
 * Reads what people decided of findings.
 *
 * @param file - `audits/<stack>.yaml`; there may be none yet
 * @returns the decisions, in their order
 * @throws ConfigurationError that lists every mistake with its file, line and column
 */
export function readDecisions(file: string): Decision[] {
  if (!existsSync(file)) return [];
  const source = parseYamlFile(path.relative("", file), readFileSync(file, "utf8"), "a stack's decisions");
  // An empty file, or one of comments alone, is one where nothing is decided yet.
  const decisions = source.value ?? [];
  const all = [
    ...source.problems,
    ...(source.value === undefined ? [] : mistakes(decisions)).map((problem) => ({
      ...problem,
      position: source.position(problem.path ?? []),
    })),
  ];
  if (all.length > 0) throw new ConfigurationError(all);
  return decisions as Decision[];
}
