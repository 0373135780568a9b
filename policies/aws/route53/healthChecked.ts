import type { Rule } from "../../core/rule";

const ADDRESSES = ["A", "AAAA", "CNAME"];

/** Amazon Route 53 Developer Guide, "Choosing a routing policy": failover and multivalue answers. */
export const healthChecked: Rule = {
  id: "aws-route53-record-health",
  title: "Records that share the load look at their hosts' health",
  why: "clients are still sent to a host that is down, or was taken down",
  mend: "set healthCheckId, or evaluateTargetHealth on the alias",
  severity: "low",
  maps: { practices: ["Monitoring and logging"], owaspApi2023: ["API4"] },
  types: ["aws:route53/record:Record"],
  check: (subject) => {
    const { properties } = subject;
    if (!ADDRESSES.includes(properties.get("type").string ?? "")) return;
    const policies = properties.get("failoverRoutingPolicies").items();
    const isPrimary = policies.some((policy) => policy.get("type").string === "PRIMARY");
    if (!isPrimary && !properties.get("multivalueAnswerRoutingPolicy").boolean) return;
    const check = properties.get("healthCheckId");
    if (
      check.exists ||
      properties
        .get("aliases")
        .items()
        .some((alias) => alias.get("evaluateTargetHealth").boolean)
    )
      return;
    subject.report(check, "is missing");
  },
};
