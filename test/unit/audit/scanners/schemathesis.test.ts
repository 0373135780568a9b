import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { apiTargets } from "../../../../audit/scanners/apis/targets";
import { parseSchemathesis } from "../../../../audit/scanners/schemathesis/parse";
import { prepare } from "../../../../audit/scanners/schemathesis/prepare";
import { schemathesisTargets } from "../../../../audit/scanners/schemathesis/scanner";
import { renderSettings } from "../../../../audit/scanners/schemathesis/settings";
import { goldenIn } from "../../golden";
import { auditedEnvironment, makeKeys, ordersSettings } from "./ordersEnvironment";

const binary = { url: "https://example.test/tyk", sha256: "0".repeat(64) };
const environment = auditedEnvironment(ordersSettings("192.0.2.10", binary), makeKeys().credentials);
const headers = {
  "shop-token": { name: "Authorization", value: "Bearer TOKEN" },
  "monitor-key": { name: "X-API-Key", value: 'KEY"\\' },
};
const files = { hooks: "/f/hooks.py", report: "/f/report.json", junit: "/f/junit.xml" };
const effort = { examples: 30, seconds: 120, seed: 1 };
const golden = goldenIn(path.join(__dirname, "golden"));

test("the whole settings", () => {
  golden("schemathesis.toml", renderSettings(apiTargets(environment, true)[0]!, headers, files, effort));
});

test("stays below every limit, and asks for no other method where nothing is to be changed", () => {
  const settings = (full: boolean): string =>
    renderSettings(apiTargets(environment, full)[0]!, headers, files, effort);
  // 80 % of 40 a second for all, and of 20 for the one that is counted apart.
  expect(settings(true)).toContain('rate-limit = "32/s"');
  expect(settings(true)).toContain('include-name = "GET /openapi.json"\nrate-limit = "16/s"');
  expect(settings(true)).not.toContain("unexpected-methods");
  expect(settings(false)).toContain('unexpected-methods = ["TRACE","QUERY"]');
});

test("operations that are let in seldom are looked at by themselves", () => {
  const templates = schemathesisTargets(environment, { full: true }).map(({ api }) =>
    api.operations.map(({ route }) => `${route.method} ${route.template}`),
  );
  expect(templates).toHaveLength(2);
  expect(templates[1]).toEqual(["GET /openapi.json"]);
});

test("credentials are in one file, which nobody else can read", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-schemathesis-"));
  try {
    const [target] = apiTargets(environment, true);
    const { settings } = await prepare(folder, target!, headers, ["ROOT"], effort);
    expect(statSync(settings).mode & 0o777).toBe(0o600);
    expect(readFileSync(settings, "utf8")).toContain('bearer = "TOKEN"');
    for (const name of ["openapi.json", "hosts.json", "hooks.py", "authorities.pem"])
      expect(readFileSync(path.join(folder, name), "utf8")).not.toMatch(/TOKEN|KEY"/);
    expect(JSON.parse(readFileSync(path.join(folder, "hosts.json"), "utf8"))).toEqual({
      "api.example.test": "192.0.2.10",
    });
    expect(readFileSync(path.join(folder, "authorities.pem"), "utf8")).toMatch(/^ROOT\n/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("its reports", () => {
  const report = (parts: object = {}): string =>
    JSON.stringify({
      exit_code: 1,
      operations: { total: 5, tested: 4 },
      test_cases: { generated: 109, with_failures: 2 },
      failures: [
        {
          type: "JsonSchemaError",
          code: "ST108",
          title: "Response violates schema",
          severity: "high",
          operations: ["POST /orders"],
        },
        {
          type: "IgnoredAuth",
          code: "ST401",
          title: "API accepts requests without authentication",
          severity: "critical",
          operations: ["GET /orders"],
        },
      ],
      errors: [],
      ...parts,
    });
  const junit = [
    '<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="schemathesis">',
    '<testcase name="POST /orders" time="2.8"><failure type="failure" message="ST108">1. Test Case ID: X38cJN',
    "",
    "- ST108 Response violates schema",
    "",
    '    999 is not of type "string"',
    "",
    "[201] Created:",
    "",
    '    `{"quantity": 999}`',
    "",
    "Reproduce with:",
    "",
    "    curl -X POST https://api.example.test/orders</failure></testcase>",
    '<testcase name="GET /orders" time="1" /></testsuite></testsuites>',
  ].join("\n");

  test("become findings with what was answered", () => {
    const { findings, figures } = parseSchemathesis(report(), junit, "api1", "api.example.test");
    expect(figures).toEqual({ operations: 4, "operations not reached": 1, cases: 109, failures: 2 });
    expect(findings).toMatchObject([
      {
        id: "schemathesis/ST108 JsonSchemaError/api1/api.example.test POST /orders",
        severity: "high",
        practice: 3,
        evidence: '999 is not of type "string" answered [201] Created',
      },
      { severity: "critical", practice: 2, standards: { owaspApi: ["API2:2023"] } },
    ]);
  });

  test("are none where it stumbled", () => {
    const broken = report({ errors: [{ title: "Schema Error", message: "no such thing" }] });
    expect(() => parseSchemathesis(broken, junit, "api1", "s")).toThrow(
      "schemathesis stumbled: Schema Error no such thing",
    );
  });
});
