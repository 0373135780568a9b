import type { Rule } from "../../core/rule";

const BALANCED = ["targetGroupArns", "loadBalancers", "trafficSources"];

/** The default is EC2: then the group sees that a host runs, not that it answers. */
export const autoscalingHealth: Rule = {
  id: "aws-autoscaling-health-check",
  title: "Auto Scaling groups behind a load balancer replace hosts that do not answer",
  why: "a host whose API has died, or was made to, stays in the group as long as the machine runs",
  mend: 'set healthCheckType to "ELB"',
  severity: "low",
  maps: {
    practices: ["Monitoring and logging"],
    owaspApi2023: ["API4"],
    checkov: ["CKV2_AWS_15"],
    cdkNag: ["AwsSolutions-AS2", "NIST.800.53.R5-AutoScalingGroupELBHealthCheckRequired"],
  },
  types: ["aws:autoscaling/group:Group"],
  check: (subject) => {
    const { properties } = subject;
    if (!BALANCED.some((name) => properties.get(name).items().length > 0)) return;
    const type = properties.get("healthCheckType");
    if (type.string !== "ELB") subject.report(type, type.exists ? `is "${type.string}"` : "is missing");
  },
};
