import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 5.4. Without ingress and egress blocks the provider takes all of the group's rules away. */
export const defaultSecurityGroup: Rule = {
  id: "aws-vpc-default-security-group",
  title: "The default security group of a VPC lets nothing through",
  why: "whatever is made without a group gets this one, so its rules open things that nobody decided to open",
  mend: "declare aws.ec2.DefaultSecurityGroup without ingress and egress, and give each resource a group of its own",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    cisAws: ["5.4"],
    pciDss4: ["1.3.1", "1.3.2"],
    owaspApi2023: ["API8"],
    checkov: ["CKV2_AWS_12"],
    cdkNag: ["HIPAA.Security-VPCDefaultSecurityGroupClosed"],
  },
  types: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  check: (subject) => {
    subject.each(["ingress", "egress"], (direction) => {
      const rules = subject.properties.get(direction);
      const { length } = rules.items();
      if (length > 0) subject.report(rules, `has ${length} ${length === 1 ? "rule" : "rules"}`);
    });
  },
};
