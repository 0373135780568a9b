import { type KeyRule, type KeySchedule, keySchedule } from "../../../../components/gateway/keys/schedule";

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

/** A stack's state: what is remembered from run to run, and which keys exist. */
class Stack {
  private notes = new Map<string, unknown>();

  /** `pulumi up`, on a day from the start: what is not asked for is gone afterwards, as resources are. */
  up(at: number, rule: KeyRule): KeySchedule {
    const kept = new Map<string, unknown>();
    const schedule = keySchedule(new Date(start + at * day), rule);
    let asked = schedule.next();
    while (!asked.done) {
      const { name, fresh } = asked.value;
      if (kept.has(name)) throw new Error(`${name} was asked for twice`);
      kept.set(name, this.notes.get(name) ?? fresh);
      asked = schedule.next(kept.get(name));
    }
    this.notes = kept;
    return asked.value;
  }
}

const quarterly: KeyRule = { afterDays: 90, overlapDays: 7, rotations: 0 };

/** Days of the runs, what they run with, and what is expected: the accepted keys and the current one. */
type Run = [at: number, rule: Partial<KeyRule>, accepted: number[], current: number];

test.each<[string, Run[]]>([
  ["the first key is used at once and nothing precedes it", [[0, {}, [1], 1]]],
  [
    "nothing happens while a key is young",
    [
      [0, {}, [1], 1],
      [82.9, {}, [1], 1],
    ],
  ],
  [
    "published, then used, then the former one withdrawn",
    [
      [0, {}, [1], 1],
      [83, {}, [2, 1], 1],
      [89.9, {}, [2, 1], 1],
      [90, {}, [2, 1], 2],
      [96.9, {}, [2, 1], 2],
      [97, {}, [2], 2],
      [165.9, {}, [2], 2],
      [166, {}, [3, 2], 2],
    ],
  ],
  [
    "a stack that lay still publishes before it uses",
    [
      [0, {}, [1], 1],
      [400, {}, [2, 1], 1],
      [406, {}, [2, 1], 1],
      [407, {}, [2, 1], 2],
      [414, {}, [2], 2],
    ],
  ],
  [
    "one that lay still between publishing and using withdraws an overlap after it really used",
    [
      [0, {}, [1], 1],
      [83, {}, [2, 1], 1],
      [300, {}, [3, 2, 1], 2],
      [306, {}, [3, 2, 1], 2],
      [307, {}, [3, 2], 3],
      [314, {}, [3], 3],
    ],
  ],
  [
    "out of turn: at once, several times within the overlap",
    [
      [0, {}, [1], 1],
      [10, { rotations: 1 }, [2, 1], 2],
      [12, { rotations: 2 }, [3, 2, 1], 3],
      [17, { rotations: 2 }, [3, 2], 3],
      [19, { rotations: 2 }, [3], 3],
    ],
  ],
  [
    "out of turn while the next one is published: a fresh one",
    [
      [0, {}, [1], 1],
      [84, {}, [2, 1], 1],
      [85, { rotations: 1 }, [3, 2, 1], 3],
      [92, { rotations: 1 }, [3], 3],
    ],
  ],
  [
    "several rotations at once are one",
    [
      [0, {}, [1], 1],
      [1, { rotations: 5 }, [2, 1], 2],
      [2, { rotations: 5 }, [2, 1], 2],
    ],
  ],
  [
    "without an overlap the former key goes at once",
    [
      [0, { overlapDays: 0 }, [1], 1],
      [90, { overlapDays: 0 }, [2], 2],
      [91, { overlapDays: 0, rotations: 1 }, [3], 3],
    ],
  ],
  [
    "keys that leaked: the overlap is taken away and the keys rotated",
    [
      [0, {}, [1], 1],
      [10, { rotations: 1 }, [2, 1], 2],
      [11, { rotations: 2, overlapDays: 0 }, [3], 3],
    ],
  ],
  [
    "a longer life holds from the next key on, and takes none away",
    [
      [0, { afterDays: 30 }, [1], 1],
      [30, { afterDays: 30 }, [2, 1], 1],
      [37, { afterDays: 366 }, [2, 1], 2],
      [44, { afterDays: 366 }, [2], 2],
      [53, { afterDays: 366 }, [3, 2], 2],
      [400, { afterDays: 366 }, [3, 2], 3],
      [407, { afterDays: 366 }, [3], 3],
    ],
  ],
  [
    "a longer overlap brings no key back",
    [
      [0, {}, [1], 1],
      [83, {}, [2, 1], 1],
      [90, {}, [2, 1], 2],
      [97, { overlapDays: 40 }, [2], 2],
      [100, { overlapDays: 40 }, [2], 2],
    ],
  ],
  [
    "a clock that is a little behind changes nothing",
    [
      [0, {}, [1], 1],
      [-0.001, {}, [1], 1],
      [0, {}, [1], 1],
    ],
  ],
])("%s", (_, runs) => {
  const stack = new Stack();
  const seen = runs.map(([at, rule]) => {
    const { accepted, current } = stack.up(at, { ...quarterly, ...rule });
    return [at, accepted.map(({ number }) => number), current.number];
  });
  expect(seen).toEqual(runs.map(([at, , accepted, current]) => [at, accepted, current]));
});

