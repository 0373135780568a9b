import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { apiTargets } from "../../../../audit/scanners/apis/targets";
import { renderCallerSettings } from "../../../../audit/scanners/zap/callerSettings";
import { findZap, zapInstallation } from "../../../../audit/scanners/zap/installation";
import { parseZap } from "../../../../audit/scanners/zap/parse";
import { type PlanKind, renderPlan } from "../../../../audit/scanners/zap/plan";
import { goldenIn } from "../../golden";
import { auditedEnvironment, makeKeys, ordersSettings } from "./ordersEnvironment";
import { documentedParameters } from "./zapJobs";

const binary = { url: "https://example.test/tyk", sha256: "0".repeat(64) };
const environment = auditedEnvironment(ordersSettings("192.0.2.10", binary), makeKeys().credentials);
const files = { document: "/f/openapi.json", reports: "/f" };
const falseFindings = [{ scanner: "ZAP", rule: "10049-1", reason: "r", until: "2027-01-01" }];

interface Job {
  type: string;
  parameters: Record<string, unknown>;
  policyDefinition?: Record<string, unknown>;
}
const planOf = (kind: PlanKind): string =>
  renderPlan(kind, apiTargets(environment, kind === "full")[0]!, files, 20, falseFindings);
const jobsOf = (kind: PlanKind): Job[] => (parse(planOf(kind)) as { jobs: Job[] }).jobs;
const types = (kind: PlanKind): string[] => jobsOf(kind).map(({ type }) => type);

test("the whole plan for APIs", () =>
  goldenIn(path.join(__dirname, "golden"))("zap-api.yaml", planOf("api")));

test("plans go as far as their names say", () => {
  expect(types("baseline")).not.toEqual(expect.arrayContaining(["activeScan"]));
  expect(types("baseline")).not.toEqual(expect.arrayContaining(["spider"]));
  expect(types("api")).toContain("activeScan");
  expect(types("api")).not.toContain("spider");
  expect(types("full")).toEqual(expect.arrayContaining(["spider", "activeScan"]));
  const policies = (["api", "full"] as const).map(
    (kind) => jobsOf(kind).find(({ type }) => type === "activeScan")!.policyDefinition,
  );
  expect(policies).toMatchObject([
    { defaultThreshold: "Off", alertTags: { include: ["POLICY_API"] } },
    { defaultThreshold: "Medium" },
  ]);
});

test.each(["baseline", "api", "full"] as const)(
  "%s has jobs and parameters that ZAP's add-ons document",
  (kind) => {
    for (const { type, parameters, ...more } of jobsOf(kind)) {
      const known = documentedParameters[type];
      expect([type, known === undefined]).toEqual([type, false]);
      expect([type, Object.keys(parameters).filter((name) => !known!.parameters.includes(name))]).toEqual([
        type,
        [],
      ]);
      expect([type, Object.keys(more).filter((name) => !known!.sections.includes(name))]).toEqual([type, []]);
    }
  },
);

test("what YAML 1.1 takes for no text is quoted, since ZAP reads that", () => {
  expect(planOf("api")).toContain('defaultThreshold: "Off"');
});

test("attacks slower than the slowest limit lets in, one request after the other", () => {
  const { parameters } = jobsOf("api").find(({ type }) => type === "activeScan")!;
  // 80 % of 20 a second.
  expect(parameters).toMatchObject({ delayInMs: 63, threadPerHost: 1, maxScanDurationInMins: 20 });
});

test("the callers' headers go into the requests that they are for, by settings of their own", () => {
  const [target] = apiTargets(environment, true);
  const headers = {
    "shop-token": { name: "Authorization", value: "Bearer TOKEN" },
    "monitor-key": { name: "X-API-Key", value: "KEY" },
  };
  const settings = renderCallerSettings(target!, headers);
  expect(settings).toContain("replacer.full_list(0).matchstr=Authorization\n");
  expect(settings).toContain("replacer.full_list(0).replacement=Bearer TOKEN\n");
  expect(settings).toContain(
    String.raw`full_list(0).url=^https://api\\.example\\.test(?::443)?\\/orders(?:\\?.*)?$`,
  );
  // GET and POST of one path are one rule, and what is public has none.
  expect(settings.match(/\.url=/g)).toHaveLength(3);
  expect(settings).not.toContain("healthz");
  for (const kind of ["baseline", "api", "full"] as const)
    expect(planOf(kind)).not.toMatch(/TOKEN|KEY|Bearer|Authorization/);
});

test("is found where ZAP_HOME or PATH say, and says how it is installed", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-zap-"));
  try {
    mkdirSync(path.join(folder, "bin"));
    for (const name of ["zap.sh", "bin/zap.sh"]) writeFileSync(path.join(folder, name), "");
    expect(findZap({ ZAP_HOME: folder, PATH: "" })).toBe(path.join(folder, "zap.sh"));
    expect(findZap({ PATH: `/nowhere:${folder}/bin` })).toBe(path.join(folder, "bin/zap.sh"));
  } finally {
    rmSync(folder, { recursive: true });
  }
  await expect(zapInstallation.install()).rejects.toThrow("zaproxy.org/download");
});

describe("its report", () => {
  const alert = (parts: object): object => ({
    pluginid: "40018",
    alertRef: "40018-1",
    name: "SQL Injection",
    riskcode: "3",
    confidence: "2",
    desc: "<p>…</p>",
    instances: [
      {
        uri: "https://api.example.test/orders?after=1&amp;x",
        method: "GET",
        param: "after",
        attack: "'",
        evidence: "SQL &lt;error&gt;",
      },
    ],
    count: "5",
    solution: "<p>Use prepared statements.</p><p>Check input.</p>",
    cweid: "89",
    wascid: "19",
    ...parts,
  });
  const report = (...alerts: object[]): string =>
    JSON.stringify({
      "@version": "2.17.0",
      site: [{ "@name": "https://api.example.test", alerts }],
    });

  test("becomes findings", () => {
    expect(parseZap(report(alert({})), "api1")).toEqual([
      {
        id: "ZAP/40018-1/api1/api.example.test",
        source: "ZAP",
        rule: "40018-1",
        host: "api1",
        subject: "api.example.test",
        severity: "high",
        title: "SQL Injection",
        evidence:
          "GET https://api.example.test/orders?after=1&x (after): SQL <error>; 4 more; CWE-89; WASC-19",
        mend: "Use prepared statements. Check input.",
        practice: 3,
        standards: { owaspApi: ["API8:2023"], pciDss4: ["6.2.4", "11.3.1"] },
      },
    ]);
    expect(parseZap(report(alert({ cweid: "319", riskcode: "0" })), "api1")).toMatchObject([
      { practice: 1, severity: "info" },
    ]);
  });

  test("leaves out what is held for false, and is refused where it is another", () => {
    expect(parseZap(report(alert({ confidence: "0" })), "api1")).toEqual([]);
    expect(() => parseZap("{}", "api1")).toThrow("traditional-json");
  });
});
