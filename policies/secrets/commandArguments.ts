import type { Rule } from "../core/rule";
import { secretKind } from "./recognize";

// What is given by name: `--password x`, `TOKEN=x`, `Bearer x`. What the shell fills in ($X, `x`, <file) is none.
const GIVEN = [
  /--[a-z0-9-]*(?:password|passwd|passphrase|token|api-?key)[= ]["']?(?![-$<|&;(){}`"'\s])\S{6,}/i,
  /\b[a-z0-9_]*(?:password|passwd|passphrase|token|secret|api_?key)=["']?(?![$<|&;(){}`"'\s])\S{6,}/i,
  /\bBearer\s+[A-Za-z0-9._~+/-]{16,}/,
];

function given(command: string): boolean {
  return GIVEN.some((pattern) => pattern.test(command));
}

/** Arguments stand in the process list. */
export const commandArguments: Rule = {
  id: "secrets-command-arguments",
  title: "Commands carry no secret in their arguments",
  why: "every user of the host reads arguments in the process list, and they land in logs and shell histories",
  mend: "hand the secret over by stdin, as a Pulumi secret, and read it there",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.3.2", "8.6.2"],
    owaspApi2023: ["API2", "API8"],
  },
  types: ["command:remote:Command", "command:local:Command", "command:local:run"],
  check: (subject) =>
    subject.each(["create", "update", "delete"], (name) => {
      const command = subject.properties.get(name);
      if (command.string === undefined) return;
      const kind = secretKind(command.string) ?? (given(command.string) ? "a password or token" : undefined);
      if (kind) subject.report(command, `holds ${kind}`);
    }),
};
