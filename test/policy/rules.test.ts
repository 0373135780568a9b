import Ajv from "ajv";
import addFormats from "ajv-formats";
import { appliesTo } from "../../policies/core/ruleIndex";
import { message } from "../../policies/core/message";
import { configSchema } from "../../policies/core/configuration";
import { rules } from "../../policies/rules";
import { examples } from "./examples";
import { judge, UNKNOWN } from "./rule";

/** Rules on what is never unknown: configuration, or options such as `protect`. */
const ALWAYS_KNOWN = new Set(["pulumi-protect", "secrets-stack-configuration"]);

test("every rule has examples, and every example a rule", () => {
  expect(Object.keys(examples).sort()).toEqual(rules.map(({ id }) => id).sort());
});

test("ids are unique and fit for configuration", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id } of rules) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
});

describe.each(rules.map((rule) => ({ id: rule.id, rule, given: examples[rule.id]! })))(
  "$id",
  ({ rule, given }) => {
    test.each(given.fails)("fails at %s", (place, example) => {
      const judgement = judge(rule, example);
      const { findings, resource } = judgement;
      expect(findings.map(({ path }) => path)).toEqual([place]);
      const text = message(judgement, findings[0]!);
      for (const part of [rule.id, resource.name, place, rule.mend]) expect(text).toContain(part);
      expect(text).not.toMatch(/hush|BEGIN|ghp_|AKIA/);
    });

    test.each(given.passes)("passes: %j", (example) => {
      const { findings, undecided } = judge(rule, example);
      expect({ findings, undecided }).toEqual({ findings: [], undecided: [] });
    });

    test("is decided at up where values are unknown", () => {
      // Configuration is always known; and what is wrong by being there at all is decided beside unknown values.
      if (given.unknown === undefined) {
        if (ALWAYS_KNOWN.has(rule.id)) return;
        return expect(JSON.stringify(given.fails)).toContain(UNKNOWN);
      }
      expect(given.unknown.length).toBeGreaterThan(0);
      for (const example of given.unknown) {
        const { findings, undecided } = judge(rule, example);
        expect(findings).toEqual([]);
        expect(undecided).not.toEqual([]);
      }
    });

    test("applies to its examples' types", () => {
      for (const { type } of [...given.fails.map(([, example]) => example), ...given.passes]) {
        expect(appliesTo(rule, type ?? rule.types[0])).toBe(true);
      }
    });

    test("has a configuration schema that its own defaults meet", () => {
      const schema = configSchema(rule);
      const validate = addFormats(new Ajv({ useDefaults: true, strict: true })).compile({
        type: "object",
        ...schema,
      });
      expect(validate({})).toBe(true);
      expect(validate({ levels: [{ stacks: "^dev", level: "sometimes" }] })).toBe(false);
    });
  },
);
