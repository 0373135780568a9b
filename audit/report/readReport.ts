import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Report } from "./model";
import { reportFiles } from "./reportFiles";
import schema from "./schema/audit-report.schema.json";

let compiled: ValidateFunction<Report> | undefined;

/** What its schema has against a report; nothing where it is one. */
export function reportMistakes(value: unknown): string[] {
  compiled ??= addFormats(new Ajv({ allErrors: true, allowUnionTypes: true })).compile<Report>(schema);
  if (compiled(value)) return [];
  return compiled.errors!.map(({ instancePath, message, params }) => {
    const extra = (params as { additionalProperty?: string }).additionalProperty;
    return `${instancePath || "the whole"} ${message}${extra === undefined ? "" : `: ${extra}`}`;
  });
}

/**
 * Reads a report that was written before.
 *
 * @param file - a `report.json`
 * @throws Error that says what is wrong where it cannot be read or is none
 */
export function readReport(file: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is not the report of an audit: ${(error as Error).message}`);
  }
  const mistakes = reportMistakes(value);
  if (mistakes.length === 0) return value as Report;
  const told = mistakes.slice(0, 5).join("; ");
  throw new Error(`${file} is not the report of an audit, or one of another version: ${told}`);
}

/** When a report's audit began; `undefined` where it is none. */
function timeOf(file: string): string | undefined {
  try {
    const { at } = JSON.parse(readFileSync(file, "utf8")) as { at?: unknown };
    return typeof at === "string" ? at : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The newest report among those in the folders of `folder`, by their own times: names of folders are the user's.
 *
 * @returns path of its `report.json`; `undefined` where there is none
 */
export function newestReport(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const reports = readdirSync(folder).flatMap((name): { file: string; at: string }[] => {
    const file = path.join(folder, name, reportFiles.json);
    const at = timeOf(file);
    return at === undefined ? [] : [{ file, at }];
  });
  return reports.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.file;
}
