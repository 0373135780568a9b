/** Runs one thing and notes how long it takes. */
export type Measure = <T>(work: () => Promise<T>) => Promise<T>;

/** One of two things that are measured beside each other. */
export interface Contender {
  /** What it is, as it stands in the printed line. */
  name: string;
  /** Runs it once; only what is given to `measure` counts. */
  run: (measure: Measure) => Promise<void>;
}

/** The outcome of {@link compare}, against one peer. */
export interface Comparison {
  /** Median of the subject's times over median of the peer's. */
  ratio: number;
  /** One line: what, the ratio, and both medians with the number of runs. */
  line: string;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A {@link Measure} that adds the seconds to `times`. */
function stopwatch(times: number[]): Measure {
  return async (work) => {
    const started = process.hrtime.bigint();
    const result = await work();
    times.push(Number(process.hrtime.bigint() - started) / 1e9);
    return result;
  };
}

/**
 * Measures a thing beside its peers: all once in every round, in the opposite order in every other one, so that what
 * else the machine does meets all alike. Seconds are told beside a peer's only: alone they say nothing.
 *
 * @param rounds - how often each is run
 * @returns one comparison for each peer
 */
export async function compare(
  subject: Contender,
  peers: readonly Contender[],
  rounds: number,
): Promise<Comparison[]> {
  const entries = [subject, ...peers].map((contender) => ({ ...contender, times: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    const turns = round % 2 === 0 ? entries : [...entries].reverse();
    for (const { run, times } of turns) await run(stopwatch(times));
  }
  const [mine, ...theirs] = entries.map(({ name, times }) => ({ name, seconds: median(times) }));
  return theirs.map((peer) => {
    const ratio = mine!.seconds / peer.seconds;
    const medians = `${mine!.seconds.toFixed(2)} s / ${peer.seconds.toFixed(2)} s, median of ${rounds}`;
    return { ratio, line: `${mine!.name}: ${ratio.toFixed(2)} × ${peer.name} (${medians})` };
  });
}
