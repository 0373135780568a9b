import type { Rule } from "../../core/rule";

/** What signs a zone. */
export const SIGNING = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec";

/** Amazon Route 53 Developer Guide, "Configuring DNSSEC signing". */
export const signing: Rule = {
  id: "aws-route53-dnssec-off",
  title: "DNSSEC of a zone is on where it is set up",
  why: "answers without signatures can be forged on the way, and with them certificates are had in the zone's name",
  mend: "leave signingStatus at SIGNING and the key-signing key's status at ACTIVE",
  severity: "low",
  maps: { practices: ["HTTPS everywhere"], pciDss4: ["4.2.1"], checkov: ["CKV2_AWS_38"] },
  types: [SIGNING, "aws:route53/keySigningKey:KeySigningKey"],
  check: (subject) => {
    const isZone = subject.resource.type === SIGNING;
    const status = subject.properties.get(isZone ? "signingStatus" : "status");
    if (["NOT_SIGNING", "INACTIVE"].includes(status.string ?? ""))
      subject.report(status, `is ${status.string}`);
  },
};
