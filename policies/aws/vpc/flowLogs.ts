import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 3.7. */
export const flowLogs: Rule = {
  id: "aws-vpc-flow-logs",
  title: "Every VPC has flow logs",
  why: "after a break-in nobody can tell which hosts were talked to, and what left the network",
  mend: "declare aws.ec2.FlowLog with the VPC's vpcId",
  severity: "medium",
  maps: {
    practices: ["Monitoring and logging"],
    cisAws: ["3.7"],
    pciDss4: ["10.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV2_AWS_11"],
    cdkNag: ["AwsSolutions-VPC7"],
  },
  types: ["aws:ec2/vpc:Vpc"],
  checkStack: (subject, stack) => {
    const logs = stack.referring(subject.resource, ["aws:ec2/flowLog:FlowLog"], "vpcId");
    if (logs.length === 0) subject.reportWhole("has no flow log");
  },
};
