import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AuditedHost } from "../../model/audited";
import type { Scanner } from "../../model/scanner";
import { run } from "../../ssh";
import { aptInstallation } from "../install/apt";
import { fileName, makeScanner, type Scanned, type Target } from "../scanner";
import { lynisPaths, packLynis } from "./assets";
import { lynisCommand, lynisSeconds } from "./command";
import { parseLynis } from "./parse";

interface LynisTarget extends Target {
  readonly host: AuditedHost;
}

/** Read from its script: asked itself, it would want to be root. */
function version(): Promise<string | undefined> {
  const { program } = lynisPaths;
  if (!existsSync(program)) return Promise.resolve(undefined);
  return Promise.resolve(/^\s*PROGRAM_VERSION="(.+)"$/m.exec(readFileSync(program, "utf8"))?.[1]);
}

async function scan({ host, label }: LynisTarget, folder: string): Promise<Scanned> {
  const { code, stdout, stderr } = await run(host.ssh, lynisCommand, await packLynis(), {
    limitSeconds: lynisSeconds + 60,
  });
  if (code !== 0) throw new Error(`Lynis did not finish: ${stderr.trim() || stdout.trim().slice(-500)}`);
  writeFileSync(join(folder, fileName(label, "dat")), stdout, { mode: 0o600 });
  const { index, tests, warnings, suggestions, findings } = parseLynis(stdout, host.name);
  return { findings, figures: { "hardening index": index, tests, warnings, suggestions } };
}

/** Every host from inside. No test is left out; nothing is installed there, and nothing stays. */
export const lynis: Scanner = makeScanner({
  name: "Lynis",
  key: "lynis",
  about: "Every host from inside: accounts, kernel, files, services",
  installation: aptInstallation({ name: "lynis", program: lynisPaths.program, version }),
  targets: ({ hosts }) => hosts.map((host): LynisTarget => ({ host, label: host.name })),
  otherwise: "There is no host",
  scan,
});
