import { parseTestssl } from "../../../../audit/scanners/testssl/parse";
import { testsslCommand } from "../../../../audit/scanners/testssl/scanner";
import { recorded } from "./recorded";

const at = "api.example.test:443";
const entries = JSON.parse(recorded("testssl.json")) as { id: string; severity: string }[];
const parse = (list: unknown): ReturnType<typeof parseTestssl> =>
  parseTestssl(JSON.stringify(list), "api1", at);

describe("testssl.sh", () => {
  test("what it objects to is a finding of the same severity", () => {
    const { findings, passed } = parse(entries);
    expect(findings.map(({ id, severity }) => [id, severity])).toEqual([
      [`testssl.sh/TLS1/api1/${at}`, "low"],
      [`testssl.sh/cipherlist_NULL/api1/${at}`, "critical"],
      [`testssl.sh/cipherlist_aNULL/api1/${at}`, "critical"],
      [`testssl.sh/cipher_order/api1/${at}`, "high"],
      [`testssl.sh/secure_renego/api1/${at}`, "low"],
    ]);
    expect(passed).toBe(entries.filter(({ severity }) => severity === "OK").length);
  });

  test("what it could not test is told as that, and this machine's OpenSSL is nobody's weakness", () => {
    const { findings } = parse(entries);
    expect(findings.find(({ rule }) => rule === "secure_renego")?.title).toBe(
      "secure_renego: could not be tested",
    );
    expect(findings.map(({ rule }) => rule)).not.toContain("engine_problem");
  });

  test("a grade is told where there is one", () => {
    expect(parse(entries).grade).toBeUndefined();
    const graded = [...entries, { id: "overall_grade", severity: "INFO", finding: "A+" }];
    expect(parse(graded).grade).toBe("A+");
  });

  test("a scan that was cut off, or that gave up, is none", () => {
    expect(() => parse(entries.filter(({ id }) => id !== "scanTime"))).toThrow("did not finish");
    const fatal = { id: "scanProblem", severity: "FATAL", finding: "Can't connect to '192.0.2.1:443'" };
    expect(() => parse([fatal, ...entries])).toThrow("gave up: Can't connect to '192.0.2.1:443'");
    expect(() => parseTestssl("", "api1", at)).toThrow();
  });

  test("it asks nobody but the host", () => {
    const target = { name: "api.example.test", address: "192.0.2.1" };
    const argv = testsslCommand(target, "/out/a.json");
    expect(argv).not.toContain("--phone-out");
    expect(argv.join(" ")).toContain("--nodns none");
    expect(argv.join(" ")).toMatch(/--ip 192\.0\.2\.1 --jsonfile \/out\/a\.json api\.example\.test:443$/);
    expect(testsslCommand({ ...target, roots: "/out/r.pem" }, "x").join(" ")).toContain(
      "--add-ca /out/r.pem",
    );
  });
});
