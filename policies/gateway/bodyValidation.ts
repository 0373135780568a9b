import type { Rule } from "../core/rule";
import { eachApiAndOperation, GATEWAY } from "./operations";

/** Bodies are what the document says. */
export const bodyValidation: Rule = {
  id: "gateway-body-validation",
  title: "JSON bodies are checked against the API's document",
  why: "properties and types that nobody thought of get to the program behind, which may well take them",
  mend: "leave validateBody on, and mend the document where it refuses what is right",
  severity: "medium",
  maps: { practices: ["Input validation"], pciDss4: ["6.2.4"], owaspApi2023: ["API3", "API8"] },
  types: [GATEWAY],
  check: (subject) =>
    eachApiAndOperation(subject, (value) => {
      const validated = value.get("validateBody");
      if (validated.boolean === false) subject.report(validated, "is false: any JSON gets through");
    }),
};
