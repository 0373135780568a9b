import type { Log, Result, Run } from "sarif";
import type { Severity } from "../core/rule";

/** What GitHub's code scanning sorts by: from 9 critical, 7 high, 4 medium. */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.5",
};

/** How bad a result of a severity is to SARIF. */
export const LEVEL: Readonly<Record<Severity, Result.level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** A text as a sentence of its own. */
export const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

/** A log of SARIF 2.1.0. */
export function sarifLog(runs: Run[]): Log {
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs,
  };
}
