import type { Rule } from "../../core/rule";
import { SINGLE_RULE_TYPES } from "../securityGroup/groupRules";

const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const VPC = "aws:ec2/vpc:Vpc";

/** CIS AWS Foundations 3.0.0, 5.4. Without ingress and egress blocks the provider takes all of the group's rules away. */
export const defaultSecurityGroup: Rule = {
  id: "aws-vpc-default-security-group",
  title: "The default security group of a VPC lets nothing through",
  why: "whatever is made without a group gets this one, and AWS's rules for it let all of its members at each other and out",
  mend: "declare aws.ec2.DefaultSecurityGroup with the VPC's vpcId and without ingress and egress",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    cisAws: ["5.4"],
    pciDss4: ["1.3.1", "1.3.2"],
    owaspApi2023: ["API8"],
    checkov: ["CKV2_AWS_12"],
    cdkNag: ["NIST.800.53.R5-VPCDefaultSecurityGroupClosed"],
  },
  types: [DEFAULT_GROUP, VPC],
  check: (subject) => {
    if (subject.resource.type === VPC) return;
    subject.each(["ingress", "egress"], (direction) => {
      const rules = subject.properties.get(direction);
      const { length } = rules.items();
      if (length > 0) subject.report(rules, `has ${length} ${length === 1 ? "rule" : "rules"}`);
    });
  },
  checkStack: (subject, stack) => {
    const { resource } = subject;
    if (resource.type === VPC) {
      const groups = stack.referring(resource, [DEFAULT_GROUP], "vpcId");
      if (groups.length === 0) subject.reportWhole("leaves its default security group as AWS makes it");
      return;
    }
    const rules = stack.referring(resource, SINGLE_RULE_TYPES, "securityGroupId");
    if (rules.length > 0) subject.reportWhole(`gets a rule from ${rules.map(({ name }) => name).join(", ")}`);
  },
};
