import { ensureGoExecutable, type GoExecutable } from "../engine/goExecutable";

/**
 * Makes sure of a real Tyk gateway: built once from its Go module (about 90 s) and cached.
 *
 * @throws Error when Go is missing or the build fails.
 * @see https://github.com/TykTechnologies/tyk
 */
export function ensureTyk(): Promise<GoExecutable> {
  return ensureGoExecutable({
    title: "Tyk",
    name: "tyk",
    // What the gateway of that commit calls itself.
    version: "4.3.0",
    module: "github.com/TykTechnologies/tyk",
    // The newest commit that is served as a Go module: tags from v2 on lack the suffix that Go asks of a major version.
    moduleVersion: "v1.9.2-0.20230228090416-dfc3f76938c8",
    go: "1.21",
    minutes: 2,
  });
}
