import { makeReport } from "../../../audit/report/makeReport";
import { summarize } from "../../../scripts/audit/summary";
import { audit, decisions, falseFindings } from "../audit/report/example";

const text = summarize(makeReport(audit, decisions, falseFindings), ["report.html"]);
const lines = text.split("\n");

test("what matters is told with what was seen and what to do", () => {
  const at = lines.indexOf("    Failed: Only TLS 1.2 and 1.3 are spoken (api-2, 443/tcp)");
  expect(lines.slice(at + 1, at + 3)).toEqual([
    "      seen: TLSv1.1 is spoken",
    "      mend: Set edge.tls.profile to intermediate or modern",
  ]);
  expect(text).toContain("    Unknown: No security update waits (api-1)\n      seen: apt is locked");
});

test("what matters little is told in a line", () => {
  const at = lines.indexOf("    DNS_CAArecord was found (api-1, api.example.com)");
  expect(at).toBeGreaterThan(0);
  expect(lines[at + 1]).not.toMatch(/^ {6}/);
});

test("what was decided is counted and not told, and scanners that did not run say why", () => {
  expect(text).toContain("Beside them: 1 accepted, 1 false");
  expect(text).not.toContain("socat listens");
  expect(text).toContain("Scanners that ran: testssl.sh");
  expect(text).toContain("Burp Suite: missing. it is licensed");
  expect(lines.at(-1)).toBe("report.html");
});
