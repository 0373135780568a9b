import { readAsset } from "../../assets";
import type { BundleFile } from "../../host/bundle";
import { datasets } from "../events/datasets";
import { renderScriptRedaction } from "../events/redaction";
import { textFields } from "./fields";
import { scriptFolder, shipperUnit } from "./paths";

/** Scripts by the kind of log that they read, with the parts that they are made of. */
const parts = {
  access: ["access"],
  errorLog: ["errorLog"],
  journal: ["authentication", "journal"],
  ndjson: ["ndjson"],
} as const;

/** Kind of log that there is a script for. */
export type ScriptName = keyof typeof parts;

/** What hosts send themselves: alerts and refused events are others' to make. */
const hostDatasets = Object.fromEntries(
  Object.entries(datasets).filter(([name]) => !["alerts", "refused"].includes(name)),
);

/** What the scripts know of the host. */
export interface ScriptSettings {
  /** Last part of the data streams' names. */
  readonly namespace: string;
  /** The web server, if there is one. */
  readonly module?: string;
}

/** Text of a script: what Filebeat's engine (goja, ECMAScript 5.1) runs for each event. */
export function renderScript(name: ScriptName, settings: ScriptSettings): string {
  const asset = (part: string): string => readAsset(`components/logging/shipper/assets/${part}.js`);
  const known = { ...settings, unit: shipperUnit, datasets: hostDatasets, texts: textFields };
  return [
    "// Managed by Portcullis.",
    `var settings = ${JSON.stringify(known, null, 2)};`,
    renderScriptRedaction(),
    asset("common"),
    ...parts[name].map(asset),
  ].join("\n");
}

/** Path of a script on a host. */
export function scriptFile(name: ScriptName): string {
  return `${scriptFolder}/${name}.js`;
}

/** All scripts; root's, as Filebeat asks of what it runs. */
export function scriptFiles(settings: ScriptSettings): BundleFile[] {
  return (Object.keys(parts) as ScriptName[]).map((name) => ({
    path: scriptFile(name),
    content: renderScript(name, settings),
  }));
}
