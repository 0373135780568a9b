import type { Rule } from "../../core/rule";

/** To lock it down, remove it: aws.ec2.DefaultVpc with forceDestroy, once. */
export const defaultVpc: Rule = {
  id: "aws-vpc-default",
  title: "Nothing is built on the default VPC",
  why: "all of its subnets are public, so a host that is put there by mistake is on the internet",
  mend: "make a VPC of its own with public and private subnets",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.4.1", "2.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_148"],
  },
  types: ["aws:ec2/defaultVpc:DefaultVpc"],
  check: (subject) => {
    const destroy = subject.properties.get("forceDestroy");
    if (!destroy.boolean) subject.reportWhole("is the default VPC");
  },
};
