import { ReviewProblem } from "./problem";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time, from the first moment to the one after the last. */
export interface Span {
  from: Date;
  to: Date;
}

/** What is reviewed, and what it is compared with. */
export interface Period {
  now: Span;
  /** As long as `now`, and the same hours of the day: whole days earlier, and whole weeks where that is a week or more. */
  before: Span;
}

/**
 * The period that a review is about: up to the present minute, in hours counted back from there.
 *
 * @param since - how far back, such as `7d` or `24h`: from 1 h to 90 d
 * @param at - when the review is made
 * @throws ReviewProblem where `since` is something else
 */
export function reviewPeriod(since: string, at: Date): Period {
  const [, amount, unit] = /^([1-9][0-9]{0,3})(h|d)$/.exec(since) ?? [];
  const length = Number(amount) * (unit === "d" ? day : hour);
  if (amount === undefined || length > 90 * day)
    throw new ReviewProblem(`--since must be a time from 1h to 90d, such as 7d or 24h (got ${since})`);
  const to = Math.ceil(at.getTime() / minute) * minute;
  const unitOfShift = length >= 7 * day ? 7 * day : day;
  const shift = Math.ceil(length / unitOfShift) * unitOfShift;
  const span = (end: number): Span => ({ from: new Date(end - length), to: new Date(end) });
  return { now: span(to), before: span(to - shift) };
}

/** Beginnings of the hours of a span, as milliseconds since 1970. */
export function hoursOf({ from, to }: Span): number[] {
  const hours: number[] = [];
  for (let at = from.getTime(); at < to.getTime(); at += hour) hours.push(at);
  return hours;
}
