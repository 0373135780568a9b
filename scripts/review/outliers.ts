/** A value with the one that it is compared with. */
export interface Pair {
  now: number;
  before: number;
}

/** The middle one of some values, at least one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Makes a median of absolute deviations what a standard deviation would be, were the values normally distributed. */
const likeDeviation = 1.4826;

/** From here on a value is an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). */
const limit = 3.5;

/** Counts of events vary by themselves: with ten, three more or fewer are nothing. */
const noise = (value: number): number => 3 * Math.sqrt(Math.max(value, 1));

/**
 * Hours that differ from the same hour of the period before in another way than the others do: growth of all of them is
 * none, and a single one that is far off does not hide others, as it would with means.
 *
 * @param pairs - a pair an hour
 * @returns positions of the outliers
 */
export function outliers(pairs: readonly Pair[]): number[] {
  if (pairs.length === 0) return [];
  // Counts grow by factors: their logarithms differ by sums.
  const changes = pairs.map(({ now, before }) => Math.log1p(now) - Math.log1p(before));
  const usual = median(changes);
  const spread = likeDeviation * median(changes.map((change) => Math.abs(change - usual)));
  return pairs.flatMap(({ now, before }, index) => {
    const expected = Math.expm1(Math.log1p(before) + usual);
    const far = Math.abs(changes[index]! - usual) > limit * spread;
    return far && Math.abs(now - expected) > noise(expected) ? [index] : [];
  });
}
