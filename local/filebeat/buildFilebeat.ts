import { ensureGoExecutable, type GoExecutable } from "../engine/goExecutable";
import { installMissingPackages } from "../hosts/requirements";

const MODULE = "github.com/elastic/beats/v7";
/** The newest release that is served as a Go module: from 8.0 on, tags do not match the module's path. */
const VERSION = "7.17.29";

/** The journald input binds libsystemd through its headers (and loads the library where it runs). */
const NEEDED = { gcc: "gcc", "/usr/include/systemd/sd-journal.h": "libsystemd-dev" };

/**
 * Makes sure of a real Filebeat, of the Apache-licensed part and with the journald input: built once from its Go module
 * (2 to 5 minutes) and cached.
 *
 * @throws Error when Go or a C compiler is missing or the build fails.
 * @see https://github.com/elastic/beats
 */
export function ensureFilebeat(): Promise<GoExecutable> {
  return ensureGoExecutable({
    title: "Filebeat",
    name: "filebeat",
    version: VERSION,
    module: MODULE,
    moduleVersion: `v${VERSION}`,
    package: `${MODULE}/filebeat`,
    tags: ["withjournald"],
    go: "1.23",
    minutes: 3,
    prepare: () => installMissingPackages(NEEDED),
  });
}
