import { digits } from "../identifiers";
import type { Making } from "../kind";

/** EC2's identifiers: a prefix and 17 hexadecimal digits. */
export const ec2Id =
  (prefix: string) =>
  ({ urn, serial }: Making): string =>
    `${prefix}-${digits(17, urn, serial)}`;

/** The identifier of something that AWS makes along with a resource. */
export function ec2IdAlong(prefix: string, { urn, serial }: Making, what: string): string {
  return `${prefix}-${digits(17, urn, serial, what)}`;
}
