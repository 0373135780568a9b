import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { readState, writeState } from "../../../local/hosts/stateFile";
import type { Properties } from "../../../local/plugins/provider/propertyValue";

/** A thing that exists in the fake cloud. */
export interface CloudResource {
  /** Pulumi's type token. */
  type: string;
  /** Unique among those of its type. */
  id: string;
  region: string;
  /** The resource of the stack that it was made for; missing where a test put it there. */
  urn?: string;
  /** What AWS would answer about it, secrets in plain text. A test that changes them makes drift. */
  properties: Properties;
}

/** All that exists. */
export interface CloudState {
  resources: CloudResource[];
  /** How many resources were made for each URN, so that a replacement gets another id than what it replaces. */
  made: Record<string, number>;
}

/** How long to wait for another process that changes the state, in milliseconds. */
const LOCK_LIMIT_MS = 30_000;

function startLock(file: string): void {
  const until = Date.now() + LOCK_LIMIT_MS;
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      closeSync(openSync(file, "wx"));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (Date.now() > until) throw new Error(`fake aws: ${file} is held by another process; remove it if not`);
    // A change takes less than a millisecond and must not be interleaved with another in this process either.
    Atomics.wait(pause, 0, 0, 2);
  }
}

/** The fake cloud: a JSON file, because the engine starts one plugin process per provider, and tests look into it. */
export class Cloud {
  /** @param file - made when something is put into it */
  constructor(readonly file: string) {}

  /** All that exists now. */
  read(): CloudState {
    return readState<CloudState>(this.file) ?? { resources: [], made: {} };
  }

  /** Changes the state with nobody in between. Nothing is changed when `work` throws. */
  change<T>(work: (state: CloudState) => T): T {
    mkdirSync(dirname(this.file), { recursive: true });
    const lock = `${this.file}.lock`;
    startLock(lock);
    try {
      const state = this.read();
      const result = work(state);
      writeState(this.file, state);
      return result;
    } finally {
      rmSync(lock, { force: true });
    }
  }
}

/** Finds one by type and id. */
export function find(state: CloudState, type: string, id: string): CloudResource | undefined {
  return state.resources.find((resource) => resource.type === type && resource.id === id);
}
