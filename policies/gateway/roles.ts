import type { Rule } from "../core/rule";
import type { Value } from "../core/value";
import { apis, GATEWAY, isSafe, operations } from "./operations";

const hasRoles = (value: Value): boolean => value.get("roles").items().length > 0;

/** Who may call is not yet what they may do. */
export const roles: Rule = {
  id: "gateway-roles",
  title: "What a caller may do depends on its roles",
  why: "without roles every key opens every operation, so that the least of them, once lost, is as good as all",
  mend: "give the API roles, and operations that change something roles of their own",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization", "Firewalls and gateways"],
    pciDss4: ["7.2.1", "7.2.5"],
    owaspApi2023: ["API5"],
    rfcs: ["RFC 9700 section 2.3"],
  },
  types: [GATEWAY],
  check: (subject) =>
    subject.each(apis(subject), (api) => {
      const named = operations(api);
      const guarded = hasRoles(api);
      if (!guarded && !named.some(({ settings }) => hasRoles(settings)))
        subject.report(api.get("roles"), "is empty, and no operation names any: all callers may do all");
      subject.each(named, ({ settings, method }) => {
        const own = settings.get("roles");
        if (guarded && method !== undefined && !isSafe(method) && own.exists && !hasRoles(settings))
          subject.report(own, `is empty for ${method}: any caller may, whatever the API asks for`);
      });
    }),
};
