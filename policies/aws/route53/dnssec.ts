import type { Rule } from "../../core/rule";
import { reportPublicZone, ZONE, ZONE_IDENTITIES } from "./publicZones";
import { SIGNING } from "./signing";

/** Amazon Route 53 Developer Guide, "Configuring DNSSEC signing in Amazon Route 53". */
export const dnssec: Rule = {
  id: "aws-route53-dnssec",
  title: "Public zones are signed",
  why: "answers without signatures can be forged on the way, and with them certificates are had in the zone's name",
  mend: "add a KeySigningKey and a HostedZoneDnsSec, and give the DS record to the registrar",
  severity: "low",
  maps: { practices: ["HTTPS everywhere"], pciDss4: ["4.2.1"], checkov: ["CKV2_AWS_38"] },
  types: [ZONE],
  checkStack: (subject, stack) =>
    reportPublicZone(
      subject,
      stack.referring(subject.resource, [SIGNING], "hostedZoneId", ZONE_IDENTITIES),
      "is not signed",
    ),
};
