import { createHash } from "node:crypto";

/** Namespace of the ids: a random UUID that never changes, so that a rule's id never does. */
const ids = Buffer.from("5b2f0c1ed1f54e0c9d0a6a4f0f6f5f11", "hex");

/**
 * Id of a rule in Kibana, which takes none but UUIDs: a UUID version 5 (RFC 9562 section 5.5) of the environment's namespace
 * and the rule's name.
 */
export function kibanaRuleId(namespace: string, name: string): string {
  const hash = createHash("sha1").update(ids).update(`${namespace}/${name}`).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
