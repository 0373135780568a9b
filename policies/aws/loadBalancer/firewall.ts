import type { Rule } from "../../core/rule";
import { kindOf, LOAD_BALANCERS } from "./types";

const ASSOCIATIONS = [
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
];

/** Network load balancers cannot have one: there the web server and the gateway look into requests. */
export const firewall: Rule = {
  id: "aws-lb-web-application-firewall",
  title: "Public application load balancers have a web application firewall",
  why: "known attacks, floods and bots get as far as the hosts, each of which has to refuse them alone",
  mend: "declare aws.wafv2.WebAclAssociation with the load balancer's arn",
  severity: "low",
  maps: {
    practices: ["Input validation", "Rate limiting and throttling"],
    pciDss4: ["6.4.2"],
    owaspApi2023: ["API4", "API8"],
    checkov: ["CKV2_AWS_28"],
    cdkNag: ["NIST.800.53.R5-ALBWAFEnabled"],
  },
  types: LOAD_BALANCERS,
  checkStack: (subject, stack) => {
    if (kindOf(subject) !== "application" || subject.properties.get("internal").boolean) return;
    const associations = stack.referring(subject.resource, ASSOCIATIONS, "resourceArn");
    if (associations.length === 0) subject.reportWhole("has no web application firewall");
  },
};
