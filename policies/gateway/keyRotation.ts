import type { Rule } from "../core/rule";
import { GATEWAY } from "./operations";

/** How old consumers' keys get. */
export const keyRotation: Rule = {
  id: "gateway-key-rotation",
  title: "Consumers' keys are replaced in time, and without refusing anybody",
  why: "a key that leaked unnoticed works until it is replaced, and a replacement that refuses requests is put off",
  mend: "leave rotation.afterDays at 90 or below and rotation.overlapDays above 0",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.7.4", "8.6.3"],
    owaspApi2023: ["API2"],
  },
  types: [GATEWAY],
  parameters: {
    maximumDays: {
      type: "integer",
      minimum: 1,
      default: 90,
      description: "Greatest age of a key that is good enough, in days.",
    },
  },
  check: (subject) => {
    const most = subject.parameter<number>("maximumDays");
    const rotation = subject.settings.get("rotation");
    subject.attempt(() => {
      const after = rotation.get("afterDays");
      if (after.number !== undefined && after.number > most)
        subject.report(after, `is ${after.number} days, at most ${most} are asked for`);
    });
    const overlap = rotation.get("overlapDays");
    if (overlap.number === 0) subject.report(overlap, "is 0: the former key is refused at once");
  },
};
