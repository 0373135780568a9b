import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { loadStackFile } from "../../../components/model/environment";
import { ConfigurationError } from "../../../components/model/problems";
import { projectRoot } from "../../../local/engine/projectRoot";

type Change = [at: string, value: unknown];

/** One mistake: what is changed in production's file, and the one line that is said of it. */
type Case = [message: string, ...changes: Change[]];

const text = readFileSync(path.join(projectRoot(), "Pulumi.prod.yaml"), "utf8");

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "portcullis-bad-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of production's file with these changes; the place in front, `LINE:COLUMN`, is told apart. */
function problems(changes: readonly Change[]): { place: string; message: string }[] {
  const document = parseDocument(text);
  for (const [at, value] of changes) {
    const keys = [
      "config",
      "portcullis:environment",
      ...at.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
    ];
    if (value === undefined) document.deleteIn(keys);
    else document.setIn(keys, document.createNode(value));
  }
  const file = path.join(folder, "Pulumi.prod.yaml");
  writeFileSync(file, document.toString());
  try {
    loadStackFile(file);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n").map((line) => {
      const [, place = "", message = line] = /^\S+\.yaml:(\d+:\d+) (.*)$/.exec(line) ?? [];
      return { place, message };
    });
  }
}

const cases: Case[] = [
  [
    'logging needs one or three hosts of the role "logs" (hosts.<name>.role, or aws.logs); there are 0',
    ["aws.logs", undefined],
  ],
  ["aws.logs.count must be one of 1, 3 (got 2)", ["aws.logs.count", 2]],
  [
    'logging.viewerRanges[0] must not be the whole internet (got "0.0.0.0/0")',
    ["logging.viewerRanges", ["0.0.0.0/0"]],
  ],
  [
    'certificates.challenge must be "dns-01-route53" with logging.server.kibana, whose host nobody outside may ask (got "http-01")',
    ["certificates.challenge", "http-01"],
    ["aws.api", { count: 1, subnets: "public", host: { platform: "debian-12" } }],
    ["aws.balancing", "none"],
    ["logging.server.kibana", { name: "logs.example.com" }],
    ["logging.server.alerts", {}],
  ],
  [
    'logging.server.alerts.email cannot be with Kibana\'s basic licence, which has neither e-mail nor webhooks: set engine to "elastAlert", or Kibana\'s licence to "gold" where you have it',
    ["logging.server.kibana", { name: "logs.example.com" }],
  ],
  [
    'logging.server.alerts.engine must be "elastAlert" where there is no Kibana (got "kibana")',
    ["logging.server.alerts.engine", "kibana"],
  ],
  [
    "aws.alarms.topicArn must be a topic of region eu-central-1 (got one of us-east-1)",
    ["aws.alarms", { topicArn: "arn:aws:sns:us-east-1:111122223333:ops" }],
  ],
  [
    "adminRanges must have at least 1 entry: hosts are set up over SSH, and the firewall lets it in from these ranges alone",
    ["adminRanges", []],
  ],
  [
    'adminRanges[0] must be an IPv4 or IPv6 range such as 203.0.113.0/24 or 2001:db8::/32 (got "203.0.113.0")',
    ["adminRanges.0", "203.0.113.0"],
  ],
  [
    'adminRanges[0] must not be the whole internet (got "0.0.0.0/0"): name the networks that you log in from',
    ["adminRanges.0", "0.0.0.0/0"],
  ],
  [
    "adminRanges must hold an IPv4 range: hosts in AWS have no IPv6 address",
    ["adminRanges.0", "2001:db8::/32"],
  ],
  [
    "adminRanges is required: Ranges from which SSH is let in: at least one, as hosts are set up over SSH, and none of length 0",
    ["adminRanges", undefined],
  ],
  ['rollout must be one of "rolling", "parallel" (got "canary")', ["rollout", "canary"]],
  [
    'aws.region must match ^[a-z]{2}(-[a-z]+)+-[0-9]$ (got "Frankfurt"): Region that everything is made in, such as eu-central-1',
    ["aws.region", "Frankfurt"],
  ],
  [
    'aws.network.zones[0] must be a zone of region us-east-1, such as us-east-1a (got "eu-central-1a")',
    ["aws.region", "us-east-1"],
  ],
  [
    "aws.region is required: Region that everything is made in, such as eu-central-1",
    ["aws.region", undefined],
  ],
  [
    'aws.network.cidrBlock must be an IPv4 range from /16 to /24 (got "10.40.0.0/8")',
    ["aws.network.cidrBlock", "10.40.0.0/8"],
  ],
  [
    'aws.network.cidrBlock must be an IPv4 range from /16 to /24 (got "10.40.0.0/25")',
    ["aws.network.cidrBlock", "10.40.0.0/25"],
  ],
  [
    'aws.network.cidrBlock must begin at its first address: 10.40.0.0/16 (got "10.40.1.0/16")',
    ["aws.network.cidrBlock", "10.40.1.0/16"],
  ],
  [
    'aws.network.cidrBlock must be an IPv4 or IPv6 range such as 203.0.113.0/24 or 2001:db8::/32 (got "ten")',
    ["aws.network.cidrBlock", "ten"],
  ],
  [
    "aws.network.cidrBlock is missing: it is needed where existing names no network",
    ["aws.network.cidrBlock", undefined],
  ],
  [
    "aws.network.zones must have 2 to 8 entries, so that one may fail (got 1)",
    ["aws.network.zones", ["eu-central-1a"]],
  ],
  [
    'aws.network.zones must not repeat an entry ("eu-central-1a" is both [1] and [0])',
    ["aws.network.zones", ["eu-central-1a", "eu-central-1a"]],
  ],
  [
    'aws.network.zones[2] must be of the region of the others, eu-central-1 (got "us-east-1c")',
    ["aws.network.zones.2", "us-east-1c"],
  ],
  [
    'aws.network.zones[0] must match ^[a-z]{2}(-[a-z]+)+-[0-9][a-h]$ (got "eu-central-1")',
    ["aws.network.zones.0", "eu-central-1"],
  ],
  [
    'aws.network.natGateways must be "single" or "perZone" with private hosts, which fetch packages and certificates (got "none")',
    ["aws.network.natGateways", "none"],
  ],
  [
    'aws.network.natGateways must be one of "none", "single", "perZone" (got "one"; did you mean "none"?)',
    ["aws.network.natGateways", "one"],
  ],
  [
    'aws.network.gatewayEndpoints[0] must be one of "s3", "dynamodb" (got "sqs")',
    ["aws.network.gatewayEndpoints", ["sqs"]],
  ],
  [
    'aws.network.interfaceEndpoints[0] must be one of "ec2", "ec2messages", "kms", "logs", "monitoring", "sns", "ssm", "ssmmessages", "sts" (got "s3")',
    ["aws.network.interfaceEndpoints", ["s3"]],
  ],
  [
    "aws.network.flowLogs.retentionDays must be one of 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (got 30)",
    ["aws.network.flowLogs", { retentionDays: 30 }],
  ],
  [
    'aws.network.existing.vpcId must match ^vpc-([0-9a-f]{8}|[0-9a-f]{17})$ (got "vpc-1"): Id of the VPC, such as vpc-0123456789abcdef0',
    ["aws.network", { existing: { vpcId: "vpc-1" } }],
  ],
  ["aws.api.count must be >= 1 (got 0)", ["aws.api.count", 0]],
  ["aws.api.count must be <= 20 (got 21)", ["aws.api.count", 21]],
  ['aws.api.count must be a whole number (got "three")', ["aws.api.count", "three"]],
  ['aws.api.subnets must be one of "private", "public" (got "hidden")', ["aws.api.subnets", "hidden"]],
  ["aws.api.host is required: A host on Amazon EC2: image, size and disk", ["aws.api.host", undefined]],
  [
    'aws.api.host.platform must be one of "debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04" (got "debian-11"; did you mean "debian-12"?)',
    ["aws.api.host.platform", "debian-11"],
  ],
  [
    'aws.api.host.platform must be one of "debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04" (got "rocky-9")',
    ["aws.api.host.platform", "rocky-9"],
  ],
  [
    'aws.api.host.instanceType does not have the right form (got "t2.micro"): EC2 instance type of the Nitro System, such as t3.small, or t4g.small with a Graviton processor (arm64): older ones such as t2 and m4 are refused. A change stops and starts the machine; one to another architecture replaces it',
    ["aws.api.host.instanceType", "t2.micro"],
  ],
  [
    'aws.api.host.instanceType does not have the right form (got "large"): EC2 instance type of the Nitro System, such as t3.small, or t4g.small with a Graviton processor (arm64): older ones such as t2 and m4 are refused. A change stops and starts the machine; one to another architecture replaces it',
    ["aws.api.host.instanceType", "large"],
  ],
  ["aws.api.host.volume.sizeGiB must be >= 8 (got 4)", ["aws.api.host.volume.sizeGiB", 4]],
  [
    'aws.api.host.image must match ^ami-[0-9a-f]{8}([0-9a-f]{9})?$ (got "debian"): ID of the image (AMI) to use. Another one replaces the machine, as do setting and removing it. Default: the newest of the platform\'s vendor when the machine is made, kept from then on',
    ["aws.api.host.image", "debian"],
  ],
  ['aws.api.host.imageId is not a known setting; did you mean "image"?', ["aws.api.host.imageId", "ami-0"]],
  ["aws.bastion is missing: private hosts are set up through it", ["aws.bastion", undefined]],
  [
    'aws.balancing must be "network" with private hosts, which nothing else leads to (got "none")',
    ["aws.balancing", "none"],
  ],
  [
    'aws.balancing must be "network" with private hosts, which nothing else leads to (got "dns")',
    ["aws.balancing", "dns"],
  ],
  ['aws.balancing must be one of "network", "dns", "none" (got "alb")', ["aws.balancing", "alb"]],
  [
    'aws.balancing must be "network" or "dns" with 3 hosts, or only one of them is used (got "none")',
    ["aws.api.subnets", "public"],
    ["aws.balancing", "none"],
  ],
  [
    'aws.balancing must not be "dns" without aws.dns, whose records do it',
    ["aws.api.subnets", "public"],
    ["aws.balancing", "dns"],
    ["aws.dns", undefined],
    ["certificates.route53ZoneId", "Z1"],
  ],
  [
    'aws.dns.zoneId must match ^Z[A-Z0-9]{1,31}$ (got "example.com"): Id of the hosted zone, such as Z0123456789ABCDEFGHIJ',
    ["aws.dns.zoneId", "example.com"],
  ],
  [
    'aws.dns.zone must not be set beside zoneId, which says it already (got "example.com")',
    ["aws.dns.zone", "example.com"],
  ],
  ["aws.dns.ttl must be >= 10 (got 1)", ["aws.dns.ttl", 1]],
  [
    "certificates.route53ZoneId is missing, or aws.dns.zoneId: the zone whose records alone the hosts may change",
    ["aws.dns", undefined],
  ],
  [
    'aws.redis.nodeType must match ^cache\\.[a-z0-9]{1,20}\\.[a-z0-9]{1,20}$ (got "m7g.large"): Type of each node, such as cache.t4g.small or cache.m7g.large',
    ["aws.redis.nodeType", "m7g.large"],
  ],
  ["aws.redis.replicas must be <= 5 (got 6)", ["aws.redis.replicas", 6]],
  [
    'aws.redis.snapshotWindow does not have the right form (got "1am"): Daily time in UTC for the snapshot, as hh:mm-hh:mm, at least an hour and not within maintenanceWindow',
    ["aws.redis.snapshotWindow", "1am"],
  ],
  [
    'aws.redis.maintenanceWindow must be of 60 minutes at least (got "sun:03:00-sun:03:10")',
    ["aws.redis.maintenanceWindow", "sun:03:00-sun:03:10"],
  ],
  [
    "aws.alarms.emails must have at least 1 entry, or topicArn must be set: nobody is told",
    ["aws.alarms.emails", []],
  ],
  [
    'aws.alarms.emails[0] must match ^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$ (got "ops")',
    ["aws.alarms.emails.0", "ops"],
  ],
  [
    "aws.alarms.emails must not be set beside topicArn: subscribe them to that topic",
    ["aws.alarms.topicArn", "arn:aws:sns:eu-central-1:111122223333:ops"],
  ],
  [
    'aws.alarms.topicArn does not have the right form (got "ops"): ARN of an Amazon SNS topic that is there already, in the region of the hosts, and lets CloudWatch publish',
    ["aws.alarms.topicArn", "ops"],
  ],
  ["aws.alarms.cpuPercent must be <= 100 (got 120)", ["aws.alarms.cpuPercent", 120]],
  ["aws.alarms.certificateDays must be <= 60 (got 90)", ["aws.alarms.certificateDays", 90]],
  ["aws.bucket.expiryDays must be >= 90 (got 7)", ["aws.bucket", { expiryDays: 7 }]],
  ['aws.deletionProtection must be true or false (got "yes")', ["aws.deletionProtection", "yes"]],
  ['aws.regoin is not a known setting; did you mean "region"?', ["aws.regoin", "x"]],
  [
    "hosts.api-1 must have another name: aws makes a host of that one",
    [
      "hosts",
      {
        "api-1": {
          address: "192.0.2.1",
          platform: "debian-12",
          hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn",
        },
      },
    ],
  ],
  ["hosts must have at least 1 entry, a host that exists, where aws makes none", ["aws", undefined]],
  ["aws.redis needs a gateway, whose requests it counts", ["gateway", undefined]],
  [
    "certificates is required with edge: TLS certificates from an ACME directory (RFC 8555), such as Let's Encrypt, renewed by the host itself",
    ["certificates", undefined],
  ],
  [
    'certificates.challenge must be "dns-01-route53" with 3 hosts that serve the same names (got "http-01")',
    ["certificates.challenge", "http-01"],
  ],
  [
    'certificates.email does not have the right form (got "ops"): Contact address of the ACME account. The client needs one, although Let\'s Encrypt no longer writes to it',
    ["certificates.email", "ops"],
  ],
  [
    'certificates.keyType must be one of "ecdsa-p256", "ecdsa-p384", "rsa-2048", "rsa-4096" (got "dsa")',
    ["certificates.keyType", "dsa"],
  ],
  ["edge.sites must have at least 1 entry (got 0)", ["edge.sites", []]],
  [
    'edge.sites[0].names[0] must be a full DNS name in lower case such as api.example.com (got "API.example.com")',
    ["edge.sites.0.names.0", "API.example.com"],
  ],
  [
    'edge.sites[0].upstream.url does not have the right form (got "http://10.0.0.5"): http://127.0.0.1:PORT or http://[::1]:PORT, or the same with https. Loopback only: requests must not leave the host',
    ["edge.sites.0.upstream.url", "http://10.0.0.5"],
  ],
  ['edge.tlsProfile must be one of "intermediate", "modern" (got "old")', ["edge.tlsProfile", "old"]],
  [
    'certificates.keyType must be "ecdsa-p256" or "ecdsa-p384" with edge.tlsProfile "modern" (got "rsa-2048")',
    ["edge.tlsProfile", "modern"],
    ["certificates.keyType", "rsa-2048"],
  ],
  ['gateway.engine must be one of "kong", "tyk" (got "apigee")', ["gateway.engine", "apigee"]],
  [
    "gateway.kong is missing: no distribution has Kong, so say where it comes from (package, archive or container)",
    ["gateway.kong", undefined],
  ],
  [
    'gateway.kong.container.image does not have the right form (got "kong:3.9"): The image with its digest, such as docker.io/library/kong@sha256:…',
    ["gateway.kong.container.image", "kong:3.9"],
  ],
  [
    "gateway.apis.orders.rateLimit.minute must be >= 1 (got 0)",
    ["gateway.apis.orders.rateLimit", { minute: 0 }],
  ],
  [
    "gateway.apis.orders.rateLimit.minute must be >= the limit of each second, 50 (got 10)",
    ["gateway.apis.orders.rateLimit", { second: 50, minute: 10 }],
  ],
  [
    "gateway.apis.orders.operations.health.roles must not be set with public: true",
    ["gateway.apis.orders.operations.health.roles", ["reader"]],
  ],
  [
    "gateway.tokens.maximumLifetime must be <= 86400 (got [secret])",
    ["gateway.tokens", { maximumLifetime: 999999 }],
  ],
  [
    "gateway.consumers.shop has no credential: set jwt (`jwt: {}` for an ES256 key) or apiKey: true",
    ["gateway.consumers.shop", { roles: ["reader"] }],
  ],
  [
    'gateway.consumers.shop.jwt.algorithm must be one of "ES256", "RS256", "HS256" (got "none")',
    ["gateway.consumers.shop.jwt", { algorithm: "none" }],
  ],
  [
    "gateway.rotation.overlapDays must be less than half of afterDays, 10 (got 7)",
    ["gateway.rotation", { afterDays: 10, overlapDays: 7 }],
  ],
  ["gateway.port must be >= 1024 (got 80)", ["gateway.port", 80]],
  [
    'sshServer.allowUsers must hold "admin", the account that hosts in AWS are set up with (got ops)',
    ["sshServer", { allowUsers: ["ops"] }],
  ],
  [
    'firewall.backend must be one of "nftables", "ufw", "iptables" (got "pf")',
    ["firewall", { backend: "pf" }],
  ],
  [
    'automaticUpdates.reboot.time must match ^([01][0-9]|2[0-3]):[0-5][0-9]$ (got "25:00"): When, HH:MM in the host\'s time zone; after updates have installed',
    ["automaticUpdates", { reboot: { time: "25:00" } }],
  ],
  [
    "kernel.overrides.swappiness is not an allowed name (must match ^[a-z][a-z0-9_]*([./][A-Za-z0-9_-]+)+$): Further sysctl settings, or other values for ours, by name, such as vm.max_map_count: two or more parts joined by dots",
    ["kernel", { overrides: { swappiness: 1 } }],
  ],
  ["intrusionPrevention.maxRetry must be >= 1 (got 0)", ["intrusionPrevention", { maxRetry: 0 }]],
  ["timeSync.servers must have at least 1 entry (got 0)", ["timeSync", { servers: [] }]],
  ["gateway.port must be another port (8000 is the demo API's)", ["demoApi", { port: 8000 }]],
  [
    'certificates.challenge must be "dns-01-route53" with private hosts (got "http-01")',
    ["aws.api.count", 1],
    ["certificates.challenge", "http-01"],
  ],
];

test("production's file itself has no mistake", () => {
  expect(problems([])).toEqual([]);
});

test.each(cases.map(([message, ...changes]) => ({ message, changes })))(
  "$message",
  ({ message, changes }) => {
    const found = problems(changes);
    expect(found.map((one) => one.message)).toEqual([message]);
    expect(found[0]!.place).toMatch(/^\d+:\d+$/);
  },
);
