import { AwsDns, type AwsDnsArgs } from "../../../components/aws/dns/dns";
import { zoneOfNames } from "../../../components/aws/dns/zone";
import { resolve } from "../../../components/model/resolve";
import type { AwsDns as Settings } from "../../../components/model/types";
import { inputsOf, type Made, named, run, valueOf } from "./made";

const record = "aws:route53/record:Record";
const zoneId = "Z0123456789";

async function made(
  target: AwsDnsArgs["target"],
  settings: Settings = {},
): Promise<{ resources: Made[]; result: AwsDns }> {
  return run(
    () =>
      new AwsDns("dns", {
        settings: { zoneId, ...settings },
        names: ["api.example.com", "example.com"],
        target,
      }),
  );
}

const addresses = { addresses: ["192.0.2.1", "192.0.2.2"] };

test("names lead to a load balancer, and only Let's Encrypt may certify them", async () => {
  const { resources } = await made({ loadBalancer: { dnsName: "edge.elb.example", zoneId: "ZELB" } });
  expect(named(resources, record).sort()).toEqual([
    "dns-a-api.example.com",
    "dns-a-example.com",
    "dns-caa-api.example.com",
    "dns-caa-example.com",
  ]);
  expect(inputsOf(resources, record, "dns-a-example.com")).toMatchObject({
    zoneId,
    name: "example.com",
    type: "A",
    aliases: [{ name: "edge.elb.example", zoneId: "ZELB", evaluateTargetHealth: true }],
  });
  expect(inputsOf(resources, record, "dns-caa-api.example.com")).toMatchObject({
    type: "CAA",
    records: ['0 issue "letsencrypt.org"', '0 issuewild ";"'],
  });
});

test("addresses of hosts are told while their edges take connections", async () => {
  const { resources } = await made(addresses);
  const checks = named(resources, "aws:route53/healthCheck:HealthCheck");
  expect(checks).toEqual(["dns-health-1", "dns-health-2"]);
  expect(inputsOf(resources, "aws:route53/healthCheck:HealthCheck", checks[1]!)).toMatchObject({
    ipAddress: "192.0.2.2",
    type: "TCP",
    port: 443,
  });
  expect(inputsOf(resources, record, "dns-a-example.com-2")).toMatchObject({
    records: ["192.0.2.2"],
    multivalueAnswerRoutingPolicy: true,
    setIdentifier: "2",
    healthCheckId: "dns-health-2-id",
    ttl: 60,
  });
});

test("a path is asked for over HTTPS by a name that the edge serves", async () => {
  const { resources } = await made(addresses, { healthCheckPath: "/healthz" });
  expect(inputsOf(resources, "aws:route53/healthCheck:HealthCheck", "dns-health-1")).toMatchObject({
    type: "HTTPS",
    fqdn: "api.example.com",
    enableSni: true,
    resourcePath: "/healthz",
  });
});

test("signs the zone with a key that Route 53 may use for it alone", async () => {
  const { resources, result } = await made(addresses, { dnssec: true });
  const key = inputsOf(resources, "aws:kms/key:Key", "dns-dnssec-key");
  expect(key).toMatchObject({
    region: "us-east-1",
    customerMasterKeySpec: "ECC_NIST_P256",
    keyUsage: "SIGN_VERIFY",
  });
  expect(JSON.parse(key.policy as string)).toMatchObject({
    Statement: [
      { Principal: { AWS: "arn:aws:iam::123456789012:root" } },
      {
        Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnEquals: { "aws:SourceArn": `arn:aws:route53:::hostedzone/${zoneId}` },
        },
      },
      { Action: "kms:CreateGrant", Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
    ],
  });
  expect(inputsOf(resources, "aws:route53/keySigningKey:KeySigningKey", "dns-key-signing-key")).toMatchObject(
    {
      hostedZoneId: zoneId,
      keyManagementServiceArn: "arn:dns-dnssec-key",
    },
  );
  expect(named(resources, "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec")).toEqual(["dns-dnssec"]);
  expect(await valueOf(result.dsRecord!)).toBe("1 13 2 ABCD");
});

test("logs queries encrypted, where Route 53 can: in us-east-1", async () => {
  const { resources } = await made(addresses, { queryLog: true });
  expect(inputsOf(resources, "aws:cloudwatch/logGroup:LogGroup", "dns-queries")).toMatchObject({
    name: "/aws/route53/example.com",
    region: "us-east-1",
    retentionInDays: 365,
    kmsKeyId: "arn:dns-queries-key",
  });
  expect(inputsOf(resources, "aws:kms/key:Key", "dns-queries-key")).toMatchObject({
    region: "us-east-1",
    enableKeyRotation: true,
  });
  const access = inputsOf(
    resources,
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    "dns-queries",
  ).policyDocument;
  expect(JSON.parse(access as string)).toMatchObject({
    Statement: [
      {
        Principal: { Service: "route53.amazonaws.com" },
        Resource: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/example.com:*",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ],
  });
  expect(inputsOf(resources, "aws:route53/queryLog:QueryLog", "dns-queries")).toMatchObject({
    zoneId,
    cloudwatchLogGroupArn: "arn:dns-queries",
  });
});

test("neither is done unasked", async () => {
  const { resources, result } = await made(addresses);
  expect(resources.filter(({ type }) => /kms|logs|dnssec|queryLog/i.test(type))).toEqual([]);
  expect(result.dsRecord).toBeUndefined();
});

test("a zone is found by its name", async () => {
  const { resources } = await run(
    () =>
      new AwsDns("dns", {
        settings: { zone: "example.com" },
        names: ["api.example.com"],
        target: { addresses: ["192.0.2.1"] },
      }),
  );
  expect(inputsOf(resources, record, "dns-a-api.example.com-1")).toMatchObject({ zoneId });
});

test("names of another zone are refused", () => {
  const zone = { zoneId, name: "example.com" };
  expect(zoneOfNames(zone, ["example.com", "a.b.example.com"], { zoneId })).toBe(zone);
  expect(() => zoneOfNames(zone, ["api.example.com", "api.notexample.com"], { zoneId })).toThrow(
    "awsDns.zoneId must be a zone that holds api.notexample.com (got Z0123456789, which is example.com)",
  );
});

test.each<[Settings, RegExp]>([
  [{}, /must have zoneId, or zone/],
  [{ zoneId, zone: "example.com" }, /zone must not be set beside zoneId/],
  [{ zoneId, certificateAuthorities: [] as never }, /certificateAuthorities/],
  [{ zoneId, healthCheckPath: "/a?b" }, /healthCheckPath/],
  [{ zoneId, queryLogRetentionDays: 30 as never }, /queryLogRetentionDays/],
])("%j is refused", (settings, message) => {
  expect(() => resolve("awsDns", settings)).toThrow(message);
});
