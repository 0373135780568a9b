import { html } from "../../../../audit/report/formats/html/html";
import { junit } from "../../../../audit/report/formats/junit";
import { markdown } from "../../../../audit/report/formats/markdown";
import { sarif } from "../../../../audit/report/formats/sarif";
import { legible } from "../../../../audit/report/legible";
import { makeReport } from "../../../../audit/report/makeReport";
import { reportMistakes } from "../../../../audit/report/readReport";
import { parseXml, sarifMistakes } from "../../../policy/report/formats";
import { audit } from "./example";
import { hostile, largeAudit } from "./large";

const report = makeReport(largeAudit(500), [], []);
const privateKey = [
  "-----BEGIN OPENSSH",
  "PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH",
  "PRIVATE KEY-----",
].join(" ");

test("characters that a terminal or a browser acts upon are spelled out", () => {
  expect(legible("a\u0000b\u001b[31mc\u202ed\u009be\ufefff\u2028g\ud800h")).toBe(
    String.raw`a\u{0}b\u{1b}[31mc\u{202e}d\u{9b}e\u{feff}f\u{2028}g\u{d800}h`,
  );
  expect(legible("  two\r\nlines\tand 漢字 🔒 é  ")).toBe("two\nlines\tand 漢字 🔒 é");
});

test("texts are not endless", () => {
  expect([...legible("🔒".repeat(5000))]).toHaveLength(2001);
});

test("keys and tokens go no further", () => {
  expect(legible(`the key is ${privateKey}!`)).toBe("the key is [secret]!");
  expect(legible("Authorization: Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln_bmF0 sent")).toBe(
    "Authorization: Bearer [secret] sent",
  );
  expect(legible("X-API-Key: portcullis_0123456789abcdef0123")).toBe("X-API-Key: [secret]");
  expect(legible("Basic authentication is off; sha256 " + "0a".repeat(32))).toContain("0a0a");
});

test("every format is whole whatever hosts and scanners say", () => {
  expect(reportMistakes(report)).toEqual([]);
  expect(sarifMistakes(sarif(report, "1.2.3"))).toEqual([]);
  expect(() => parseXml(junit(report, "info"))).not.toThrow();
});

test("HTML has no element, attribute or address of theirs", () => {
  const text = html(report);
  expect(text).not.toMatch(/<(script|img|a|iframe|link|base|form|object)\b/i);
  expect(text).not.toMatch(/<[^>]*\s(on\w+|style|href|src)=/i);
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text).toContain("&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;");
  expect(text.match(/<style>/g)).toHaveLength(1);
});

test("HTML allows nothing but its own style", () => {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html(report))!;
  expect(policy).toMatch(
    /^default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]{43}=&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;$/,
  );
});

test("Markdown has no markup of theirs, and its tables keep their rows", () => {
  const text = markdown(report);
  expect(text).not.toContain("<script>");
  expect(text).not.toMatch(/(?<!\\)\[x\\?\]\(/);
  expect(text).not.toContain("https://evil");
  const rows = text.split("\n").filter((line) => line.startsWith("| high |"));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
  // It stays short.
  expect(text).toContain("more, which the HTML report has");
  expect(text.length).toBeLessThan(60_000);
});

test("names of stacks and hosts are no better", () => {
  const hosts = [{ host: hostile, results: audit.hosts[1]!.results }];
  const odd = makeReport({ ...audit, stack: hostile, hosts, scanners: [] }, [], []);
  expect(html(odd)).not.toMatch(/<(script|img)\b/i);
  expect(sarifMistakes(sarif(odd, "1.2.3"))).toEqual([]);
  expect(() => parseXml(junit(odd, "low"))).not.toThrow();
});
