import type { Rule } from "../core/rule";
import type { Subject } from "../core/subject";
import { Undecided, Value } from "../core/value";
import { stackInfo } from "../core/wire";
import { looksRandom, namesSecret, secretKind } from "./recognize";

/** A configuration value: objects and lists arrive as JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function check(subject: Subject): void {
  const { config, secretKeys } = stackInfo();
  if (config === undefined) throw new Undecided("the stack's configuration");
  for (const [key, text] of config) {
    if (secretKeys.has(key)) continue;
    subject.walk(
      new Value(parsed(text), key),
      (value, name) => {
        if (!value.string) return;
        const kind =
          secretKind(value.string) ??
          (namesSecret(name) ? "what its name says, in plain text" : undefined) ??
          (looksRandom(value.string) ? "what looks like a random key" : undefined);
        if (kind) subject.report(value, `holds ${kind}`);
      },
      key.slice(key.lastIndexOf(":") + 1),
    );
  }
}

/** Pulumi.<stack>.yaml is in version control. */
export const stackConfiguration: Rule = {
  id: "secrets-stack-configuration",
  title: "Secrets in the stack's configuration are encrypted",
  why: "Pulumi.<stack>.yaml is in version control: everybody who ever reads the repository has the secret",
  mend: "replace the secret where it is valid, then store the new one with: pulumi config set --secret KEY",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.5.1", "8.6.2"],
    owaspApi2023: ["API2", "API8"],
  },
  types: ["pulumi:pulumi:Stack"],
  check,
};
