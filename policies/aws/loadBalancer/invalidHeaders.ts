import { setTo } from "../../core/remediation";
import type { Rule } from "../../core/rule";
import { kindOf, LOAD_BALANCERS } from "./types";

/** Off by default; only application load balancers read headers. */
export const invalidHeaders: Rule = {
  id: "aws-lb-drop-invalid-headers",
  title: "Application load balancers drop invalid headers",
  why: "a header that balancer and host read differently smuggles a second request past the checks of the first",
  mend: "set dropInvalidHeaderFields to true",
  severity: "medium",
  maps: {
    practices: ["Input validation"],
    pciDss4: ["6.2.4"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_131"],
    cdkNag: ["HIPAA.Security-ALBHttpDropInvalidHeaderEnabled"],
  },
  types: LOAD_BALANCERS,
  check: (subject) => {
    if (kindOf(subject) !== "application") return;
    const drop = subject.properties.get("dropInvalidHeaderFields");
    if (!drop.boolean) subject.report(drop, drop.exists ? "is false" : "is missing");
  },
  remediate: setTo(true),
};
