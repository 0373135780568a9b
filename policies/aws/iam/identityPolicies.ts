import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";
import { allows, statements } from "./policyDocument";

const ROLE = "aws:iam/role:Role";
const PERMISSION_SET = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";

/** Resources that say what users, groups and roles may do. */
export const IDENTITY_POLICIES: Rule["types"] = [
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  ROLE,
  PERMISSION_SET,
];

function documents({ resource, properties }: Subject): Value[] {
  if (resource.type === PERMISSION_SET) return [properties.get("inlinePolicy")];
  if (resource.type !== ROLE) return [properties.get("policy")];
  return properties
    .get("inlinePolicies")
    .items()
    .map((inline) => inline.get("policy"));
}

/** Looks at each statement of an identity's policies that allows something. */
export function eachAllowed(subject: Subject, check: (statement: Value) => void): void {
  subject.each(documents(subject), (document) =>
    subject.each(statements(document), (statement) => {
      if (allows(statement)) check(statement);
    }),
  );
}

/** Texts of several values. @throws Undecided where one is not known yet */
export function texts(values: Value[]): string[] {
  return values.flatMap(({ string }) => string ?? []);
}
