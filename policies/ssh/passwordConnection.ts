import type { Rule } from "../core/rule";
import { connections, REMOTE_TYPES } from "./connections";

/** Provisioning logs in by key too. */
export const passwordConnection: Rule = {
  id: "ssh-password-connection",
  title: "Pulumi logs in to hosts by key",
  why: "a host that Pulumi reaches by password lets everybody try passwords",
  mend: "give the connection a privateKey instead of a password",
  severity: "high",
  maps: { practices: ["Authentication and authorization"], pciDss4: ["8.3.1"], owaspApi2023: ["API2"] },
  types: REMOTE_TYPES,
  check: (subject) =>
    subject.each(connections(subject), (connection) => {
      const password = connection.get("password");
      if (password.exists) subject.report(password, "is given");
    }),
};
