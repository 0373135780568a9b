import type { Rule } from "../core/rule";
import { connections, REMOTE_TYPES } from "./connections";

/** A connection without `hostKey` takes any key. */
export const hostKeyPinned: Rule = {
  id: "ssh-host-key-pinned",
  title: "Connections to hosts pin the host's key",
  why: "whoever answers in the host's place receives its files and secrets",
  mend: "set connection.hostKey (and connection.proxy.hostKey) to the host's public key, known before the first connection",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["2.2.7", "4.2.1"],
    owaspApi2023: ["API2", "API8"],
  },
  types: REMOTE_TYPES,
  check: (subject) =>
    subject.each(connections(subject), (connection) => {
      const hostKey = connection.get("hostKey");
      if (!hostKey.exists || hostKey.string === "") subject.report(hostKey, "is missing");
    }),
};
