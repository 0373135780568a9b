import type { Rule } from "../core/rule";
import type { Value } from "../core/value";

function isOn(value: Value): boolean {
  if (value.boolean !== undefined) return value.boolean;
  if (value.string !== undefined) return !["", "false"].includes(value.string);
  return value.items().length > 0 || value.entries().length > 0;
}

/** By convention every insecure choice is named `insecure…`, in these components and in many providers. */
export const insecureSwitch: Rule = {
  id: "insecure-switch",
  title: "No setting named insecure… is switched on",
  why: "each of them gives up a defence on purpose",
  mend: "remove the setting; the secure behaviour is the default",
  severity: "high",
  maps: { practices: ["Security audits"], pciDss4: ["2.2.1"], owaspApi2023: ["API8"] },
  types: ["portcullis:"],
  parameters: {
    allowed: {
      type: "array",
      items: { type: "string" },
      default: [
        "insecureMetadataForAll",
        "insecureNoHsts",
        "insecureOff",
        "insecureOpenOutput",
        "insecurePasswordLogin",
      ],
      description: "Names of settings that are left alone: the default are those that another rule looks at.",
    },
  },
  check: (subject) => {
    const allowed = subject.parameter<string[]>("allowed");
    const look = (value: Value, name: string): void => {
      // The setting itself, not the items of a list in it.
      if (!value.path.endsWith(name)) return;
      if (/^insecure[A-Z]/.test(name) && !allowed.includes(name) && isOn(value)) {
        subject.report(value, "is switched on");
      }
    };
    // Arguments and settings; what else a component puts out is no choice of anybody.
    subject.each(subject.properties.entries(), ([name, value]) => {
      if (name === "settings") subject.walk(value, look);
      else if (name.startsWith("insecure")) look(value, name);
    });
  },
};
