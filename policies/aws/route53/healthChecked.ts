import type { Resource } from "../../core/resource";
import type { Rule } from "../../core/rule";
import type { Stack } from "../../core/stack";

const ADDRESSES = ["A", "AAAA", "CNAME"];

const RECORD = "aws:route53/record:Record";

/** Whether other records answer beside this one: an only one is given whether its host is well or not. */
function sharesAnswers({ urn, properties }: Resource, stack: Stack): boolean {
  if (!properties.get("multivalueAnswerRoutingPolicy").boolean) return false;
  const [name, type] = ["name", "type"].map((key) => properties.get(key).string);
  return stack
    .ofType(RECORD)
    .some(
      (other) =>
        other.urn !== urn &&
        other.properties.get("name").string === name &&
        other.properties.get("type").string === type &&
        other.properties.get("multivalueAnswerRoutingPolicy").boolean,
    );
}

/** Amazon Route 53 Developer Guide, "Choosing a routing policy": failover and multivalue answers. */
export const healthChecked: Rule = {
  id: "aws-route53-record-health",
  title: "Records that share the load look at their hosts' health",
  why: "clients are still sent to a host that is down, or was taken down",
  mend: "set healthCheckId, or evaluateTargetHealth on the alias",
  severity: "low",
  maps: { practices: ["Monitoring and logging"], owaspApi2023: ["API4"] },
  types: [RECORD],
  checkStack: (subject, stack) => {
    const { properties, resource } = subject;
    if (!ADDRESSES.includes(properties.get("type").string ?? "")) return;
    const policies = properties.get("failoverRoutingPolicies").items();
    const isPrimary = policies.some((policy) => policy.get("type").string === "PRIMARY");
    if (!isPrimary && !sharesAnswers(resource, stack)) return;
    const check = properties.get("healthCheckId");
    if (check.exists && check.string !== "") return;
    if (
      properties
        .get("aliases")
        .items()
        .some((alias) => alias.get("evaluateTargetHealth").boolean)
    )
      return;
    subject.report(check, "is missing");
  },
};
