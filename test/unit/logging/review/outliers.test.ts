import { outliers, type Pair } from "../../../../scripts/review/outliers";

/** A week of days and nights, with what differs from the week before. */
function week(change: (before: number, hour: number) => number): Pair[] {
  return Array.from({ length: 168 }, (_, hour) => {
    const before = (hour % 24 > 7 ? 600 : 80) + ((hour * 37) % 41);
    return { before, now: Math.round(change(before, hour)) };
  });
}

test("a week like the one before has none", () => {
  expect(outliers(week((before, hour) => before + ((hour * 53) % 29) - 14))).toEqual([]);
});

test("growth of all hours alike is none", () => {
  expect(outliers(week((before) => before * 3))).toEqual([]);
});

test("a night like a day, and a day like a night, are found among noise", () => {
  const found = outliers(
    week((before, hour) => {
      if (hour === 27) return 650;
      if (hour === 40) return 90;
      return before + ((hour * 53) % 29) - 14;
    }),
  );
  expect(found).toEqual([27, 40]);
});

test("several that are far off do not hide each other, as they would with means and deviations", () => {
  const far = [10, 30, 50, 70, 90];
  expect(outliers(week((before, hour) => (far.includes(hour) ? before * 50 : before)))).toEqual(far);
});

test("one event where there were none is nothing", () => {
  const quiet = Array.from({ length: 48 }, (_, hour) => ({ before: 0, now: hour === 5 ? 2 : 0 }));
  expect(outliers(quiet)).toEqual([]);
  expect(outliers(quiet.map((pair, hour) => (hour === 5 ? { ...pair, now: 30 } : pair)))).toEqual([5]);
});

test("without hours there are none", () => expect(outliers([])).toEqual([]));
