import type { Rule } from "../../core/rule";
import type { Value } from "../../core/value";
import { allows, type Condition, conditions, statements } from "./policyDocument";
import { principals } from "./principals";

/** Issuers that hand tokens to everybody's programs: which one it was stands in claims alone. */
const SHARED = /:oidc-provider\/((?:token\.actions\.githubusercontent\.com|gitlab\.com|oidc\.eks\.).*)$/;

/** Whether a condition ties a token to one program: by a claim other than its audience, not by a wildcard alone. */
function names({ operator, key, values }: Condition, issuer: string): boolean {
  return (
    /^(?:ForAnyValue:)?String(?:Equals|EqualsIgnoreCase|Like)$/.test(operator) &&
    key.startsWith(`${issuer.toLowerCase()}:`) &&
    !key.endsWith(":aud") &&
    !values.some(({ string: claim }) => claim === undefined || /^(?:repo:)?\*/.test(claim))
  );
}

/** GitHub Docs, "Configuring OpenID Connect in Amazon Web Services"; Amazon EKS User Guide, "Assign IAM roles". */
export const roleTrustFederated: Rule = {
  id: "aws-iam-role-trust-federated",
  title: "Roles name the workload whose token they take",
  why: "tokens of the same issuer are handed to everybody's pipelines: any of them becomes the role",
  mend: "put a condition on the token's sub, such as token.actions.githubusercontent.com:sub = repo:OWNER/NAME:environment:prod",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.5", "8.6.1"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_358"],
  },
  types: ["aws:iam/role:Role"],
  check: (subject) =>
    subject.each(statements(subject.properties.get("assumeRolePolicy")), (statement) => {
      if (!allows(statement)) return;
      subject.each(principals(statement, "Federated"), (principal: Value) => {
        const issuer = SHARED.exec(principal.string ?? "")?.[1];
        if (issuer === undefined) return;
        if (!conditions(statement).some((condition) => names(condition, issuer)))
          subject.report(principal, `is ${issuer}, and no condition names whose token`);
      });
    }),
};
