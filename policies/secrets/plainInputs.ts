import type { Rule } from "../core/rule";
import { secretKind } from "./recognize";

/** Inputs that are not marked secret stand in the state as they are. */
export const plainInputs: Rule = {
  id: "secrets-plain-inputs",
  title: "No key or token stands in the state in plain text",
  why: "everybody who can read the state, its backups or a preview's log has the secret",
  mend: "wrap the value: pulumi.secret(value), or take it from config.requireSecret",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.5.1", "8.3.2"],
    owaspApi2023: ["API2", "API8"],
  },
  types: ["*"],
  check: (subject) => {
    const command = subject.resource.type.startsWith("command:");
    subject.each(subject.properties.entries(), ([property, value]) => {
      // Rules of their own look at these.
      if (command && ["create", "update", "delete", "environment"].includes(property)) return;
      subject.walk(value, (inside) => {
        const kind = inside.isSecret ? undefined : secretKind(inside.string ?? "");
        if (kind) subject.report(inside, `holds ${kind}, not marked secret`);
      });
    });
  },
};