test("says when the current key is replaced at the earliest", () => {
  const stack = new Stack();
  const on = (at: number): string => new Date(start + at * day).toISOString();
  expect(stack.up(0, quarterly)).toMatchObject({ current: { made: on(0) }, replacedFrom: on(90) });
  expect(stack.up(85, quarterly)).toMatchObject({ current: { made: on(0) }, replacedFrom: on(92) });
  expect(stack.up(92, quarterly)).toMatchObject({ current: { made: on(85) }, replacedFrom: on(175) });
});

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs for three years, with settings that change, and says where the promise to clients was broken. */
function brokenPromises(seed: number, pause: number, changing: number): string[] {
  const random = randomNumbers(seed);
  const stack = new Stack();
  const broken: string[] = [];
  let rule: KeyRule = { ...quarterly };
  /** By number: from which day on the key may be refused, and has to be; Infinity while it is handed out. */
  const promised = new Map<number, number>();
  let handedOut = 0;
  for (let at = 0; at < 3 * 365; at += Math.max(0.01, random() * pause)) {
    if (random() < changing)
      rule = {
        // An overlap that gets shorter is meant to have keys refused sooner.
        overlapDays: Math.max(rule.overlapDays, Math.floor(random() * 15)),
        afterDays: 31 + Math.floor(random() * 200),
        rotations: rule.rotations + (random() < 0.5 ? 1 : 0),
      };
    const { accepted, current } = stack.up(at, rule);
    const numbers = accepted.map(({ number }) => number);
    const tell = (what: string): unknown => broken.push(`seed ${seed}, day ${at}: ${what}`);
    if (current.number < handedOut) tell(`${current.number} is handed out again`);
    if (current.number > handedOut) {
      promised.set(handedOut, at + rule.overlapDays);
      promised.set(current.number, Infinity);
      handedOut = current.number;
    }
    promised.delete(0);
    for (const [number, until] of promised) {
      if (at < until - 1e-6 && !numbers.includes(number)) tell(`${number} is refused`);
      if (at > until + 1e-6 && numbers.includes(number)) tell(`${number} is still accepted`);
      if (at > until + 1e-6) promised.delete(number);
    }
  }
  if (handedOut < 2) broken.push(`seed ${seed}: no key was ever replaced`);
  return broken;
}

test.each([
  { pause: 1, changing: 0 },
  { pause: 1, changing: 0.05 },
  { pause: 30, changing: 0.2 },
  { pause: 400, changing: 0.3 },
])(
  "years of runs up to $pause days apart, $changing of them with changed settings",
  ({ pause, changing }) => {
    const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
    expect(seeds.flatMap((seed) => brokenPromises(seed, pause, changing))).toEqual([]);
  },
);
