import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Bundle } from "../components/host/bundle";

/** A folder holds this file where `npm run render` made it, and may replace it. */
const marker = ".portcullis-rendered";
const secretPlaceholder = "[secret]\n";

/** A bundle's data apart from contents and commands, as JSON. */
function summary(bundle: Bundle): string {
  const { name, packages, files, absent, services, trialSeconds } = bundle;
  const listed = files.map(({ path: at, mode, owner, secret }) => ({
    path: at,
    mode: mode ?? (secret ? "0600" : "0644"),
    owner: owner ?? "root:root",
    ...(secret ? { secret } : {}),
  }));
  return `${JSON.stringify({ name, packages, files: listed, absent, services, trialSeconds }, null, 2)}\n`;
}

/** A bundle's commands as one text, in the order in which they run. */
function commands(bundle: Bundle): string {
  const sections: [string, string[]][] = [
    ["prepare: what only the host can make, before the new files are judged", bundle.prepare ?? []],
    ["validate: judge the new files in place; a failure puts the former ones back", bundle.validate ?? []],
    [
      "activate: when something changed",
      (bundle.activate ?? []).map(({ run, paths }) =>
        paths ? `# when changed: ${paths.join(" ")}\n${run}` : run,
      ),
    ],
    ["verify: has to pass at the end; a failure puts the former files back", bundle.verify ?? []],
    ["deactivate: when the bundle is destroyed, the former files being back", bundle.deactivate ?? []],
  ];
  return sections
    .filter(([, texts]) => texts.length > 0)
    .map(([title, texts]) => `## ${title}\n${texts.map((text) => text.trimEnd()).join("\n")}\n`)
    .join("\n");
}

/**
 * The files that show what hosts get, by their path below the output folder: `<host>/<bundle>/<path on the host>`, and
 * beside them `bundle.json` (packages, modes, owners, services) and `commands.sh`. Secrets are `[secret]`.
 */
export function renderedFiles(hosts: Readonly<Record<string, readonly Bundle[]>>): Map<string, string> {
  const tree = new Map<string, string>();
  for (const [host, bundles] of Object.entries(hosts)) {
    for (const bundle of bundles) {
      const folder = `${host}/${bundle.name}`;
      for (const file of bundle.files)
        tree.set(path.posix.join(folder, file.path), file.secret ? secretPlaceholder : file.content);
      tree.set(`${folder}/bundle.json`, summary(bundle));
      const text = commands(bundle);
      if (text !== "") tree.set(`${folder}/commands.sh`, text);
    }
  }
  return tree;
}

/**
 * Writes the files to `folder` in place of what an earlier call wrote there; a failure leaves that as it was.
 *
 * @throws Error where `folder` holds anything that no earlier call wrote
 */
export function writeTree(folder: string, tree: ReadonlyMap<string, string>): void {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(path.join(folder, marker)))
    throw new Error(
      `${folder} holds files that \`npm run render\` did not write: name another folder with --out`,
    );
  mkdirSync(path.dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}.new-`);
  try {
    writeFileSync(path.join(fresh, marker), "This folder is replaced whole by `npm run render`.\n");
    for (const [name, content] of tree) {
      const file = path.join(fresh, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}
