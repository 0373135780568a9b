import { BUCKETS } from "../aws/s3/types";
import { KEYS } from "../aws/kms/types";
import type { Rule } from "../core/rule";

/** Pulumi documentation, "Resource option: protect". */
export const protect: Rule = {
  id: "pulumi-protect",
  title: "What cannot be made again is protected from deletion",
  why: "one pulumi destroy, a renamed resource or a change that replaces it, and data, keys, names or addresses are gone for good",
  mend: "set the resource option protect: true",
  severity: "medium",
  maps: { practices: ["Security audits"], pciDss4: ["10.3.2", "12.10.1"] },
  types: [
    ...BUCKETS,
    ...KEYS,
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:ec2/eip:Eip",
    "aws:efs/fileSystem:FileSystem",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:route53/zone:Zone",
  ],
  parameters: {
    stacks: {
      type: "string",
      format: "regex",
      default: "^prod",
      description: "Regular expression on the names of the stacks whose resources have to stay.",
    },
  },
  check: (subject) => {
    const { options } = subject.resource;
    if (options.protect || !new RegExp(subject.parameter<string>("stacks")).test(subject.stack)) return;
    subject.reportWhole(`is not protected on stack "${subject.stack}"`);
  },
};
