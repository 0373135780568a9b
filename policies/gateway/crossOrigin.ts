import type { Rule } from "../core/rule";
import { apis, GATEWAY } from "./operations";

/** Whose web pages may call from somebody's browser (WHATWG Fetch, CORS protocol). */
export const crossOrigin: Rule = {
  id: "gateway-cross-origin",
  title: "Few origins may call from a browser, and without its cookies",
  why: "a hole in any page of these origins calls the API as whoever looks at it",
  mend: "name the origins of your own pages alone, and leave cors.credentials off: tokens go in a header",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    owaspApi2023: ["API8"],
  },
  types: [GATEWAY],
  parameters: {
    maximumOrigins: {
      type: "integer",
      minimum: 0,
      default: 10,
      description: "Most origins of an API that are few enough.",
    },
  },
  check: (subject) => {
    const most = subject.parameter<number>("maximumOrigins");
    subject.each(apis(subject), (api) => {
      const credentials = api.get("cors.credentials");
      subject.attempt(() => {
        if (credentials.boolean) subject.report(credentials, "is true: browsers send cookies along");
      });
      const origins = api.get("cors.origins");
      const count = origins.items().length;
      if (count > most) subject.report(origins, `holds ${count} origins, at most ${most} are asked for`);
    });
  },
};
