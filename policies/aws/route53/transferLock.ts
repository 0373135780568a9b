import type { Rule } from "../../core/rule";

/** Amazon Route 53 Developer Guide, "Locking a domain to prevent unauthorized transfer to another registrar". */
export const transferLock: Rule = {
  id: "aws-route53-transfer-lock",
  title: "Domains cannot be moved to another registrar",
  why: "whoever moves the domain away has its mail, its certificates and its visitors",
  mend: "remove transferLock: it is on by default",
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere"],
    pciDss4: ["2.2.1"],
    owaspApi2023: ["API9"],
    checkov: ["CKV_AWS_377"],
  },
  types: ["aws:route53domains/registeredDomain:RegisteredDomain", "aws:route53domains/domain:Domain"],
  check: (subject) => {
    const lock = subject.properties.get("transferLock");
    if (lock.boolean === false) subject.report(lock, "is false");
  },
};
