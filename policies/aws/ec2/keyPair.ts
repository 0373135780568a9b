import type { Rule } from "../../core/rule";
import { LAUNCHED_TYPES } from "./launched";

/** An EC2 key pair is one key for the image's default user. */
export const keyPair: Rule = {
  id: "aws-instance-key-pair",
  title: "Instances are not launched with a shared EC2 key pair",
  why: "one key that many people hold opens every host, no log tells who used it, and it changes only by hand on each host",
  mend: "remove keyName; give people keys of their own by cloud-init, EC2 Instance Connect or Session Manager",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.2.2"],
    owaspApi2023: ["API2"],
  },
  types: LAUNCHED_TYPES,
  check: (subject) => {
    const name = subject.properties.get("keyName");
    if (name.exists) subject.report(name, `is "${name.string}"`);
  },
};
