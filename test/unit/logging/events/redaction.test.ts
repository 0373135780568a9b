import { execFileSync, spawnSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import {
  logstashQueryRedaction,
  logstashRedaction,
  pcreUpToSecret,
  redact,
  renderScriptRedaction,
} from "../../../../components/logging/events/redaction";
import { harmless, secrets } from "./secrets";

test.each(secrets)("%j is redacted", (text, gone, left) => {
  expect(text).toContain(gone);
  expect(redact(text)).toBe(left);
});

test.each(harmless)("%j stays", (text) => {
  expect(redact(text)).toBe(text);
});

test.each([
  ['GET /orders?q=hunter2 HTTP/1.1", host: "a"', 'GET /orders?[redacted] HTTP/1.1", host: "a"'],
  ["/a?b and /c?d", "/a?[redacted] and /c?[redacted]"],
  ["Is it? Yes.", "Is it? Yes."],
])("of %j the query goes", (text, left) => {
  expect(redact(text)).toBe(left);
});

test("the script does the same, in ECMAScript 5.1", () => {
  const script = renderScriptRedaction("clean");
  expect(script).not.toMatch(/=>|\b(?:const|let)\b|`/);
  for (const [text] of secrets) expect(runInNewContext(`${script} clean(text)`, { text })).toBe(redact(text));
});

test("the pattern has nothing that an engine lacks or a configuration quotes by", () => {
  const [, pattern] = logstashRedaction("message");
  expect(pattern + logstashQueryRedaction("message").join()).not.toMatch(/["'#]/);
  // Look-around, flags, atomic groups, possessive quantifiers, back-references.
  expect(pattern.replaceAll("(?:", "(")).not.toMatch(/\(\?|[*+?}]\+|\\[1-9]/);
  expect(pattern.replaceAll("(?:", "").match(/(?<!\\)\(/g)).toHaveLength(1);
  // RE2's longest repetition.
  for (const [, count] of pattern.matchAll(/\{(\d+)/g)) expect(Number(count)).toBeLessThanOrEqual(1000);
});

/** Which of the texts GNU grep's PCRE finds the pattern in, by their indices. */
function found(pattern: string, texts: readonly string[]): number[] {
  const { stdout, stderr, status } = spawnSync("grep", ["--perl-regexp", "--line-number", "--", pattern], {
    input: texts.map((text) => `${text.replaceAll("\n", " ")}\n`).join(""),
    encoding: "utf8",
    env: { LC_ALL: "C" },
  });
  expect([stderr, status! < 2]).toEqual(["", true]);
  return [...stdout.matchAll(/^(\d+):/gm)].map(([, line]) => Number(line) - 1);
}

describe("in PCRE", () => {
  const ascii = harmless.filter((text) => /^[ -~]*$/.test(text));

  test("the servers' pattern finds every secret and nothing else", () => {
    const texts = secrets.map(([text]) => text);
    expect(found(`^${pcreUpToSecret()}`, texts)).toEqual(texts.map((_, index) => index));
    expect(found(`^${pcreUpToSecret()}`, ascii)).toEqual([]);
  });

  test("the shared pattern does so too", () => {
    const [, pattern] = logstashRedaction("message");
    const texts = secrets.map(([text]) => text);
    expect(found(pattern, texts)).toEqual(texts.map((_, index) => index));
    expect(found(pattern, harmless)).toEqual([]);
  });

  test("other characters than printable ASCII end a text, and those that are asked for", () => {
    const texts = ["plain", "caf\u00e9", "a\tb", 'quo"te', "/a?token=b", "/a;b"];
    expect(found(`^${pcreUpToSecret()}`, texts)).toEqual([1, 2, 4]);
    expect(found(`^${pcreUpToSecret({ ends: "?", unwanted: '"' })}`, texts)).toEqual([1, 2, 3]);
  });
});

const ruby = spawnSync("ruby", ["--version"]).status === 0;
(ruby ? test : test.skip)("Ruby's Oniguruma, Logstash's relative, does the same", () => {
  const steps = [logstashQueryRedaction("message"), logstashRedaction("message")];
  const program =
    "require 'json'; i = JSON.parse(STDIN.read); puts JSON.dump(i['texts'].map { |t| i['steps'].reduce(t) { |a, s| a.gsub(Regexp.new(s[1]), s[2]) } })";
  const texts = [...secrets.map(([text]) => text), ...harmless];
  const result = execFileSync("ruby", ["-e", program], {
    input: JSON.stringify({ texts, steps }),
    encoding: "utf8",
  });
  expect(JSON.parse(result)).toEqual(texts.map(redact));
});

test("takes long texts in a time that grows with their length alone", () => {
  const texts = ["a-", "a", "token", "-", "a1%2", "key/ ", "x://", "Bearer "].map((part) =>
    part.repeat(200_000 / part.length),
  );
  const start = process.cpuUsage();
  for (const text of texts) redact(text);
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
});
