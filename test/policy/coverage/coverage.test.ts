import { readdirSync } from "node:fs";
import type { Rule } from "../../../policies/core/rule";
import { rules } from "../../../policies/rules";
import { type Coverage, rulesFor } from "./table";

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** Every table in this folder: each file but the type's and this one exports its `coverage`. */
const tables = readdirSync(__dirname)
  .filter((file) => /^(?!table\.|coverage\.test\.).*\.[jt]s$/.test(file))
  .map((file) => [file, jest.requireActual<{ coverage: Coverage }>(`./${file}`).coverage] as const);

const checksOf = ({ maps }: Rule): string[] => [...(maps.checkov ?? []), ...(maps.cdkNag ?? [])];

test("there are tables", () => expect(tables.length).toBeGreaterThan(0));

describe.each(tables)("%s", (_file, coverage) => {
  const covered = Object.entries(coverage).flatMap(([check, entry]) =>
    rulesFor(entry).map((rule) => [check, rule] as const),
  );

  test.each(covered)("%s is asked for by %s, which says so", (check, id) => {
    const rule = byId.get(id);
    expect(rule).toBeDefined();
    // Pulumi's policies are no standard that rules map to.
    if (rule && !check.startsWith("pulumi:")) expect(checksOf(rule)).toContain(check);
  });

  test("what its rules map to stands in a table with them", () => {
    for (const id of new Set(covered.map(([, rule]) => rule))) {
      for (const check of checksOf(byId.get(id)!)) {
        const named = tables.flatMap(([, table]) => (table[check] ? rulesFor(table[check]) : []));
        expect({ check, named }).toEqual({ check, named: expect.arrayContaining([id]) as string[] });
      }
    }
  });

  test("what is left out has a reason", () => {
    for (const entry of Object.values(coverage)) {
      if (typeof entry === "object" && "leftOut" in entry) expect(entry.leftOut).toMatch(/^\S.{20,}/);
    }
  });
});
