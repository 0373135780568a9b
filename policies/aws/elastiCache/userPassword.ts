import type { Rule } from "../../core/rule";

/** Amazon ElastiCache User Guide, "Role-Based Access Control (RBAC)". */
export const userPassword: Rule = {
  id: "aws-elasticache-user-password",
  title: "Users of caches have a password or an IAM identity",
  why: "whoever knows the user's name is that user",
  mend: 'set authenticationMode to { type: "iam" } or to passwords; give the user default an access string of "off -@all"',
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.3.1"],
    owaspApi2023: ["API2"],
  },
  types: ["aws:elasticache/user:User"],
  check: (subject) => {
    const { properties } = subject;
    // A user that is switched off lets nobody in.
    if (/^off\b/.test(properties.get("accessString").string ?? "")) return;
    subject.attempt(() => {
      const none = properties.get("noPasswordRequired");
      if (none.boolean) subject.report(none, "is true");
    });
    const mode = properties.get("authenticationMode.type");
    if (mode.string === "no-password-required") subject.report(mode, "is no-password-required");
  },
};
