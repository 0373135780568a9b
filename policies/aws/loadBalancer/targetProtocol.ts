import type { Rule } from "../../core/rule";
import { TARGET_GROUPS } from "./types";

/** Encryption that ends at the balancer is not end to end. */
export const targetProtocol: Rule = {
  id: "aws-lb-target-plain-http",
  title: "Load balancers speak HTTPS to their targets",
  why: "inside the network tokens and answers are in the clear, for every host and mirror there to read",
  mend: 'set protocol to "HTTPS", or pass TLS through with "TCP"',
  severity: "medium",
  maps: {
    practices: ["HTTPS everywhere"],
    pciDss4: ["2.2.7", "4.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_378"],
  },
  types: TARGET_GROUPS,
  check: (subject) => {
    const protocol = subject.properties.get("protocol");
    if (protocol.string === "HTTP") subject.report(protocol, 'is "HTTP"');
  },
};
