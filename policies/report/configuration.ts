import { readFileSync } from "node:fs";
import type { EnforcementLevel } from "@pulumi/policy";
import Ajv, { type ErrorObject } from "ajv";
import addFormats from "ajv-formats";
import { configSchema, type Configuration, type RuleConfiguration } from "../core/configuration";
import type { Rule } from "../core/rule";
import { ReportProblem } from "./problem";

const LEVEL = { type: "string", enum: ["advisory", "mandatory", "remediate", "disabled"] };

/** Names in the configuration that are no rule: all of them, and what the pack itself says. */
const OTHERS = ["all", "portcullis", "undecided-in-preview", "exemption-unused"];

function schema(rules: readonly Rule[]): object {
  const perRule = rules.map((rule) => {
    const { properties } = configSchema(rule);
    const object = {
      type: "object",
      additionalProperties: false,
      properties: { enforcementLevel: LEVEL, ...properties },
    };
    return [rule.id, { if: { type: "string" }, then: LEVEL, else: object }];
  });
  return {
    type: "object",
    additionalProperties: false,
    properties: {
      ...(Object.fromEntries(OTHERS.map((name) => [name, {}])) as object),
      ...(Object.fromEntries(perRule) as object),
    },
  };
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const what = (params as { additionalProperty?: string }).additionalProperty;
  const place = instancePath.slice(1).replaceAll("/", ".") || "the top level";
  return `${place} ${message}${what === undefined ? "" : `: ${what}`}`;
}

/**
 * Reads a policy configuration, as `pulumi preview --policy-pack-config` takes it.
 *
 * @throws ReportProblem that names the file and every mistake in it
 */
export function readConfiguration(file: string, rules: readonly Rule[]): Configuration {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ReportProblem(`${file}: ${(error as Error).message}`);
  }
  const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
  const validate = ajv.compile<Record<string, EnforcementLevel | RuleConfiguration>>(schema(rules));
  if (!validate(given)) {
    // That a branch failed says nothing beside why it did.
    const mistakes = validate.errors!.filter(({ keyword }) => keyword !== "if").map(inWords);
    throw new ReportProblem(mistakes.map((mistake) => `${file}: ${mistake}`).join("\n"));
  }
  const ofRule = (value: EnforcementLevel | RuleConfiguration | undefined): RuleConfiguration =>
    typeof value === "string" ? { enforcementLevel: value } : (value ?? {});
  const all = ofRule(given.all);
  return new Map(rules.map((rule) => [rule.id, { ...all, ...ofRule(given[rule.id]) }]));
}
