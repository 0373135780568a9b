import { readArguments, UsageError } from "../../../scripts/audit/arguments";

const known = ["testssl", "nmap"];
const read = (...args: string[]): ReturnType<typeof readArguments> => readArguments(args, known);

test("a stack is enough", () => {
  expect(read("prod")).toEqual({
    stack: "prod",
    scanners: known,
    install: false,
    full: false,
    failOn: "medium",
  });
});

test("everything can be said", () => {
  const args = ["--scanners", "nmap", "--install", "--full", "--output", "/o", "--former", "/f.json"];
  expect(read("prod", ...args, "--fail-on", "high")).toEqual({
    stack: "prod",
    scanners: ["nmap"],
    install: true,
    full: true,
    output: "/o",
    former: "/f.json",
    failOn: "high",
  });
  expect(read("prod", "--scanners", "none").scanners).toEqual([]);
});

test.each<[string[], string]>([
  [[], "Name one stack"],
  [["a", "b"], "Name one stack"],
  [["prod", "--scanners", "testsl"], 'there is no scanner testsl; did you mean "testssl"?'],
  [
    ["prod", "--scanners", "nmap,"],
    "there is no scanner without a name; there are testssl, nmap, or all, or none",
  ],
  [["prod", "--fail-on", "bad"], "--fail-on must be one of critical, high, medium, low, info (got bad)"],
  [["prod", "--ful"], "Unknown option '--ful'"],
])("%j is told", (args, message) => {
  expect(() => readArguments(args, known)).toThrow(UsageError);
  expect(() => readArguments(args, known)).toThrow(message);
});
