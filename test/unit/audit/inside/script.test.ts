import { dailyChecks } from "../../../../components/audit/checks/daily";
import { python } from "./python";

test("every check has its metadata, and every one that is said of is made", () => {
  expect(python("answer = sorted(CHECKS)")).toEqual(dailyChecks.map(({ id }) => id).sort());
});

test("a check that the program does not know is unknown", () => {
  expect(python('answer = audit({"weights": {"unheard-of": 1}})')).toEqual({
    score: 0,
    results: [{ check: "unheard-of", status: "unknown", evidence: "this program does not know the check" }],
  });
});

test.each([
  [[], {}, 100],
  [["pass"], { a: 5 }, 100],
  [["pass", "fail"], { a: 5, b: 5 }, 50],
  [["pass", "unknown"], { a: 1, b: 2 }, 33],
  [["fail"], { a: 0 }, 100],
])("the score of %j with %j is %d", (statuses, weights, score) => {
  const results = statuses.map((status, index) => ({ check: "abc"[index], status }));
  expect(python("answer = score(*given)", [results, weights])).toBe(score);
});

test("a check counts once, and one wrong subject is enough", () => {
  const results = [
    { check: "a", status: "pass" },
    { check: "a", status: "fail" },
    { check: "b", status: "pass" },
  ];
  expect(python("answer = score(*given)", [results, { a: 1, b: 1 }])).toBe(50);
});

test("a check that stumbles is unknown, with the reason, and shows no control characters", () => {
  const text = `
def stumbles(expected):
    yield Wrong("two\\nlines\\x1b[31m", "a")
    raise ValueError("no")
answer = ask("x", stumbles, {})`;
  expect(python(text)).toEqual([
    { check: "x", subject: "a", status: "fail", evidence: "two lines [31m" },
    { check: "x", status: "unknown", evidence: "ValueError: no" },
  ]);
});
