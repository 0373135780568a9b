import type { Rule } from "../core/rule";
import { namesSecret, secretKind } from "./recognize";

/** Environments are inherited and dumped. */
export const commandEnvironment: Rule = {
  id: "secrets-command-environment",
  title: "Commands carry no secret in their environment",
  why: "every child process inherits it, and crash reports and debug logs print it",
  mend: "hand the secret over by stdin, as a Pulumi secret, and read it there",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.3.2", "8.6.2"],
    owaspApi2023: ["API2", "API8"],
  },
  types: ["command:remote:Command", "command:local:Command", "command:local:run"],
  check: (subject) =>
    subject.each(subject.properties.get("environment").entries(), ([name, value]) => {
      // Its name is enough, also where the value is known only at up.
      if (namesSecret(name)) return subject.report(value, "is named like a secret");
      const kind = secretKind(value.string ?? "");
      if (kind) subject.report(value, `holds ${kind}`);
    }),
};
