import type { Rule } from "../../core/rule";

/** PCI DSS 4.0.1, 8.3.9, where the password is the only factor. */
export const passwordAge: Rule = {
  id: "aws-iam-password-age",
  title: "Passwords for the console expire",
  why: "a password that leaked unnoticed opens the console for years",
  mend: "set maxPasswordAge to 90 or below, or let people in through IAM Identity Center with a second factor",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.3.9"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_9"],
  },
  types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
  parameters: {
    maximumDays: {
      type: "integer",
      minimum: 1,
      maximum: 1095,
      default: 90,
      description: "Longest life of a password that is good enough, in days.",
    },
  },
  check: (subject) => {
    const age = subject.properties.get("maxPasswordAge");
    const most = subject.parameter<number>("maximumDays");
    // Neither 0 nor nothing expires.
    if (!age.number) return subject.report(age, "is missing: passwords never expire");
    if (age.number > most) subject.report(age, `is ${age.number} days, at most ${most} are asked for`);
  },
};
