import type { Rule } from "../../core/rule";
import { reportPublicZone, ZONE, ZONE_IDENTITIES } from "./publicZones";

/** Amazon Route 53 Developer Guide, "Public DNS query logging". */
export const queryLog: Rule = {
  id: "aws-route53-query-log",
  title: "Public zones log their queries",
  why: "nobody sees who looks for names that are not there, or takes data out by names that nobody has",
  mend: "add a QueryLog with a log group in us-east-1",
  severity: "low",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["10.2.1"],
    owaspApi2023: ["API9"],
    checkov: ["CKV2_AWS_39"],
  },
  types: [ZONE],
  checkStack: (subject, stack) =>
    reportPublicZone(
      subject,
      stack.referring(subject.resource, ["aws:route53/queryLog:QueryLog"], "zoneId", ZONE_IDENTITIES),
      "logs no queries",
    ),
};
