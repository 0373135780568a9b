import { setTimeout as delay } from "node:timers/promises";

/** What to wait for, and for how long. */
export interface UntilOptions {
  /** Limit in seconds. */
  readonly limitSeconds: number;
  /** What is being waited for, for the error: "SSH on 10.0.0.2 to answer". */
  readonly what: string;
  /** Pause between two looks, in milliseconds. Default: 50. */
  readonly everyMilliseconds?: number;
}

/**
 * Waits until `condition` gives something other than `undefined` or `false`. An exception counts as "not yet".
 *
 * @returns what the condition gave.
 * @throws Error naming what was waited for, the limit, and the last exception.
 */
export async function until<T>(
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  options: UntilOptions,
): Promise<T> {
  const deadline = Date.now() + options.limitSeconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      const found = await condition();
      if (found !== undefined && found !== false) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() >= deadline) {
      const reason =
        last === undefined ? "" : `; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`;
      throw new Error(`waited ${options.limitSeconds} s for ${options.what}${reason}`);
    }
    await delay(options.everyMilliseconds ?? 50);
  }
}
