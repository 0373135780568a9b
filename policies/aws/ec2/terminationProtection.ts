import { productionStacks, servesUsers } from "../../core/productionStacks";
import type { Rule } from "../../core/rule";
import { hasLaunchTemplate, INSTANCE } from "./launched";

/** Hosts of an Auto Scaling group come and go; an instance that is declared alone is meant to stay. */
export const terminationProtection: Rule = {
  id: "aws-instance-termination-protection",
  title: "Production's instances cannot be terminated by one call",
  why: "one slip in the console, or one stolen session, takes the service and its logs away",
  mend: "set disableApiTermination to true",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["6.5.1"],
    owaspApi2023: ["API8"],
    cdkNag: ["AwsSolutions-EC29"],
  },
  types: [INSTANCE],
  parameters: productionStacks,
  check: (subject) => {
    if (!servesUsers(subject)) return;
    const disabled = subject.properties.get("disableApiTermination");
    if (disabled.boolean) return;
    if (disabled.exists) subject.report(disabled, "is false");
    else if (!hasLaunchTemplate(subject)) subject.report(disabled, "is missing");
  },
};
