import { readArguments } from "../../../../scripts/review";
import { logAccess } from "../../../../scripts/review/access";

const logs = {
  urls: ["https://192.0.2.10:9200"],
  authority: "-----BEGIN CERTIFICATE-----",
  readerKey: "a2V5",
  namespace: "prod",
};

test("a week in Markdown is the default", () => {
  expect(readArguments(["prod"])).toEqual({
    stack: "prod",
    since: "7d",
    format: "markdown",
    output: undefined,
  });
});

test.each([
  [[], "Name one stack:"],
  [["a", "b"], "Name one stack:"],
  [["prod", "--format", "pdf"], "--format must be markdown or html (got pdf)"],
  [["prod", "--sinc", "7d"], "Unknown option '--sinc'"],
])("%j: the usage, with what is wrong", (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
  expect(() => readArguments(args)).toThrow("npm run review -- <stack> [--since 7d]");
});

test("a time that cannot be reviewed is refused before the stack is asked", () => {
  expect(() => readArguments(["prod", "--since", "3w"])).toThrow("--since must be a time from 1h to 90d");
});

test("the stack says how its logs are reached", () => {
  expect(logAccess({ logs, other: 1 }, "prod")).toEqual(logs);
});

test("a stack without log hosts is told so", () => {
  expect(() => logAccess({}, "dev")).toThrow('stack dev has no output "logs": it has no log hosts');
});

test("what an output lacks is named, and nothing of it shown", () => {
  const broken = { logs: { ...logs, urls: [], namespace: "" } };
  expect(() => logAccess(broken, "dev")).toThrow('output "logs" of stack dev lacks namespace, urls');
});
