import type { Rule } from "../../core/rule";
import { KEYS } from "./types";

/** A key that is off is a deletion without a waiting period. */
export const disabled: Rule = {
  id: "aws-kms-disabled",
  title: "KMS keys are on",
  why: "nothing that the key encrypted can be read, nor can logs and alarms that need it be written",
  mend: "remove isEnabled (enabled for replicas and imported keys), or the key where nothing needs it any more",
  severity: "medium",
  maps: { practices: ["Monitoring and logging"], pciDss4: ["3.7.1"], checkov: ["CKV_AWS_227"] },
  types: KEYS,
  check: (subject) =>
    subject.each(["isEnabled", "enabled"], (name) => {
      const enabled = subject.properties.get(name);
      if (enabled.boolean === false) subject.report(enabled, "is false");
    }),
};
