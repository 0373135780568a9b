import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import {
  ApiGateway,
  AutomaticUpdates,
  Certificates,
  Firewall,
  GatewayKeys,
  HttpsEdge,
  Kernel,
  keysToMake,
  type LinuxHost,
  type settings,
  SshServer,
} from "portcullis";
import {
  AwsDns,
  AwsHost,
  AwsKey,
  AwsLoadBalancer,
  AwsNetwork,
  AwsRedis,
  AwsSecurityGroups,
} from "portcullis/aws";

const config = new pulumi.Config();
const name = config.require("name");
const adminRanges = config.requireObject<string[]>("adminRanges");
const zone = route53.getZoneOutput({ name: config.require("zone"), privateZone: false });
const range = "10.20.0.0/16";

const key = new AwsKey("shop", { description: "What the shop stores", deletionProtection: true });
const network = new AwsNetwork("shop", {
  settings: { cidrBlock: range, zones: config.requireObject<string[]>("zones") },
  keyArn: key.arn,
});
const groups = new AwsSecurityGroups("shop", {
  vpcId: network.vpcId,
  plan: {
    roles: ["api", "loadBalancer", "redis"],
    throughBastion: [],
    adminRanges,
    networkRanges: [range],
  },
});

// The gateways of all hosts count in one Redis and accept the same keys: whichever a client reaches treats it alike.
const redis = new AwsRedis("shop", {
  gatewayEngine: "kong",
  subnetIds: network.privateSubnets.map(({ id }) => id),
  securityGroupIds: [groups.ids.redis!],
  keyArn: key.arn,
});
const gatewaySettings: settings.Gateway = {
  limitStore: "redis",
  kong: { container: { image: config.require("kongImage") } },
  apis: {
    orders: {
      upstreams: ["http://127.0.0.1:8080"],
      openApi: "orders.openapi.json",
      roles: ["reader"],
      rateLimit: { minute: 600 },
      operations: { createOrder: { roles: ["writer"], rateLimit: { minute: 60 } } },
    },
  },
  consumers: { shop: { roles: ["reader", "writer"], jwt: {} } },
};
const keys = new GatewayKeys("shop-keys", keysToMake(gatewaySettings));

const login = new tls.PrivateKey("shop-login", { algorithm: "ED25519" });

/** Brings to a host what runs on it, after `former`. */
function harden(hostName: string, host: LinuxHost, former: pulumi.Resource[]): pulumi.Resource[] {
  const firewall = new Firewall(
    `${hostName}-firewall`,
    { host, adminRanges, settings: { egress: [{ port: 6379, to: [range] }] } },
    { dependsOn: former },
  );
  const behindFirewall = { dependsOn: [firewall] };
  const gateway = new ApiGateway(
    `${hostName}-gateway`,
    { host, settings: gatewaySettings, keys, redis },
    behindFirewall,
  );
  const edge = new HttpsEdge(
    `${hostName}-edge`,
    {
      host,
      settings: { sites: [{ names: [name], upstream: { url: gateway.url } }] },
      gateway: gateway.front,
    },
    { dependsOn: [gateway] },
  );
  return [
    new SshServer(`${hostName}-ssh-server`, { host }, behindFirewall),
    new Kernel(`${hostName}-kernel`, { host }, behindFirewall),
    new AutomaticUpdates(`${hostName}-updates`, { host }, behindFirewall),
    new Certificates(
      `${hostName}-certificates`,
      {
        host,
        // Both hosts have the name, so that it is proved in DNS.
        settings: zone.zoneId.apply((route53ZoneId) => ({
          email: config.require("email"),
          challenge: "dns-01-route53" as const,
          route53ZoneId,
        })),
        certificates: edge.certificates,
        unit: edge.unit,
      },
      { dependsOn: [edge] },
    ),
  ];
}

// Machines are made side by side; what is on them changes on one after the other, and stops at the first that fails.
let former: pulumi.Resource[] = [];
const hosts = network.publicSubnets.map((subnet, index) => {
  const hostName = `shop-${index + 1}`;
  const host = new AwsHost(
    hostName,
    {
      settings: { platform: "debian-12", instanceType: "t3.small" },
      subnetId: subnet.id,
      securityGroupIds: [groups.ids.api!],
      authorizedKey: login.publicKeyOpenssh,
      privateKey: login.privateKeyOpenssh,
      keyArn: key.arn,
      hostedZoneArn: zone.arn,
      public: true,
      deletionProtection: true,
    },
    { dependsOn: network },
  );
  former = harden(hostName, host, former);
  return host;
});

const balancer = new AwsLoadBalancer("shop", {
  vpcId: network.vpcId,
  subnetIds: network.publicSubnets.map(({ id }) => id),
  securityGroupIds: [groups.ids.loadBalancer!],
  instanceIds: hosts.map(({ instanceId }) => instanceId),
  deletionProtection: true,
});
new AwsDns("shop", {
  settings: { zone: config.require("zone") },
  names: [name],
  target: { loadBalancer: balancer },
});

/** Where the API answers. */
export const url = `https://${name}/`;
/** What each consumer signs its tokens with; secret. */
export const credentials = keys.credentials;
