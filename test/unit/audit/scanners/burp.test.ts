import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { parse } from "yaml";
import { apiTargets } from "../../../../audit/scanners/apis/targets";
import { placeholders, renderBurpConfiguration } from "../../../../audit/scanners/burp/configuration";
import { burpServer } from "../../../../audit/scanners/burp/installation";
import { parseBurp } from "../../../../audit/scanners/burp/parse";
import { burp, burpCommand } from "../../../../audit/scanners/burp/scanner";
import { goldenIn } from "../../golden";
import { burpSchema } from "./burpSchema";
import { auditedEnvironment, makeKeys, ordersSettings } from "./ordersEnvironment";

const binary = { url: "https://example.test/tyk", sha256: "0".repeat(64) };
const environment = auditedEnvironment(ordersSettings("192.0.2.10", binary), makeKeys().credentials);
const [target] = apiTargets(environment, true);
const server = { url: "https://burp.example.test", apiKey: "APIKEY" };
const headers = {
  "shop-token": { name: "Authorization", value: "Bearer TOKEN" },
  "monitor-key": { name: "X-API-Key", value: "KEY" },
};
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "portcullis-burp-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("the configuration has the keys that PortSwigger documents, and no others", () => {
  const validate = new Ajv2020({ strict: false }).compile(burpSchema);
  const text = renderBurpConfiguration(target!, { server, document: "openapi.json", headers });
  const configuration = parse(text) as { site: object };
  expect([validate(configuration), validate.errors]).toEqual([true, null]);
  expect(validate({ ...configuration, site: { ...configuration.site, apiDefinitions: {} } })).toBe(false);
  goldenIn(path.join(__dirname, "golden"))("burp_config.yml", text);
});

test("what is kept has variables for secrets", () => {
  const text = renderBurpConfiguration(target!, { server, document: "d", headers: placeholders(headers) });
  expect(text).toContain("token: ${SHOP_TOKEN}");
  expect(text).toContain("key: ${MONITOR_KEY}");
});

test("without a licence it is missing, and says what to do; its files are written all the same", async () => {
  const runs = await burp.run(environment, folder);
  expect(runs).toMatchObject([{ scanner: "Burp Suite", outcome: "missing", findings: [] }]);
  expect(runs[0]!.reason).toContain("docker pull public.ecr.aws/portswigger/enterprise-scan-container");
  const kept = readdirSync(folder);
  expect(kept).toEqual([
    "orders_at_api.example.test_on_api1.burp_config.yml",
    "orders_at_api.example.test_on_api1.openapi.json",
  ]);
  for (const name of kept)
    expect(readFileSync(path.join(folder, name), "utf8")).not.toMatch(/eyJ|portcullis_/);
});

test("the key of the server is read from a file that nobody else can read", () => {
  const file = path.join(folder, "key");
  writeFileSync(file, "APIKEY\n", { mode: 0o644 });
  const named = { BURP_ENTERPRISE_SERVER_URL: server.url, BURP_ENTERPRISE_API_KEY_FILE: file };
  expect(() => burpServer(named)).toThrow(`chmod 600 ${file}`);
  chmodSync(file, 0o600);
  expect(burpServer(named)).toEqual(server);
  expect(burpServer({})).toBeUndefined();
});

test("its container is told no secret, and leads the site's name to the host", () => {
  const command = burpCommand(target!, "/own", 1000).join(" ");
  expect(command).toContain("--add-host=api.example.test:192.0.2.10");
  expect(command).not.toMatch(/KEY|TOKEN/);
});

test("its report becomes findings, each kind of issue once", () => {
  const issue = (location: string): string =>
    [
      "<issue><serialNumber>1</serialNumber><type>1049088</type><name><![CDATA[SQL injection]]></name>",
      '<host ip="192.0.2.10">https://api.example.test</host><path><![CDATA[/orders]]></path>',
      `<location><![CDATA[${location}]]></location><severity>High</severity><confidence>Firm</confidence>`,
      "<remediationBackground><![CDATA[<p>Use <b>parameterised</b> queries.</p>]]></remediationBackground>",
      "<vulnerabilityClassifications><![CDATA[<ul><li>CWE-89: SQL</li></ul>]]></vulnerabilityClassifications>",
      "<requestresponse><request><![CDATA[Authorization: Bearer TOKEN]]></request></requestresponse></issue>",
    ].join("");
  const xml = `<?xml version="1.0"?><issues burpVersion="1">${issue("/orders [after]")}${issue("/orders [limit]")}</issues>`;
  const findings = parseBurp(xml, "api1");
  expect(findings).toEqual([
    {
      id: "Burp Suite/1049088 SQL injection/api1/api.example.test",
      source: "Burp Suite",
      rule: "1049088 SQL injection",
      host: "api1",
      subject: "api.example.test",
      severity: "high",
      title: "SQL injection",
      evidence: "/orders [after]; /orders [limit]; confidence Firm; CWE-89",
      mend: "Use parameterised queries.",
      practice: 3,
      standards: { owaspApi: ["API8:2023"], pciDss4: ["6.2.4", "11.3.1"] },
    },
  ]);
  expect(() => parseBurp("<html></html>", "api1")).toThrow("not with issues");
});
