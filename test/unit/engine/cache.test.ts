import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOnce } from "../../../local/engine/cache";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "portcullis-cache-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("builds once, also when asked twice at the same time", async () => {
  let builds = 0;
  const build = async (into: string): Promise<void> => {
    builds++;
    await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(join(into, "artefact"), "made");
  };
  const path = join(folder, "thing-1.0.0");
  expect(await Promise.all([buildOnce(path, build), buildOnce(path, build)])).toEqual([path, path]);
  await buildOnce(path, build);
  expect(builds).toBe(1);
  expect(readdirSync(folder)).toEqual(["thing-1.0.0"]);
});

test("a build that fails leaves nothing, and the next one may succeed", async () => {
  const path = join(folder, "thing-1.0.0");
  const failing = buildOnce(path, (into) => {
    writeFileSync(join(into, "half"), "");
    return Promise.reject(new Error("no compiler"));
  });
  await expect(failing).rejects.toThrow("no compiler");
  expect(readdirSync(folder)).toEqual([]);
  await buildOnce(path, () => Promise.resolve());
  expect(existsSync(path)).toBe(true);
});

test("what a killed builder left is cleared away", async () => {
  const path = join(folder, "thing-1.0.0");
  // No process has this id: it is above the kernel's limit.
  writeFileSync(`${path}.lock`, "4194999 12345");
  mkdirSync(`${path}.building-4194999`);
  await buildOnce(path, () => Promise.resolve());
  expect(readdirSync(folder)).toEqual(["thing-1.0.0"]);
});

test("a lock whose process id now belongs to another process is stale", async () => {
  const path = join(folder, "thing-1.0.0");
  writeFileSync(`${path}.lock`, `${process.pid} 1`);
  await buildOnce(path, () => Promise.resolve());
  expect(readdirSync(folder)).toEqual(["thing-1.0.0"]);
});

test("says which lock it has waited for", async () => {
  const path = join(folder, "thing-1.0.0");
  let release = (): void => undefined;
  const first = buildOnce(path, () => new Promise<void>((resolve) => (release = resolve)));
  await expect(buildOnce(path, () => Promise.resolve(), 0)).rejects.toThrow(`${path}.lock`);
  release();
  await first;
});
