import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Severity } from "../../components/audit/severity";
import { projectRoot } from "../../local/engine/projectRoot";
import { html } from "./formats/html/html";
import { junit } from "./formats/junit";
import { markdown } from "./formats/markdown";
import { sarif } from "./formats/sarif";
import type { Report } from "./model";
import { reportFiles } from "./reportFiles";

function version(): string {
  const manifest = readFileSync(path.join(projectRoot(), "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Writes a report in every format. A report says where hosts are weak: nobody else on this machine may read it.
 *
 * @param report - the report
 * @param folder - where to, made where it is missing
 * @param threshold - least severity that fails a JUnit test case. Default: `medium`
 * @returns paths of the files, by format
 */
export function writeReport(
  report: Report,
  folder: string,
  threshold: Severity = "medium",
): Record<keyof typeof reportFiles, string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (format: keyof typeof reportFiles, text: string): string => {
    const file = path.join(folder, reportFiles[format]);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  return {
    json: write("json", json(report)),
    markdown: write("markdown", markdown(report)),
    html: write("html", html(report)),
    sarif: write("sarif", json(sarif(report, version()))),
    junit: write("junit", junit(report, threshold)),
  };
}
