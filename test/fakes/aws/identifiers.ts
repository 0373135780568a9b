import { createHash } from "node:crypto";

/** Account that everything is made in. */
export const ACCOUNT_ID = "111122223333";

/** The same hexadecimal digits for the same words, at most 64: identifiers look random without being so. */
export function digits(length: number, ...words: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, length);
}

/** A UUID made of the words' digits. */
export function uuid(...words: readonly (string | number)[]): string {
  return digits(32, ...words).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Upper-case letters and figures, such as a hosted zone's id has. */
export function code(length: number, ...words: readonly (string | number)[]): string {
  const value = BigInt(`0x${digits(64, ...words)}`);
  return value.toString(36).toUpperCase().padStart(length, "0").slice(-length);
}

/** An Amazon Resource Name in the account. `region` and `account` are empty for global services. */
export function arn(service: string, region: string, resource: string, account = ACCOUNT_ID): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}
