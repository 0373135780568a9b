import type { Rule } from "../../core/rule";
import type { Value } from "../../core/value";
import { LIFECYCLES } from "./types";

/** Whether a rule is for all objects, by its filter or the older prefix. */
function isForAll(rule: Value): boolean {
  const filter = rule.get("filter");
  const parts = [filter, filter.get("and")].flatMap((part) => [
    part.get("prefix"),
    part.get("tag"),
    part.get("tags"),
    part.get("objectSizeGreaterThan"),
    part.get("objectSizeLessThan"),
  ]);
  return ![rule.get("prefix"), ...parts].some(
    (part) => part.exists && part.string !== "" && part.number !== 0,
  );
}

/** Amazon S3 User Guide, "Configuring a bucket lifecycle configuration to delete incomplete multipart uploads". */
export const lifecycle: Rule = {
  id: "aws-s3-lifecycle",
  title: "Uploads that were never finished are ended",
  why: "parts of broken uploads are in no listing: they are kept and paid for, with whatever they hold, for ever",
  mend: "add a rule for all objects with abortIncompleteMultipartUpload: { daysAfterInitiation: 7 }",
  severity: "low",
  maps: { practices: ["Security audits"], pciDss4: ["3.2.1"], checkov: ["CKV_AWS_300"] },
  types: LIFECYCLES,
  check: (subject) => {
    const rules = subject.properties.get("rules");
    const ends = rules
      .items()
      .some(
        (rule) =>
          rule.get("status").string === "Enabled" &&
          rule.get("abortIncompleteMultipartUpload").exists &&
          isForAll(rule),
      );
    if (!ends) subject.report(rules, "end no unfinished upload of all objects");
  },
};
