import { hostAlarms } from "../../../components/aws/alarms/hostAlarms";
import { alarmTopicPolicy } from "../../../components/aws/alarms/topicPolicy";
import { connectionPlan } from "../../../components/aws/infrastructure/roles";
import { renderHostMetrics } from "../../../components/aws/metrics/render";
import { awsHosts } from "../../../components/aws/plannedHosts";
import { resolve } from "../../../components/model/resolve";
import type { Aws } from "../../../components/model/types";

const adminRanges = ["203.0.113.0/24"];
const host = { platform: "debian-12" } as const;
const network = {
  cidrBlock: "10.40.0.0/16",
  zones: ["eu-central-1a", "eu-central-1b"],
  natGateways: "single",
} as const;
const aws = (more: Partial<Aws> = {}) =>
  resolve("aws", { region: "eu-central-1", network, api: { host }, ...more });

const highlyAvailable = aws({
  api: { count: 3, subnets: "private", host },
  bastion: host,
  logs: { host },
  balancing: "network",
  redis: {},
  alarms: { emails: ["ops@example.com"] },
});

test("the bastion comes first, and those behind it are reached from the public subnets alone", () => {
  const hosts = awsHosts(highlyAvailable, adminRanges);
  expect(hosts.map(({ name, role }) => [name, role])).toEqual([
    ["bastion", "bastion"],
    ["api-1", "api"],
    ["api-2", "api"],
    ["api-3", "api"],
    ["logs-1", "logs"],
  ]);
  const [bastion, api] = hosts;
  expect(bastion!.adminRanges).toEqual(adminRanges);
  expect(bastion!.egress).toEqual([{ port: 22, protocol: "tcp", to: ["10.40.128.0/20", "10.40.144.0/20"] }]);
  expect(api!.adminRanges).toEqual(["10.40.0.0/20", "10.40.16.0/20"]);
  expect(api!.egress).toEqual([{ port: 6379, protocol: "tcp", to: ["10.40.128.0/20", "10.40.144.0/20"] }]);
  expect(hosts.map(({ metricsRegion }) => metricsRegion)).toEqual(Array(5).fill("eu-central-1"));
});

test("one public host is reached from the admin ranges and connects to nothing more", () => {
  expect(awsHosts(aws(), adminRanges)).toEqual([
    expect.objectContaining({ name: "api-1", adminRanges, egress: [], metricsRegion: undefined }),
  ]);
});

test("who is private is reached through the bastion in the security groups too", () => {
  expect(connectionPlan(highlyAvailable, adminRanges)).toEqual({
    roles: ["api", "bastion", "logHost", "loadBalancer", "redis"],
    throughBastion: ["api", "logHost"],
    adminRanges,
    networkRanges: ["10.40.0.0/16"],
  });
  expect(connectionPlan(aws(), adminRanges)).toMatchObject({ roles: ["api"], throughBastion: [] });
});

describe("alarms", () => {
  const settings = resolve("awsAlarms", { emails: ["ops@example.com"], diskPercent: 70 });

  test("one recovers the machine, and a silent host is an alarm where it measures itself", () => {
    const alarms = hostAlarms(settings, true);
    expect(alarms.filter(({ recovers }) => recovers).map(({ metricName }) => metricName)).toEqual([
      "StatusCheckFailed_System",
    ]);
    expect(
      alarms.filter(({ treatMissingData }) => treatMissingData === "breaching").map(({ name }) => name),
    ).toEqual(["disk", "certificate"]);
    expect(alarms.find(({ name }) => name === "disk")).toMatchObject({
      threshold: 70,
      comparisonOperator: "GreaterThanThreshold",
    });
    expect(alarms.find(({ name }) => name === "certificate")).toMatchObject({
      threshold: 14,
      comparisonOperator: "LessThanThreshold",
      statistic: "Minimum",
    });
  });

  test("a host without certificates has no alarm on them", () => {
    expect(hostAlarms(settings, false).map(({ name }) => name)).not.toContain("certificate");
  });

  test("only alarms of the account publish, and over TLS", () => {
    const account = {
      accountId: "111122223333",
      partition: "aws",
      dnsSuffix: "amazonaws.com",
      region: "eu-central-1",
    };
    const topic = "arn:aws:sns:eu-central-1:111122223333:alarms";
    const { Statement } = JSON.parse(alarmTopicPolicy(topic, account)) as { Statement: object[] };
    expect(Statement).toEqual([
      expect.objectContaining({
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: expect.objectContaining({
          StringEquals: { "aws:SourceAccount": "111122223333" },
        }) as object,
      }),
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  });
});

test("a host's own metrics are sent by root, confined, with the certificates of its edge", () => {
  const { files, services } = renderHostMetrics("eu-central-1", ["api.example.com"]);
  const unit = files.find(({ path }) => path.endsWith(".service"))!.content;
  expect(unit).toContain(
    "ExecStart=/usr/local/sbin/portcullis-metrics eu-central-1 Portcullis DiskUsedPercent CertificateDaysLeft /etc/portcullis/tls/api.example.com/fullchain.pem\n",
  );
  expect(unit).not.toMatch(/DynamicUser|PrivateUsers/);
  expect(unit).toContain("ProtectSystem=strict");
  expect(services).toEqual([{ unit: "portcullis-metrics.timer", onChange: "restart" }]);
});
