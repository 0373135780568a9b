import { insideChecks } from "../../../../components/audit/checks/inside";
import { python } from "./python";

test("an id has no two checks, and a check that needs nothing is asked always", () => {
  const ids = python("answer = [name for name, *_ in CHECKS]") as string[];
  expect(new Set(ids).size).toBe(ids.length);
});

test("every check has its metadata", () => {
  const known = new Set(insideChecks.map(({ id }) => id));
  const asked = python("answer = [name for name, *_ in CHECKS]") as string[];
  expect(asked.filter((id) => !known.has(id))).toEqual([]);
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
