import { isWorld } from "../../core/addressRange";
import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";

/** Whether an entry of a network ACL is for a TCP port. */
export function coversPort(entry: Value, port: number): boolean {
  const protocol = (entry.get("protocol").string ?? String(entry.get("protocol").number ?? "")).toLowerCase();
  // -1 is AWS's for every protocol and port, 6 the number of TCP.
  if (["-1", "all"].includes(protocol)) return true;
  if (!["6", "tcp"].includes(protocol)) return false;
  const from = entry.get("fromPort").number ?? 0;
  return from <= port && port <= (entry.get("toPort").number ?? from);
}

/** What an entry does: `allow` or `deny`. */
export function actionOf(entry: Value): string {
  return (entry.get("action").string ?? entry.get("ruleAction").string ?? "").toLowerCase();
}

/** The range of an entry for IPv4 or IPv6, where it is the world by the rule's parameters. */
export function worldRange(
  subject: Subject,
  entry: Value,
  family: "cidrBlock" | "ipv6CidrBlock",
): Value | undefined {
  const range = entry.get(family);
  const v4 = subject.parameter<number>("minimumPrefixV4");
  const v6 = subject.parameter<number>("minimumPrefixV6");
  return range.string && isWorld(range.string, v4, v6) ? range : undefined;
}

/**
 * Whether an entry is for the ports that answers come back to (1024 to 65535 in the Amazon VPC User Guide), which a
 * network ACL has to let in because it keeps no state.
 */
export function isForAnswers(entry: Value): boolean {
  return (entry.get("fromPort").number ?? 0) >= 1024 && entry.get("toPort").number === 65535;
}
