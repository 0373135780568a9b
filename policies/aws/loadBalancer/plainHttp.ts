import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import { LISTENERS } from "./types";

/** HTTP is what an application load balancer speaks by default; gateway load balancers have neither protocol nor port. */
function speaksHttp({ properties }: Subject): boolean {
  const protocol = properties.get("protocol");
  return protocol.exists ? protocol.string === "HTTP" : properties.get("port").exists;
}

/** RFC 6797 section 7.2: plain requests are answered by a redirection to HTTPS. A fixed answer gives nothing away either. */
export const plainHttp: Rule = {
  id: "aws-lb-plain-http",
  title: "Load balancers answer plain HTTP with a redirection to HTTPS",
  why: "tokens and answers cross the network in the clear, for everybody on the way to read and change",
  mend: 'give the listener one default action: redirect, with protocol "HTTPS", port "443" and statusCode "HTTP_301"',
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere"],
    pciDss4: ["4.2.1"],
    owaspApi2023: ["API8"],
    rfcs: ["RFC 6797 section 7.2"],
    checkov: ["CKV_AWS_2", "CKV2_AWS_20"],
    cdkNag: ["NIST.800.53.R5-ALBHttpToHttpsRedirection"],
  },
  types: LISTENERS,
  check: (subject) => {
    if (!speaksHttp(subject)) return;
    subject.each(subject.properties.get("defaultActions").items(), (action) => {
      const type = action.get("type");
      if (type.string === "fixed-response") return;
      if (type.string !== "redirect") return subject.report(type, `is "${type.string}" over plain HTTP`);
      const protocol = action.get("redirect.protocol");
      if (protocol.string === "HTTPS") return;
      subject.report(protocol, protocol.exists ? `is "${protocol.string}"` : "is missing, so it stays HTTP");
    });
  },
};
