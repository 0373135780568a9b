import { parseGixy, placeOf } from "../../../../audit/scanners/gixy/parse";
import { recorded } from "./recorded";

const dump = [
  "# configuration file /etc/nginx/nginx.conf:",
  "http {",
  "include a.conf;",
  "}",
  "# configuration file /etc/nginx/a.conf:",
  "server {",
  "}",
].join("\n");

describe("gixy", () => {
  test("a finding is at the file that it is in, once", () => {
    const entries = JSON.parse(recorded("gixy.json")) as { line: number }[];
    const moved = [...entries, ...entries].map((entry, index) => ({ ...entry, line: index % 2 ? 7 : 3 }));
    const findings = parseGixy(JSON.stringify(moved), "api1", dump);
    expect(findings.map(({ id, severity, practice }) => [id, severity, practice])).toEqual([
      ["gixy/http2_misdirected_request/api1//etc/nginx/nginx.conf", "low", 3],
      ["gixy/alias_traversal/api1//etc/nginx/a.conf", "high", 3],
    ]);
    expect(findings[1]!.evidence).toMatch(/^line 2: Using alias/);
  });

  test("no directive gets into a finding, as it may hold a secret", () => {
    expect(JSON.stringify(parseGixy(recorded("gixy.json"), "api1", dump))).not.toContain("/var/lib/files");
  });

  test("lines before the first file are in none", () => {
    expect(placeOf("nginx: the configuration\n", 1)).toBeUndefined();
    expect(placeOf(dump, 6)).toEqual({ file: "/etc/nginx/a.conf", line: 1 });
  });
});
