import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A package that a program declares. */
export interface Dependency {
  name: string;
  /** The installed version, or the declared range where it is not installed. */
  version: string;
}

interface Manifest {
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

/** The packages that a program's package.json declares, with the versions installed in its node_modules folder. */
export function declaredDependencies(folder: string): Dependency[] {
  const manifest = readManifest(folder);
  return Object.entries({ ...manifest?.dependencies, ...manifest?.devDependencies }).map(([name, range]) => ({
    name,
    version: readManifest(join(folder, "node_modules", name))?.version ?? range,
  }));
}
