import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine, processIds } from "../../../local/hosts/processes";
import { typescriptArgv, until } from "../support";

test("an image build that is killed takes its processes and mounts along, and no half image counts as one", async () => {
  const cache = mkdtempSync(join(tmpdir(), "portcullis-test-"));
  const [file = "", ...args] = typescriptArgv(join(__dirname, "steps/buildImage.ts"));
  const child = spawn(file, args, { stdio: "ignore", env: { ...process.env, XDG_CACHE_HOME: cache } });
  const ended = once(child, "exit");
  const building = (): number[] =>
    processIds().filter((pid) => commandLine(pid).some((word) => word.includes(cache)));
  const images = (): string[] =>
    readdirSync(join(cache, "portcullis")).filter((name) => name.endsWith(".tar"));
  try {
    const work = (): string | undefined =>
      readdirSync(join(cache, "portcullis"))
        .filter((name) => name.endsWith(".build"))
        .map((name) => join(cache, "portcullis", name, "tmp"))
        .find((folder) => existsSync(folder) && readdirSync(folder).length > 0);
    await until(work, { limitSeconds: 300, what: "mmdebstrap to have begun" });
    expect(building()).not.toEqual([]);
    child.kill("SIGKILL");
    await ended;
    await until(() => building().length === 0, {
      limitSeconds: 120,
      what: "the build's processes to end",
    });
    expect(images()).toEqual([]);
    expect(readFileSync("/proc/self/mounts", "utf8")).not.toContain(cache);
  } finally {
    child.kill("SIGKILL");
    await ended;
    rmSync(cache, { recursive: true, force: true, maxRetries: 10 });
  }
});
