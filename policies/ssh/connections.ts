import type { Rule } from "../core/rule";
import type { Subject } from "../core/subject";
import type { Value } from "../core/value";

/** Resources that open SSH connections. */
export const REMOTE_TYPES: Rule["types"] = [
  "command:remote:Command",
  "command:remote:CopyFile",
  "command:remote:CopyToRemote",
];

/** The connection of such a resource, and the one to the bastion where there is one. */
export function connections(subject: Subject): Value[] {
  const connection = subject.properties.get("connection");
  const found = [connection];
  subject.attempt(() => {
    const proxy = connection.get("proxy");
    if (proxy.exists) found.push(proxy);
  });
  return found;
}
