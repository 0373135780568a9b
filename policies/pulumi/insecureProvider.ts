import type { Rule } from "../core/rule";

/** A setting of the providers that says it itself. */
export const insecureProvider: Rule = {
  id: "aws-provider-insecure",
  title: "The AWS provider verifies certificates",
  why: "whoever answers in the cloud's place receives the credentials and every secret of the stack",
  mend: "remove insecure; give a private authority by customCaBundle",
  severity: "high",
  maps: { practices: ["HTTPS everywhere"], pciDss4: ["4.2.1"], owaspApi2023: ["API8"] },
  types: ["pulumi:providers:aws"],
  check: (subject) => {
    const insecure = subject.properties.get("insecure");
    if (insecure.boolean) subject.report(insecure, "is true");
  },
};
