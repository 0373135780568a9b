import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";

const ROLE = "aws:iam/role:Role";
const EXCLUSIVE = /PolicyAttachmentsExclusive$/;

/** Resources that give managed policies to users, groups and roles. */
export const ATTACHMENTS: Rule["types"] = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
  ROLE,
];

/** ARNs of the managed policies that a resource gives to somebody. @throws Undecided */
export function attachedPolicies({ resource, properties }: Subject): Value[] {
  if (resource.type === ROLE) return properties.get("managedPolicyArns").items();
  if (EXCLUSIVE.test(resource.type)) return properties.get("policyArns").items();
  return [properties.get("policyArn"), properties.get("managedPolicyArn")];
}

/** Name of a policy that AWS manages, with its path, such as `service-role/AWSConfigRole`; undefined for one's own. */
export function awsManaged(arn: string | undefined): string | undefined {
  return /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn ?? "")?.[1];
}
