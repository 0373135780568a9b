import type { Rule } from "../../core/rule";
import { CLASSIC } from "./types";

/** Classic load balancers know neither TLS 1.3 nor a web application firewall. */
export const classicGeneration: Rule = {
  id: "aws-lb-classic-generation",
  title: "HTTP and HTTPS go over application load balancers",
  why: "the generation before has no TLS 1.3, no web application firewall, and gets no new protections",
  mend: "use aws.lb.LoadBalancer",
  severity: "low",
  maps: {
    practices: ["HTTPS everywhere", "Updates"],
    pciDss4: ["6.3.3"],
    owaspApi2023: ["API8", "API9"],
    cdkNag: ["AwsSolutions-ELB1"],
  },
  types: CLASSIC,
  check: (subject) => {
    subject.each(subject.properties.get("listeners").items(), (listener) => {
      const protocol = listener.get("lbProtocol");
      if (/^https?$/i.test(protocol.string ?? "")) {
        subject.report(protocol, `is "${protocol.string}" on a classic load balancer`);
      }
    });
  },
};
