import { isWorld, worldParameters } from "../../core/addressRange";
import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";
import { allows, type Condition, conditions, statements } from "./policyDocument";

/**
 * Keys that tie a request to known accounts, networks or resources (IAM User Guide, "AWS global condition context keys";
 * Amazon S3 User Guide, "The meaning of public"; AWS KMS Developer Guide, "Condition keys").
 */
const NARROWING = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

// Negated operators name who is kept out; …IfExists and ForAllValues hold where the key is missing.
const POSITIVE =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/** Whether a value of a condition is met by anybody: `*`, an ARN of any account, the whole internet. */
function isAnybodys(value: string): boolean {
  const { minimumPrefixV4, minimumPrefixV6 } = worldParameters;
  return (
    /^\*+$/.test(value) ||
    /^arn:[^:]*:[^:]*:[^:]*:\*/.test(value) ||
    isWorld(value, minimumPrefixV4.default, minimumPrefixV6.default)
  );
}

function narrows({ operator, key, values }: Condition): boolean {
  return (
    POSITIVE.test(operator) &&
    NARROWING.has(key) &&
    !values.some(({ string: value }) => value === undefined || isAnybodys(value))
  );
}

/** The principals of a statement by kind (`AWS`, `Service`, `Federated`); `Principal: "*"` is `AWS`. */
export function principals(statement: Value, kind: string): Value[] {
  const principal = statement.get("Principal");
  if (principal.string !== undefined) return kind === "AWS" ? [principal] : [];
  const named = principal.get(kind);
  return named.string === undefined ? named.items() : [named];
}

/**
 * Reports the principals of a policy that are everybody, in statements that allow something and that no condition ties to
 * known callers.
 *
 * @param document the policy, as JSON text or an object
 */
export function reportEverybody(subject: Subject, document: Value): void {
  subject.attempt(() =>
    subject.each(statements(document), (statement) => {
      if (!allows(statement)) return;
      const narrowed = (): boolean => conditions(statement).some(narrows);
      subject.each(principals(statement, "AWS"), (principal) => {
        if (principal.string === "*" && !narrowed())
          subject.report(principal, "is *: everybody, of any AWS account or none");
      });
      const others = statement.get("NotPrincipal");
      if (others.exists && !narrowed()) subject.report(others, "is everybody but those that it names");
    }),
  );
}
