import { spawnSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderCertificates } from "../../../components/edge/certificate/render";
import { resolve } from "../../../components/model/resolve";
import { Amazon, credentials } from "../aws/amazon";

const request = { name: "api.example.com", names: ["api.example.com"] };

function rendered(challenge: "http-01" | "dns-01-route53"): Record<string, string> {
  const settings = resolve("certificates", { email: "ops@example.com", challenge, route53ZoneId: "Z1" });
  const { files } = renderCertificates(settings, [request], "nginx.service");
  return Object.fromEntries(files.map(({ path, content }) => [path.split("/").at(-1)!, content]));
}

let amazon: Amazon;
let folder: string;
beforeEach(() => {
  amazon = new Amazon();
  folder = mkdtempSync(join(tmpdir(), "portcullis-credentials-"));
});
afterEach(() => {
  amazon.close();
  rmSync(folder, { recursive: true });
});

async function fetchCredentials(): Promise<{ code: number | null; err: string }> {
  const script = join(folder, "portcullis-certificate");
  writeFileSync(script, rendered("dns-01-route53")["portcullis-certificate"]!);
  const child = spawn("/bin/sh", [script, "credentials", request.name], {
    env: { PATH: process.env.PATH, RUNTIME_DIRECTORY: folder, PORTCULLIS_METADATA: await amazon.listen() },
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((done) => child.on("close", (code) => done({ code, err })));
}

test("root, whom alone the firewall lets ask, hands the role's credentials to the ACME client in a file of its own", async () => {
  expect(await fetchCredentials()).toEqual({ code: 0, err: "" });
  const file = join(folder, "aws");
  expect(readFileSync(file, "utf8")).toBe(
    `[default]\naws_access_key_id = ${credentials.AccessKeyId}\naws_secret_access_key = ${credentials.SecretAccessKey}\naws_session_token = ${credentials.Token}\n`,
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("an instance without a role is told", async () => {
  amazon.role = "";
  const { code, err } = await fetchCredentials();
  expect([code, err]).toEqual([
    1,
    expect.stringContaining("certificate api.example.com: the instance has no role"),
  ]);
});

test("only records in Route 53 need them", () => {
  const service = rendered("dns-01-route53")["portcullis-certificate@.service"]!;
  expect(service).toMatch(/RuntimeDirectory=portcullis-certificate\/%i\n/);
  expect(service).toMatch(/ExecStartPre=\+\S+ credentials %i\nExecStart=/);
  const plain = rendered("http-01");
  expect(plain["portcullis-certificate@.service"]).not.toContain("credentials");
  expect(plain["portcullis-certificate"]).not.toContain("open_metadata()");
  // As dash reads it, and Debian's sh is dash.
  expect(
    spawnSync("/bin/sh", ["-n"], { input: rendered("dns-01-route53")["portcullis-certificate"] }).status,
  ).toBe(0);
});
