import type { Rule } from "../../core/rule";

/** Predefined policies that offer TLS 1.1 or older, from the User Guide for Classic Load Balancers. */
const OLD =
  /^ELBSecurityPolicy-(Default|2011-08|2014-\d\d|2015-\d\d|2016-08|TLS-1-0-2015-04|TLS-1-1-2017-01)$/;

/** Attributes of a policy: a protocol by name, or the name of a predefined policy. */
export const classicTlsPolicy: Rule = {
  id: "aws-lb-classic-tls-policy",
  title: "Classic load balancers offer TLS 1.2 alone",
  why: "older versions let recorded traffic be read and changed",
  mend: "reference ELBSecurityPolicy-TLS-1-2-2017-01, or move to a load balancer that speaks TLS 1.3",
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere"],
    pciDss4: ["4.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_213"],
  },
  types: [
    "aws:elb/loadBalancerPolicy:LoadBalancerPolicy",
    "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy",
    "aws:elasticloadbalancing/loadBalancerPolicy:LoadBalancerPolicy",
    "aws:elasticloadbalancing/sslNegotiationPolicy:SslNegotiationPolicy",
  ],
  check: (subject) => {
    const { properties } = subject;
    subject.each(["policyAttributes", "attributes"], (list) =>
      subject.each(properties.get(list).items(), (attribute) => {
        const name = attribute.get("name").string ?? "";
        const value = attribute.get("value");
        if (/^Protocol-(SSLv[23]|TLSv1|TLSv1\.1)$/.test(name) && value.boolean) {
          subject.report(value, `switches ${name.slice("Protocol-".length)} on`);
        } else if (name === "Reference-Security-Policy" && OLD.test(value.string ?? "")) {
          subject.report(value, `is "${value.string}"`);
        }
      }),
    );
  },
};
