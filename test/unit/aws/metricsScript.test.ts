// First: the X.509 library needs it.
import "reflect-metadata";
import { sign } from "aws4";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";
import { renderHostMetrics } from "../../../components/aws/metrics/render";
import { Amazon, credentials, type Request } from "./amazon";

let amazon: Amazon;
let address: string;
let folder: string;
beforeEach(async () => {
  amazon = new Amazon();
  address = await amazon.listen();
  folder = mkdtempSync(join(tmpdir(), "portcullis-metrics-"));
});
afterEach(() => {
  amazon.close();
  rmSync(folder, { recursive: true });
});

function run(...certificates: string[]): Promise<{ code: number; err: string }> {
  const script = join(folder, "portcullis-metrics");
  writeFileSync(script, renderHostMetrics("eu-central-1", []).files[0]!.content);
  const words = [
    script,
    "eu-central-1",
    "Portcullis",
    "DiskUsedPercent",
    "CertificateDaysLeft",
    ...certificates,
  ];
  const child = spawn("/bin/sh", words, {
    env: { PATH: process.env.PATH, PORTCULLIS_METADATA: address, PORTCULLIS_CLOUDWATCH: `${address}/` },
  });
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code: code ?? -1, err })));
}

/** A certificate that ends in so many days, in a file. */
async function certificate(days: number): Promise<string> {
  x509.cryptoProvider.set(globalThis.crypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await globalThis.crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=api.example.com",
    notAfter: new Date(Date.now() + days * 86_400_000 + 3_600_000),
    signingAlgorithm: algorithm,
    keys,
  });
  const file = join(folder, `${days}.pem`);
  writeFileSync(file, made.toString("pem"));
  return file;
}

test("tells CloudWatch of disk and certificates, signed by the role's credentials, which nobody else sees", async () => {
  const files = await Promise.all([certificate(40), certificate(12)]);
  expect(await run(...files)).toEqual({ code: 0, err: "" });
  const [{ body, headers, path }] = amazon.told as [Request];
  const form = new URLSearchParams(body);
  expect(Object.fromEntries(form)).toMatchObject({
    Action: "PutMetricData",
    Namespace: "Portcullis",
    "MetricData.member.1.MetricName": "DiskUsedPercent",
    "MetricData.member.1.Value": expect.stringMatching(/^\d{1,3}$/) as string,
    "MetricData.member.1.Dimensions.member.1.Value": "i-0123456789abcdef0",
    "MetricData.member.2.MetricName": "CertificateDaysLeft",
    "MetricData.member.2.Value": "12",
  });
  expect(headers["x-amz-security-token"]).toBe(credentials.Token);
  expect(amazon.leaked).toBe(false);

  // Signed anew by another implementation, over the headers that curl says it signed.
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization!)![1]!.split(";");
  // Some of Amazon's services refuse a session token that is not signed.
  expect(signed).toContain("x-amz-security-token");
  const own = Object.fromEntries(signed.map((name) => [name, headers[name] as string]));
  const request = {
    service: "monitoring",
    region: "eu-central-1",
    method: "POST",
    path,
    host: headers.host,
    body,
    headers: own,
    // aws4 adds these, which curl does not sign.
    extraHeadersToIgnore: { "content-length": true, "content-type": true },
  };
  const again = sign(request, {
    accessKeyId: credentials.AccessKeyId,
    secretAccessKey: credentials.SecretAccessKey,
  });
  const signatureOf = (text: unknown): string => /Signature=([0-9a-f]{64})/.exec(String(text))![1]!;
  expect(signatureOf(again.headers!.Authorization)).toBe(signatureOf(headers.authorization));
});

test("a certificate that is missing or over has no days left", async () => {
  expect((await run(await certificate(40), join(folder, "missing.pem"))).code).toBe(0);
  expect(new URLSearchParams(amazon.told[0]!.body).get("MetricData.member.2.Value")).toBe("0");
});

test("without certificates it tells of the disk alone", async () => {
  expect((await run()).code).toBe(0);
  expect(amazon.told[0]!.body).not.toContain("member.2");
});

test.each([
  ["no role", (it: Amazon) => void (it.role = ""), /the instance has no role/],
  ["a refusal", (it: Amazon) => void (it.status = 403), /CloudWatch of eu-central-1 does not take/],
  ["no metadata", (it: Amazon) => it.close(), /the instance's metadata does not answer/],
])("%s is said, and the run fails", async (_, spoil, message) => {
  spoil(amazon);
  const { code, err } = await run();
  expect([code, err]).toEqual([1, expect.stringMatching(message)]);
});
