import type { Rule } from "../../core/rule";
import { LAUNCHED_TYPES } from "./launched";

/** The default is 1: the answer does not outlive the host's own network stack. */
export const metadataHops: Rule = {
  id: "aws-instance-metadata-hops",
  title: "Answers of the metadata service do not leave the instance",
  why: "with more hops they reach containers and, through a proxy, whoever asks it",
  mend: "set metadataOptions.httpPutResponseHopLimit to 1, and give containers credentials of their own",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization", "Firewalls and gateways"],
    pciDss4: ["2.2.1"],
    owaspApi2023: ["API7", "API8"],
    checkov: ["CKV_AWS_341"],
  },
  types: LAUNCHED_TYPES,
  parameters: {
    maximum: {
      type: "integer",
      minimum: 1,
      maximum: 64,
      default: 1,
      description: "Most hops. Containers behind a bridge need 2 where they use the instance's role.",
    },
  },
  check: (subject) => {
    const options = subject.properties.get("metadataOptions");
    if (options.get("httpEndpoint").string === "disabled") return;
    const hops = options.get("httpPutResponseHopLimit");
    const most = subject.parameter<number>("maximum");
    if ((hops.number ?? 1) > most) subject.report(hops, `is ${hops.number}, at most ${most} is asked for`);
  },
};
