import type { Rule } from "../core/rule";

/** A new kernel is in force only after a reboot. */
export const rebootWindow: Rule = {
  id: "updates-reboot-window",
  title: "Hosts reboot by themselves when an update needs it",
  why: "the kernel in memory keeps its known holes until the next reboot",
  mend: "leave reboot.automatic on, and choose reboot.time to fit",
  severity: "medium",
  maps: { practices: ["Updates"], pciDss4: ["6.3.3"], owaspApi2023: ["API8"] },
  types: ["portcullis:hardening:AutomaticUpdates"],
  check: (subject) => {
    const automatic = subject.settings.get("reboot.automatic");
    if (automatic.boolean === false) subject.report(automatic, "is false: no reboot window");
  },
};
