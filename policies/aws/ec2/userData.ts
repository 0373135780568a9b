import { gunzipSync } from "node:zlib";
import type { Value } from "../../core/value";
import { LAUNCH_TEMPLATE } from "./launched";

/** More than EC2's limit of 16 KiB of user data can unpack to in earnest. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The text behind base64 and gzip, which cloud-init undoes too; nothing where it is neither. */
function decode(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString("utf8");
  } catch {
    return "";
  }
}

/** The property that holds user data in base64, by type. */
function isBase64(property: string, type: string): boolean {
  return property === "userDataBase64" || type === LAUNCH_TEMPLATE;
}

/** Text of a property with user data, as cloud-init reads it. */
export function userDataText(value: Value, property: string, type: string): string {
  const text = value.string ?? "";
  return isBase64(property, type) ? decode(text) : text;
}

/**
 * User data without cloud-init's `ssh_keys`: the host's own keys have to get there before anybody can connect. They tell
 * clients that it is this host and open nothing.
 */
export function withoutHostKeys(text: string): string {
  return text.replace(/^ssh_keys:[^\n]*\n(?:[ \t][^\n]*(?:\n|$)|\n)*/m, "");
}
