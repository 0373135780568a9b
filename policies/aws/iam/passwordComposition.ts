import type { Rule } from "../../core/rule";

const KINDS = [
  "requireLowercaseCharacters",
  "requireUppercaseCharacters",
  "requireNumbers",
  "requireSymbols",
];

/** PCI DSS 4.0.1, 8.3.6, asks for letters and numbers. */
export const passwordComposition: Rule = {
  id: "aws-iam-password-composition",
  title: "Passwords for the console mix letters, numbers and symbols",
  why: "people who may do without take a word, which is in every list that robots try",
  mend: "set requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers and requireSymbols to true",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.3.6"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_11", "CKV_AWS_12", "CKV_AWS_14", "CKV_AWS_15"],
  },
  types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
  check: (subject) =>
    subject.each(KINDS, (kind) => {
      const asked = subject.properties.get(kind);
      if (!asked.boolean) subject.report(asked, asked.exists ? "is false" : "is missing");
    }),
};
