// First: the X.509 library needs it.
import "reflect-metadata";
import { sign } from "aws4";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";
import { projectRoot } from "../../../local/engine/projectRoot";

const SCRIPT = join(projectRoot(), "components/aws/metrics/assets/portcullis-metrics.sh");
const credentials = {
  AccessKeyId: "ASIAIOSFODNN7EXAMPLE",
  SecretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  Token: "IQoJb3JpZ2luX2VjEXAMPLE//token==",
};

/** What a request was, once it is whole. */
interface Request {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** Whether a text is in some process's arguments or environment, for all who may look. */
function shownToAll(text: string): boolean {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .some((pid) =>
      ["cmdline", "environ"].some((file) => {
        try {
          return readFileSync(`/proc/${pid}/${file}`, "utf8").includes(text);
        } catch {
          return false;
        }
      }),
    );
}

/** The instance's metadata as IMDSv2 gives it, and CloudWatch, on one port of loopback. */
class Amazon {
  readonly told: Request[] = [];
  leaked = false;
  status = 200;
  role = "api-1-role";
  private readonly server: Server;

  constructor() {
    this.server = createServer((message, response) => {
      let body = "";
      message.setEncoding("utf8").on("data", (text: string) => (body += text));
      message.on("end", () => {
        const request = { method: message.method!, path: message.url!, headers: message.headers, body };
        const [status, text] = this.answer(request);
        response.writeHead(status).end(text);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(request: Request): [status: number, text: string] {
    const { method, path, headers } = request;
    if (method === "POST") {
      this.told.push(request);
      this.leaked = [credentials.SecretAccessKey, credentials.Token].some(shownToAll);
      return [this.status, "<PutMetricDataResponse/>"];
    }
    if (method === "PUT" && path === "/latest/api/token")
      return headers["x-aws-ec2-metadata-token-ttl-seconds"] ? [200, "a-session-token"] : [400, ""];
    // IMDSv2: nothing without the session's token.
    if (headers["x-aws-ec2-metadata-token"] !== "a-session-token") return [401, ""];
    const roles = "/latest/meta-data/iam/security-credentials/";
    if (path === "/latest/meta-data/instance-id") return [200, "i-0123456789abcdef0"];
    if (path === roles) return this.role ? [200, this.role] : [404, ""];
    if (path === roles + this.role)
      return [200, JSON.stringify({ Code: "Success", ...credentials }, null, 2)];
    return [404, ""];
  }
}

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
  const words = [
    SCRIPT,
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
