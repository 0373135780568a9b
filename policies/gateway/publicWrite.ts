import type { Rule } from "../core/rule";
import { apis, GATEWAY, isSafe, operations } from "./operations";

/** Operations that change something and let anybody call. */
export const publicWrite: Rule = {
  id: "gateway-public-write",
  title: "Nobody changes anything without saying who they are",
  why: "whoever finds the operation can write, as often as the edge's limits let them, and no log knows who it was",
  mend: "remove public: true, or name the operation in allowed where that is what it is for, as a login is",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization", "Firewalls and gateways"],
    pciDss4: ["8.2.1"],
    owaspApi2023: ["API2", "API5"],
  },
  types: [GATEWAY],
  parameters: {
    allowed: {
      type: "array",
      items: { type: "string" },
      uniqueItems: true,
      default: [],
      description: "Operations that are meant for anybody, as the settings name them, such as `POST /login`.",
    },
  },
  check: (subject) => {
    const allowed = subject.parameter<string[]>("allowed");
    subject.each(apis(subject), (api) =>
      subject.each(operations(api), ({ name, settings, method }) => {
        const open = settings.get("public");
        if (method !== undefined && !isSafe(method) && !allowed.includes(name) && open.boolean)
          subject.report(open, `is true for ${method}: anybody may`);
      }),
    );
  },
};
