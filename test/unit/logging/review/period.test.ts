import { hoursOf, reviewPeriod } from "../../../../scripts/review/period";

const at = new Date("2026-03-18T10:39:21Z");
const iso = (date: Date): string => date.toISOString().slice(0, 16);
const spans = (since: string): string[] => {
  const { now, before } = reviewPeriod(since, at);
  return [now.from, now.to, before.from, before.to].map(iso);
};

test("a week is compared with the week before, hour by hour", () => {
  expect(spans("7d")).toEqual([
    "2026-03-11T10:40",
    "2026-03-18T10:40",
    "2026-03-04T10:40",
    "2026-03-11T10:40",
  ]);
});

test("some hours are compared with the same ones of the day before", () => {
  expect(spans("6h")).toEqual([
    "2026-03-18T04:40",
    "2026-03-18T10:40",
    "2026-03-17T04:40",
    "2026-03-17T10:40",
  ]);
});

test("ten days are compared with the same days of the week, so that no Sunday stands beside a Monday", () => {
  const { now, before } = reviewPeriod("10d", at);
  expect(before.from.getUTCDay()).toBe(now.from.getUTCDay());
  expect(before.to.getTime()).toBeLessThanOrEqual(now.from.getTime());
});

test.each(["", "7", "7w", "0d", "-1d", "91d", "3000h", "7d; rm"])("%p is no time", (since) => {
  expect(() => reviewPeriod(since, at)).toThrow("--since must be a time from 1h to 90d");
});

test("a span has its hours", () => {
  expect(hoursOf(reviewPeriod("24h", at).now)).toHaveLength(24);
});
