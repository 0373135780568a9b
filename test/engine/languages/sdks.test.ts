import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findOnPath } from "../../../local/engine/findOnPath";
import { type GoModule, goModule } from "../../../local/engine/goModule";
import { projectRoot } from "../../../local/engine/projectRoot";
import { PULUMI_VERSION } from "../../../local/engine/versions";

const root = projectRoot();
const PKG = "github.com/pulumi/pulumi/pkg/v3";
const SDK = "github.com/pulumi/pulumi/sdk/v3";

// The generators are Go code; where there is no Go, nothing here can be tried.
const suite = findOnPath("go") ? describe : describe.skip;

suite("SDKs that Pulumi's own generators write from the schema", () => {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-sdks-"));
  const sdk = (language: string): string => join(folder, "sdk", language);
  let module: GoModule;

  beforeAll(async () => {
    // The versions that the CLI is built with, so that what was compiled for it is not compiled again.
    module = await goModule(folder, PKG, `v${PULUMI_VERSION}`);
    await module.go("mod", "edit", `-dropreplace=${SDK}`, `-require=${SDK}@v${PULUMI_VERSION}`);
    // Where a schema without an import path has its Go packages.
    await module.go("mod", "edit", "-module=example.com/pulumi-portcullis");
    cpSync(join(__dirname, "generate"), join(folder, "generate"), { recursive: true });
    await module.go("build", "-trimpath", "-o", join(folder, "generator"), "./generate");
    execFileSync(join(folder, "generator"), [
      join(root, "docs/reference/pulumi-schema.json"),
      join(folder, "sdk"),
    ]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("Go: a program that uses it compiles, and go vet has nothing against it", async () => {
    cpSync(join(__dirname, "program"), join(folder, "program"), { recursive: true });
    await module.go("vet", "-trimpath", "./program", "./sdk/go/...");
  });

  test("Python: it compiles", () => {
    const { status, stdout, stderr } = spawnSync("python3", ["-m", "compileall", "-q", sdk("python")], {
      encoding: "utf8",
    });
    expect(stdout + stderr).toBe("");
    expect(status).toBe(0);
    const source = readFileSync(join(sdk("python"), "pulumi_portcullis/environment/environment.py"), "utf8");
    expect(source).toContain("OpenSSH private key for the hosts that name no `privateKeyFile`.");
  });

  test("TypeScript: it compiles", () => {
    for (const name of ["@pulumi/pulumi", "@types/node"]) {
      const target = join(sdk("nodejs"), "node_modules", name);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(root, "node_modules", name), target);
    }
    // Pulumi fills the version in when it packs.
    const manifest = join(sdk("nodejs"), "package.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replaceAll("${VERSION}", "0.1.0"));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", sdk("nodejs"), "--noEmit"], {
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });

  test.skip("Java: Pulumi's generator for it is in no module that Go's proxy serves (github.com/pulumi/pulumi-java/pkg)", () =>
    undefined);
});
