import { createHash } from "node:crypto";
import { createServer, type Server } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Binds an abstract Unix socket: only one process can, and the kernel lets go of it however that one ends. */
function bind(key: string): Promise<Server | undefined> {
  const name = createHash("sha256").update(key).digest("hex").slice(0, 32);
  return new Promise((resolve, reject) => {
    const server = createServer((connection) => connection.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(`\0portcullis-${name}`, () => {
      server.unref();
      resolve(server);
    });
  });
}

/**
 * Runs `work` while no other process of this machine, and no other caller in this process, runs under the same
 * key. A lock is never stale: the kernel drops it with its process, also at `kill -9`. Not re-entrant.
 *
 * @param limitSeconds how long to wait for the lock. Default: 600 s, enough for another's image build.
 * @throws Error when the lock stays taken for longer than the limit; whatever `work` throws.
 */
export async function withLock<T>(key: string, work: () => Promise<T>, limitSeconds = 600): Promise<T> {
  const deadline = Date.now() + limitSeconds * 1000;
  for (;;) {
    const server = await bind(key);
    if (server) {
      try {
        return await work();
      } finally {
        await new Promise<void>((resolve) => server.close(() => resolve()));
      }
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${key} has been in use by another process for ${limitSeconds} s; wait for it or end it`,
      );
    }
    await delay(25);
  }
}
