import { readFile, writeFile } from "node:fs/promises";
import type { CallerHeader } from "./callers";

/** A text without the values of some headers. */
export function withoutSecrets(text: string, headers: Readonly<Record<string, CallerHeader>>): string {
  return Object.values(headers)
    .map(({ value }) => value.replace(/^Bearer /, ""))
    .reduce((left, secret) => left.replaceAll(secret, "[secret]"), text);
}

/** Keeps a file of a scanner with the report, without the values of some headers. */
export async function keep(
  from: string,
  to: string,
  headers: Readonly<Record<string, CallerHeader>>,
): Promise<string> {
  const text = withoutSecrets(await readFile(from, "utf8"), headers);
  await writeFile(to, text, { mode: 0o600 });
  return text;
}
