import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cliFromPath } from "../../../local/engine/cli";
import { buildCliFromGo } from "../../../local/engine/cliFromGo";
import { atLeast, pluginVersion } from "../../../local/engine/versions";

let folder: string;
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-cli-"));
  process.env.PATH = folder;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

function executable(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

test("a new enough CLI on PATH is taken, with the language host beside it", async () => {
  executable("pulumi", "echo v3.300.1");
  const said: string[] = [];
  const cli = { path: join(folder, "pulumi"), version: "3.300.1" };
  expect(await cliFromPath((line) => said.push(line))).toEqual({ ...cli, hasLanguageHost: false });
  executable("pulumi-language-nodejs", "true");
  expect(await cliFromPath((line) => said.push(line))).toEqual({ ...cli, hasLanguageHost: true });
  expect(said).toEqual([]);
});

test.each([
  ["too old", "echo v3.100.0", /Pulumi 3\.100\.0 \(.*pulumi\) is too old, 3\.221\.0 or newer is needed/],
  ["broken", "echo oops >&2; exit 1", /pulumi does not tell its version \(oops\): not used/],
])("a CLI that is %s is not taken, and it is said why", async (_kind, script, reason) => {
  executable("pulumi", script);
  const said: string[] = [];
  expect(await cliFromPath((line) => said.push(line))).toBeUndefined();
  expect(said).toEqual([expect.stringMatching(reason)]);
});

test("without any CLI on PATH nothing is said", async () => {
  const say = jest.fn();
  expect(await cliFromPath(say)).toBeUndefined();
  expect(say).not.toHaveBeenCalled();
});

test("a Go that can neither build nor fetch a newer one is named, with the alternatives", async () => {
  executable("go", "printf 'go1.20.3\\nlocal\\n'");
  const building = buildCliFromGo({ write: () => true });
  await expect(building).rejects.toThrow(
    /needs Go 1\.25\.11 or newer to be built, .*go is 1\.20\.3: install a newer Go, or/,
  );
});

test("versions are compared as numbers", () => {
  expect(atLeast("3.221.0", "3.221.0")).toBe(true);
  expect(atLeast("v3.1000.0-alpha.1", "3.221.0")).toBe(true);
  expect(atLeast("3.99.9", "3.221.0")).toBe(false);
  expect(atLeast("1.21", "1.20.5")).toBe(true);
});

test("plugins are looked for in the versions that the SDKs ask for", () => {
  expect([pluginVersion("command"), pluginVersion("tls")]).toEqual(["1.2.1", "5.6.1"]);
});
