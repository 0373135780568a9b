import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Where expensive artefacts are kept between checkouts: `$XDG_CACHE_HOME/portcullis`, or `~/.cache/portcullis`. */
export function cacheRoot(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "portcullis");
}

/** Identity of a process that survives the reuse of its id: its start time in clock ticks (proc(5), field 22). */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function tryLock(file: string): boolean {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, `${process.pid} ${startTime(process.pid)}`);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Removes the lock of a process that has ended without removing it (killed, reboot). */
function removeStaleLock(file: string): void {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch {
    return;
  }
  const [pid, started] = content.split(" ");
  // An empty file belongs to somebody who is just about to write into it.
  if (pid && startTime(Number(pid)) !== started) rmSync(file, { force: true });
}

/** Removes what builders that were killed have left beside `path`. */
function removeAbandonedBuilds(path: string): void {
  const prefix = `${basename(path)}.building-`;
  for (const entry of readdirSync(dirname(path))) {
    if (entry.startsWith(prefix) && startTime(Number(entry.slice(prefix.length))) === undefined) {
      rmSync(join(dirname(path), entry), { recursive: true, force: true });
    }
  }
}

/**
 * The folder `path`, made by `build` if it does not exist. Two processes never build at once: the second waits for the
 * first. A build that fails or is killed leaves nothing that looks finished: it works in a sibling folder, which is
 * renamed at the end.
 *
 * @param path - the finished folder
 * @param build - fills the folder that it is given
 * @param waitSeconds - how long to wait for another builder; 900 s by default
 * @returns `path`
 * @throws what `build` throws, or an error that names the lock file after `waitSeconds`
 */
export async function buildOnce(
  path: string,
  build: (folder: string) => Promise<void>,
  waitSeconds = 900,
): Promise<string> {
  if (existsSync(path)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const lock = `${path}.lock`;
  const until = Date.now() + waitSeconds * 1000;
  while (!tryLock(lock)) {
    removeStaleLock(lock);
    if (existsSync(path)) return path;
    if (Date.now() > until) {
      throw new Error(
        `another process has been building ${path} for more than ${waitSeconds} s (see ${lock})`,
      );
    }
    await delay(100);
  }
  const temporary = `${path}.building-${process.pid}`;
  try {
    if (existsSync(path)) return path;
    removeAbandonedBuilds(path);
    mkdirSync(temporary);
    await build(temporary);
    renameSync(temporary, path);
    return path;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
}
