/** How the keys of one credential come and go. */
export interface KeyRule {
  /** Age in days at which a key is replaced. */
  afterDays: number;
  /** Days for which a key is accepted before it is handed out, and a former one after that; less than half of afterDays. */
  overlapDays: number;
  /** How often was rotated out of turn; one more has the next key handed out at once. It never goes down. */
  rotations: number;
}

/** What is remembered of a key from the moment it was made. Times are in ISO 8601. */
export interface Generation {
  /** When it was made; from then on it is accepted. */
  made: string;
  /** From when on clients are to use it. */
  handedOutFrom: string;
  /** From when on its successor is made. */
  successorFrom: string;
  /** {@link KeyRule.rotations} at that time. */
  rotations: number;
}

/** What is remembered of the first time that a key was handed out. */
export interface HandOut {
  /** From when on keys before it are no longer accepted, in ISO 8601. */
  formerUntil: string;
}

/** Something to remember, under a name that stays the same. */
export interface Note {
  /** Names it among those of one credential: the number of a key, and for a {@link HandOut} `-handed-out` behind it. */
  name: string;
  /** What it is if nothing is remembered under this name. */
  fresh: Generation | HandOut;
}

/**
 * Asks for notes, one after the other: `next` gives each as it is remembered, or as it is if it is new. What is not
 * asked for any more is forgotten. It returns what follows from them.
 */
export type Remembering<T> = Generator<Note, T, unknown>;

/** A key with its number, from 1. */
export type NumberedGeneration = Generation & { number: number };

/** Which keys there are at a moment. */
export interface KeySchedule {
  /** Keys that are accepted, the newest one first. */
  accepted: readonly NumberedGeneration[];
  /** The one of them that clients are to use. */
  current: NumberedGeneration;
  /** The earliest moment at which another takes its place, in ISO 8601. */
  replacedFrom: string;
}

/**
 * Which keys of a credential there are: the next one is made and accepted, `overlapDays` later handed out, and
 * `overlapDays` after that the former ones are refused. A rotation out of turn hands the next one out at once.
 *
 * The times of a key are fixed when it is made, and the refusal of the former ones when it is first handed out, by a
 * run that really took place. So a stack that lay still for months, several rotations in a row, and changed settings
 * never have a key refused sooner than `overlapDays` (as set then) after its successor was handed out. What exists
 * never depends on settings that may change back, but for `rotations`, which must not. One small note a key is kept for
 * good, since a program cannot look into its stack's state otherwise than by walking from the first key to the last.
 *
 * @param now - the present, the same for a whole run
 */
export function* keySchedule(now: Date, rule: KeyRule): Remembering<KeySchedule> {
  const generations = yield* allGenerations(now, rule);
  const accepted: NumberedGeneration[] = [];
  let current: NumberedGeneration | undefined;
  let next: NumberedGeneration | undefined;
  for (const generation of generations.reverse()) {
    accepted.push(generation);
    const { number, handedOutFrom } = generation;
    // Nothing stands in for the first one, whatever the clock says.
    if (number > 1 && !isPast(handedOutFrom, now)) {
      next = generation;
      continue;
    }
    current ??= generation;
    if (number === 1) break;
    const { formerUntil } = yield* remember<HandOut>(`${number}-handed-out`, {
      formerUntil: later(now, rule.overlapDays),
    });
    if (isPast(formerUntil, now)) break;
  }
  const replacedFrom = next?.handedOutFrom ?? later(new Date(current!.successorFrom), rule.overlapDays);
  return { accepted, current: current!, replacedFrom };
}

/** From the first key that ever was to the newest one, which is made here where it is due. */
function* allGenerations(now: Date, rule: KeyRule): Remembering<NumberedGeneration[]> {
  const generations: NumberedGeneration[] = [];
  let last: NumberedGeneration | undefined;
  while (!last || isPast(last.successorFrom, now) || rule.rotations > last.rotations) {
    const number = generations.length + 1;
    const atOnce = !last || rule.rotations > last.rotations;
    const generation = yield* remember<Generation>(`${number}`, {
      made: now.toISOString(),
      handedOutFrom: later(now, atOnce ? 0 : rule.overlapDays),
      successorFrom: later(now, rule.afterDays - rule.overlapDays),
      rotations: rule.rotations,
    });
    last = { ...generation, number };
    generations.push(last);
  }
  return generations;
}

function* remember<T extends Generation | HandOut>(name: string, fresh: T): Remembering<T> {
  return (yield { name, fresh }) as T;
}

function later(than: Date, days: number): string {
  return new Date(than.getTime() + days * 86_400_000).toISOString();
}

function isPast(moment: string, now: Date): boolean {
  return Date.parse(moment) <= now.getTime();
}
