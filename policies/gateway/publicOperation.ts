import type { Rule } from "../core/rule";
import { apis, GATEWAY, operations } from "./operations";

/** The inventory of what anybody may call. */
export const publicOperation: Rule = {
  id: "gateway-public-operation",
  title: "What anybody may call is known and meant to be",
  why: "an operation that nobody remembers to be open shows what it has to everybody, and costs what anybody likes",
  mend: "remove public: true, or have allowed match the operation",
  severity: "low",
  maps: { practices: ["Authentication and authorization"], owaspApi2023: ["API2", "API9"] },
  types: [GATEWAY],
  parameters: {
    allowed: {
      type: "string",
      format: "regex",
      default: "^(GET /)?(health|healthz|livez|readyz)$",
      description: "Regular expression of operations that are meant for anybody, as the settings name them.",
    },
  },
  check: (subject) => {
    const allowed = new RegExp(subject.parameter<string>("allowed"));
    subject.each(apis(subject), (api) =>
      subject.each(operations(api), ({ name, settings }) => {
        const open = settings.get("public");
        if (!allowed.test(name) && open.boolean) subject.report(open, "is true: anybody may call");
      }),
    );
  },
};
