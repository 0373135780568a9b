import type { Rule } from "../../core/rule";

/** Sharing with an account or an organization that is named is somebody's decision; the group is everybody. */
export const imagePublic: Rule = {
  id: "aws-ami-public",
  title: "Images are not shared with everybody",
  why: "anybody can start one and read what was left in it",
  mend: "name accountId, organizationArn or organizationalUnitArn instead of a group",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_205"],
  },
  types: ["aws:ec2/amiLaunchPermission:AmiLaunchPermission"],
  check: (subject) => {
    const group = subject.properties.get("group");
    if (group.exists) subject.report(group, `is "${group.string}"`);
  },
};
