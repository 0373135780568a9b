import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { readAsset } from "../../../components/assets";
import type { CallerHeader } from "../apis/callers";
import { servedDocument } from "../apis/document";
import type { ApiTarget } from "../apis/targets";
import { type Effort, renderSettings } from "./settings";

/** Files of one run. */
export interface Prepared {
  readonly settings: string;
  readonly document: string;
  readonly report: string;
  readonly junit: string;
}

/**
 * Writes what one run reads into a private folder: its settings hold credentials.
 *
 * @param roots - authorities beside the public ones that the sites' certificates may end at, PEM
 */
export async function prepare(
  folder: string,
  target: ApiTarget,
  headers: Readonly<Record<string, CallerHeader>>,
  roots: readonly string[],
  effort: Effort,
): Promise<Prepared> {
  const at = (name: string): string => join(folder, name);
  const write = (name: string, content: string): Promise<void> =>
    writeFile(at(name), content, { mode: 0o600 });
  const files = {
    hooks: at("hooks.py"),
    report: at("report.json"),
    junit: at("junit.xml"),
    ...(roots.length === 0 ? {} : { authorities: at("authorities.pem") }),
  };
  await write("hooks.py", readAsset("audit/scanners/schemathesis/assets/hooks.py"));
  await write("hosts.json", JSON.stringify({ [target.site]: target.address }));
  await write("openapi.json", JSON.stringify(servedDocument(target), null, 2));
  await write("schemathesis.toml", renderSettings(target, headers, files, effort));
  if (roots.length > 0) await write("authorities.pem", [...roots, ...rootCertificates].join("\n"));
  const { report, junit } = files;
  return { settings: at("schemathesis.toml"), document: at("openapi.json"), report, junit };
}
