import type { Rule } from "../../core/rule";
import { CLASSIC } from "./types";

/** TLS that is passed through (TCP to TCP) is decrypted on the host. */
export const classicListener: Rule = {
  id: "aws-lb-classic-plain-listener",
  title: "Classic load balancers speak TLS on both sides",
  why: "tokens and answers cross the network in the clear, for everybody on the way to read and change",
  mend: "use HTTPS or SSL for lbProtocol and for instanceProtocol, or pass TLS through with TCP on both sides",
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere"],
    pciDss4: ["4.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_127", "CKV_AWS_376"],
    cdkNag: ["AwsSolutions-ELB5"],
  },
  types: CLASSIC,
  check: (subject) => {
    subject.each(subject.properties.get("listeners").items(), (listener) => {
      const outside = listener.get("lbProtocol");
      const inside = listener.get("instanceProtocol");
      const protocol = outside.string?.toUpperCase() ?? "";
      if (protocol === "HTTP") return subject.report(outside, `is "${outside.string}"`);
      if (!["HTTPS", "SSL"].includes(protocol)) return;
      if (["HTTP", "TCP"].includes(inside.string?.toUpperCase() ?? "")) {
        subject.report(inside, `is "${inside.string}" behind ${protocol}`);
      }
    });
  },
};
