import { readAsset } from "../../assets";
import type { Expectations } from "../expectations/expectations";

/** The script's parts, in the order in which they make one. */
const parts = [
  "base",
  "listening",
  "firewall",
  "ssh",
  "accounts",
  "kernel",
  "updates",
  "services",
  "files",
  "certificates",
  "logs",
  "edge",
  "gateway",
  "drift",
  "main",
];

/**
 * What looks at a host from inside: one program for Python 3.9 and newer, without anything beside its standard library.
 * It changes nothing, and is called with the path of a file that holds {@link Expectations}; it prints
 * `{"score": 0–100, "results": [CheckResult…]}` as one line of JSON. It ends with 0 whatever it found.
 */
export function insideScript(): string {
  return parts.map((part) => readAsset(`components/audit/inside/assets/${part}.py`)).join("\n\n");
}

/**
 * The same with its expectations in it, for `python3 -I -B -`: nothing of it is ever a file on the host.
 *
 * @param expectations - what the host ought to be
 */
export function insideProgram(expectations: Expectations): string {
  // A string of JSON is a string of Python too.
  return `${insideScript()}\nreport(json.loads(${JSON.stringify(JSON.stringify(expectations))}))\n`;
}
