import type { Rule } from "../../core/rule";
import { secretKind } from "../../secrets/recognize";
import { LAUNCHED_TYPES } from "./launched";
import { userDataText, withoutHostKeys } from "./userData";

/** Marked secret or not: that keeps the state clean, but not the instance. */
export const userDataSecret: Rule = {
  id: "aws-instance-user-data-secret",
  title: "User data holds no key or token",
  why: "every process on the host can read it from the metadata service, and everybody who may describe instances from the API",
  mend: "let the host fetch it with its own role from Secrets Manager or the Parameter Store",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.3.2", "8.6.2"],
    owaspApi2023: ["API2", "API8"],
    checkov: ["CKV_AWS_46"],
  },
  types: LAUNCHED_TYPES,
  check: (subject) => {
    subject.each(["userData", "userDataBase64"], (property) => {
      const value = subject.properties.get(property);
      const kind = secretKind(withoutHostKeys(userDataText(value, property, subject.resource.type)));
      if (kind) subject.report(value, `holds ${kind}`);
    });
  },
};
