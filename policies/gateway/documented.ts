import type { Rule } from "../core/rule";
import { apis, GATEWAY } from "./operations";

/** Input is checked against a document; routes alone have none. */
export const documented: Rule = {
  id: "gateway-schema",
  title: "Every API has a document that its requests are checked against",
  why: "paths, parameters and bodies of any shape get to the program behind, which may well take them",
  mend: "write an OpenAPI document, and give it by openApi instead of routes",
  severity: "low",
  maps: { practices: ["Input validation"], pciDss4: ["6.2.4"], owaspApi2023: ["API3", "API8", "API9"] },
  types: [GATEWAY],
  check: (subject) =>
    subject.each(apis(subject), (api) => {
      const document = api.get("openApi");
      if (!document.exists) subject.report(document, "is missing: routes alone know no schema");
    }),
};
