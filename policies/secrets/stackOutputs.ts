import type { Rule } from "../core/rule";
import { namesSecret, secretKind } from "./recognize";

/** Outputs are printed by every `pulumi up` and readable by every stack reference. */
export const stackOutputs: Rule = {
  id: "secrets-stack-outputs",
  title: "Stack outputs that are secrets are encrypted",
  why: "plain outputs are printed in every run's log and stand in the state for all who can read it",
  mend: "wrap the output: pulumi.secret(value)",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.5.1", "8.3.2"],
    owaspApi2023: ["API2", "API8"],
  },
  types: ["pulumi:pulumi:Stack"],
  phase: "outputs",
  check: (subject) =>
    subject.walk(subject.properties, (value, name) => {
      if (value.isSecret || !value.string) return;
      const kind =
        secretKind(value.string) ?? (namesSecret(name) ? "what its name says, in plain text" : undefined);
      if (kind) subject.report(value, `holds ${kind}`);
    }),
};
