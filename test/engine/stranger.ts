import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "../../local/engine/projectRoot";

const root = projectRoot();

/** Our packages, by name, with what `npm pack` is told of them. */
const packages: Readonly<Record<string, string[]>> = {
  portcullis: [],
  "@portcullis/policies": ["--workspace", "policies"],
};

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** An example in a folder of its own, as somebody has it who followed its README. */
export class Stranger {
  /** The folder. */
  readonly folder = mkdtempSync(join(tmpdir(), "portcullis-example-"));

  /** @param example - its folder's name below `examples/` */
  constructor(example: string) {
    cpSync(join(root, "examples", example), this.folder, {
      recursive: true,
      filter: (path) => !/node_modules|\.tgz$/.test(path.slice(root.length)),
    });
    const { dependencies, devDependencies } = manifest(this.folder);
    this.install({ ...dependencies, ...devDependencies });
  }

  /** Path of an installed module, or of a file of it. */
  module(...parts: string[]): string {
    return join(this.folder, "node_modules", ...parts);
  }

  /** What the compiler says of the program; empty where it has nothing against it. */
  typeErrors(): string {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    return spawnSync(process.execPath, [compiler, "-p", this.folder], { encoding: "utf8" }).stdout;
  }

  /** Removes the folder. */
  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private install(wanted: Record<string, string>): void {
    for (const [name, version] of Object.entries(wanted)) {
      if (name in packages) this.installPacked(name, version);
      else this.link(name);
    }
  }

  /** Our own package as `npm pack` makes it, with what npm installs beside it: dependencies, and peers that are no choice. */
  private installPacked(name: string, version: string): void {
    // dist is up to date: `npm test` compiles first.
    const options = ["--ignore-scripts", "--json", "--pack-destination", this.folder, ...packages[name]!];
    const packed = execFileSync("npm", ["pack", ...options], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    expect(version).toBe(`file:${filename}`);
    const target = this.module(name);
    mkdirSync(target, { recursive: true });
    execFileSync("tar", ["-xf", join(this.folder, filename), "--strip-components=1", "-C", target]);
    const { dependencies, peerDependencies = {}, peerDependenciesMeta = {} } = manifest(target);
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    for (const other of [...Object.keys(dependencies ?? {}), ...peers]) this.link(other);
  }

  /** Each package by itself: npm, should anything call it here, must not find the checkout's folder behind a link. */
  private link(name: string): void {
    const target = this.module(name);
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { force: true });
    symlinkSync(join(root, "node_modules", name), target);
  }
}
