import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";
import { actions, conditions, covers, statements } from "./policyDocument";
import { principals } from "./principals";

function isTlsTest(statement: Value): boolean {
  const tests = conditions(statement);
  // Further conditions would let other plain requests through.
  const [test] = tests;
  return (
    test !== undefined &&
    tests.length === 1 &&
    /^Bool(?:IfExists)?$/.test(test.operator) &&
    test.key === "aws:securetransport" &&
    test.values.some((value) => value.boolean === false)
  );
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
