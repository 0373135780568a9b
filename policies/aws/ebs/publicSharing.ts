import type { Rule } from "../../core/rule";

/** Both are settings of the account in one region. */
export const publicSharing: Rule = {
  id: "aws-ebs-public-sharing",
  title: "Snapshots and images cannot be shared with the public",
  why: "people look through public snapshots for keys all day, and one click makes a snapshot public",
  mend: 'set state to "block-all-sharing" for snapshots and "block-new-sharing" for images',
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["1.4.4", "7.2.1"],
    owaspApi2023: ["API8"],
  },
  types: [
    "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  ],
  check: (subject) => {
    const state = subject.properties.get("state");
    if (state.string === "unblocked") subject.report(state, 'is "unblocked"');
  },
};
