import type { Rule } from "../../core/rule";

/** A subnet without one has the VPC's default, which lets everything through. */
export const aclAttached: Rule = {
  id: "aws-network-acl-attached",
  title: "Network ACLs are attached to subnets",
  why: "one that guards nothing looks like a defence to whoever reads the code",
  mend: "name the subnets in subnetIds, declare aws.ec2.NetworkAclAssociation, or remove the ACL",
  severity: "low",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV2_AWS_1"],
  },
  types: ["aws:ec2/networkAcl:NetworkAcl"],
  checkStack: (subject, stack) => {
    if (subject.properties.get("subnetIds").items().length > 0) return;
    const associations = stack.referring(
      subject.resource,
      ["aws:ec2/networkAclAssociation:NetworkAclAssociation"],
      "networkAclId",
    );
    if (associations.length === 0) subject.reportWhole("is attached to no subnet");
  },
};
