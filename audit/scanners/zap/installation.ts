import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "../install/installation";
import { programVersion } from "../install/programVersion";

/** Places that ZAP's own packages and installers, Kali's package and snap put it at. */
const places = ["/opt/zaproxy/zap.sh", "/usr/share/zaproxy/zap.sh", "/snap/bin/zaproxy"];

/** ZAP's start script: where ZAP_HOME says, on PATH, or where installers put it. */
export function findZap(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { ZAP_HOME: home, PATH: path = "" } = environment;
  const candidates = [
    ...(home === undefined ? [] : [join(home, "zap.sh")]),
    ...path
      .split(":")
      .filter((folder) => folder !== "")
      .map((folder) => join(folder, "zap.sh")),
    ...places,
  ];
  return candidates.find((file) => existsSync(file));
}

/**
 * ZAP on this machine. It is not installed from here: no package registry has it with its add-ons, and its makers hand it out
 * on their own site.
 */
export const zapInstallation: Installation = {
  byHand:
    "snap install zaproxy --classic, or unpack the Linux package of ZAP 2.16 or newer from zaproxy.org/download to /opt/zaproxy; Java 17 or newer is needed",
  version: async () => {
    const zap = findZap();
    return zap === undefined ? undefined : programVersion([zap, "-version"], /^(\d+\.\d+\.\d+|D-\S+)$/m);
  },
  install: () =>
    Promise.reject(new Error(`ZAP is handed out on its makers' site alone. ${zapInstallation.byHand}`)),
};
