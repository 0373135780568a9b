import {
  UNKNOWN,
  isObject,
  type Properties,
  type PropertyValue,
} from "../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../local/plugins/provider/resourceType";
import { text } from "./kind";

const DOCUMENT_KEYS = ["Version", "Id", "Statement"];
const STATEMENT_KEYS = [
  ...[
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
  ],
];
const VERSIONS = ["2012-10-17", "2008-10-17"];
const ACTION = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;
// Variables and wildcards may stand in each part.
const ARN = /^(\*|arn:[a-z*-]+:[a-z0-9*-]+:[a-z0-9*?${}:.-]*:([0-9*]*|\$\{[^}]+\}):.+)$/;
const PRINCIPALS = ["AWS", "Service", "Federated", "CanonicalUser"];
const OPERATOR =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals|Like)(IgnoreCase)?|Numeric(Not)?(Equals|LessThan|GreaterThan)(Equals)?|Date(Not)?(Equals|LessThan|GreaterThan)(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/;

/** What a document is for: a resource's own names who may, a role's trust names nothing, an identity's names no one. */
export type PolicyUse = "identity" | "trust" | "resource";

function list(value: PropertyValue | undefined): PropertyValue[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function problemsOfPrincipal(principal: PropertyValue): string[] {
  if (principal === "*") return [];
  if (!isObject(principal)) return [`Principal ${JSON.stringify(principal)} is neither "*" nor an object`];
  return Object.entries(principal).flatMap(([kind, values]) => {
    if (!PRINCIPALS.includes(kind)) return [`Principal has no ${kind}`];
    return list(values).flatMap((value) => {
      if (kind === "Service" && !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(text(value)))
        return [`${JSON.stringify(value)} is not a service such as ec2.amazonaws.com`];
      if (kind === "AWS" && !(ARN.test(text(value)) || /^\d{12}$/.test(text(value))))
        return [`${JSON.stringify(value)} is neither an ARN nor an account`];
      return [];
    });
  });
}

function problemsOfStatement(statement: PropertyValue, use: PolicyUse): string[] {
  if (!isObject(statement)) return ["is not an object"];
  const problems = Object.keys(statement)
    .filter((key) => !STATEMENT_KEYS.includes(key))
    .map((key) => `has no element ${key}`);
  const { Sid, Effect, Condition } = statement;
  if (Effect !== "Allow" && Effect !== "Deny") problems.push("needs the Effect Allow or Deny");
  if (Sid !== undefined && use === "identity" && !/^[A-Za-z0-9]*$/.test(text(Sid)))
    problems.push(`Sid ${JSON.stringify(Sid)} may have letters and digits only`);
  const has = (key: string): boolean => key in statement || `Not${key}` in statement;
  if (!has("Action")) problems.push("needs an Action");
  if (use === "identity" && has("Principal"))
    problems.push("must not have a Principal in an identity's policy");
  if (use !== "identity" && !has("Principal")) problems.push("needs a Principal");
  if (use === "trust" && has("Resource")) problems.push("must not have a Resource in a trust policy");
  if (use !== "trust" && !has("Resource")) problems.push("needs a Resource");
  for (const action of [...list(statement.Action), ...list(statement.NotAction)])
    if (!ACTION.test(text(action)))
      problems.push(`${JSON.stringify(action)} is not an action such as s3:GetObject`);
  for (const resource of [...list(statement.Resource), ...list(statement.NotResource)])
    if (!ARN.test(text(resource))) problems.push(`${JSON.stringify(resource)} is not an ARN`);
  for (const principal of [statement.Principal, statement.NotPrincipal])
    if (principal !== undefined) problems.push(...problemsOfPrincipal(principal));
  for (const [operator, tests] of Object.entries(isObject(Condition) ? Condition : {})) {
    if (!OPERATOR.test(operator)) problems.push(`Condition has no operator ${operator}`);
    if (!isObject(tests)) problems.push(`Condition ${operator} is not an object`);
  }
  return problems;
}

/**
 * Says what is wrong with a policy document as far as its grammar goes (IAM User Guide: grammar of the JSON policy
 * language). Whether actions exist is not looked at.
 *
 * @param limit - size in characters without white space that AWS allows
 */
export function policyProblems(json: string, use: PolicyUse, limit: number): string[] {
  let document: PropertyValue;
  try {
    document = JSON.parse(json) as PropertyValue;
  } catch (error) {
    return [`is not JSON: ${(error as Error).message}`];
  }
  if (!isObject(document)) return ["is not an object"];
  const problems = Object.keys(document)
    .filter((key) => !DOCUMENT_KEYS.includes(key))
    .map((key) => `has no element ${key}`);
  if (!VERSIONS.includes(text(document.Version))) problems.push("needs the Version 2012-10-17");
  const statements = list(document.Statement);
  if (statements.length === 0) problems.push("needs a Statement");
  statements.forEach((statement, index) =>
    problems.push(...problemsOfStatement(statement, use).map((problem) => `Statement ${index}: ${problem}`)),
  );
  const sids = statements
    .map((statement) => (isObject(statement) ? statement.Sid : undefined))
    .filter(Boolean);
  if (new Set(sids).size < sids.length) problems.push("has the same Sid twice");
  const size = JSON.stringify(document).length;
  if (size > limit) problems.push(`has ${size} characters; at most ${limit} are allowed`);
  return problems;
}

/** A check for inputs that hold a policy document. */
export function checkPolicy(property: string, use: PolicyUse, limit: number) {
  return (inputs: Properties): Failure[] => {
    const json = inputs[property];
    if (typeof json !== "string" || json.includes(UNKNOWN)) return [];
    return policyProblems(json, use, limit).map((problem) => ({
      property,
      reason: `${property} ${problem}`,
    }));
  };
}
