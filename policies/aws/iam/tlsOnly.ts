import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";
import { actions, conditions, covers, statements } from "./policyDocument";
import { principals } from "./principals";

function isTlsTest(statement: Value): boolean {
  const tests = conditions(statement);
  // Further conditions would let other plain requests through.
  if (tests.length !== 1) return false;
  const [{ operator, key, values }] = tests as [(typeof tests)[number]];
  const secure = (value: Value): string => String(value.boolean ?? value.string);
  if (key === "aws:securetransport")
    return /^Bool(?:IfExists)?$/.test(operator) && values.some((value) => secure(value) === "false");
  // A minimum of the TLS version leaves plain requests out as well.
  return key === "s3:tlsversion" && /^NumericLessThan/.test(operator);
}

function deniesPlain(statement: Value, action: string): boolean {
  if (statement.get("Effect").string !== "Deny") return false;
  if (!principals(statement, "AWS").some(({ string: name }) => name === "*")) return false;
  const named = actions(statement);
  return named.some(({ string: pattern }) => pattern && covers(pattern, action)) && isTlsTest(statement);
}

/**
 * Reports a resource's policy that doesn't deny everybody an action without TLS.
 *
 * @param document the policy, as JSON text or an object
 * @param action one that has to be among the denied
 */
export function reportPlainRequests(subject: Subject, document: Value, action: string): void {
  if (!statements(document).some((statement) => deniesPlain(statement, action)))
    subject.report(document, "denies no request without TLS (aws:SecureTransport false)");
}
