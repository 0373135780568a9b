import type { Rule } from "../core/rule";
import { BUCKETS } from "../aws/s3/types";

/** Deleting what is not empty has to be said twice. */
export const forceDestroy: Rule = {
  id: "aws-force-destroy",
  title: "Buckets, zones and users that hold something are not deleted",
  why: "one pulumi destroy, or a change of the name, takes all objects, records or keys along, without a question",
  mend: "remove forceDestroy; empty what is really to go before",
  severity: "medium",
  maps: { practices: ["Security audits"], pciDss4: ["10.3.2"] },
  types: [...BUCKETS, "aws:s3/directoryBucket:DirectoryBucket", "aws:route53/zone:Zone", "aws:iam/user:User"],
  parameters: {
    stacks: {
      type: "string",
      format: "regex",
      default: "^(prod|staging)",
      description: "Regular expression on the names of the stacks that hold something.",
    },
  },
  check: (subject) => {
    if (!new RegExp(subject.parameter<string>("stacks")).test(subject.stack)) return;
    const force = subject.properties.get("forceDestroy");
    if (force.boolean) subject.report(force, `is true on stack "${subject.stack}"`);
  },
};
