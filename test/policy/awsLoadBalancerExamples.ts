import { type Example, type Examples, ofType, UNKNOWN } from "./rule";

const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";

const thing = ofType();
const classic = ofType(CLASSIC);
const network = (properties: Record<string, unknown> = {}): Example =>
  thing({ loadBalancerType: "network", ...properties });
const gateway = thing({ loadBalancerType: "gateway" });
const withTls = (example: Example): Example => ({
  ...example,
  others: [
    {
      type: "aws:lb/listener:Listener",
      properties: { protocol: "TLS", loadBalancerArn: UNKNOWN },
      computedFromThing: ["loadBalancerArn"],
    },
  ],
});
const guarded = (example: Example, type: string): Example => ({
  ...example,
  others: [{ type, properties: { resourceArn: UNKNOWN }, computedFromThing: ["resourceArn"] }],
});
const listener = (lbProtocol: unknown, instanceProtocol: unknown): Record<string, unknown> => ({
  lbPort: 443,
  instancePort: 443,
  lbProtocol,
  instanceProtocol,
});
const attribute = (name: string, value: unknown): Example =>
  thing({
    policyAttributes: [
      { name: "Server-Defined-Cipher-Order", value: "true" },
      { name, value },
    ],
  });
const REDIRECT = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };

/** Examples by rule. */
export const awsLoadBalancerExamples: Record<string, Examples> = {
  "aws-lb-access-logs": {
    fails: [
      ["accessLogs", thing({})],
      ["accessLogs.enabled", thing({ accessLogs: { bucket: UNKNOWN } })],
      ["accessLogs.enabled", withTls(network({ accessLogs: { bucket: "logs", enabled: false } }))],
      ["accessLogs", withTls(network())],
      ["accessLogs", classic({})],
      ["accessLogs.enabled", classic({ accessLogs: { bucket: "logs", enabled: false } })],
      ["accessLogs", { ...thing({}), type: "aws:alb/loadBalancer:LoadBalancer" }],
    ],
    passes: [
      withTls(network({ accessLogs: { bucket: UNKNOWN, enabled: true } })),
      // It writes none but for TLS that it ends itself.
      network(),
      classic({ accessLogs: { bucket: "logs" } }),
      gateway,
    ],
    unknown: [
      thing({ accessLogs: { bucket: "logs", enabled: UNKNOWN } }),
      thing({ loadBalancerType: UNKNOWN }),
    ],
  },
  "aws-lb-web-application-firewall": {
    fails: [
      ["", thing({})],
      ["", thing({ internal: false, loadBalancerType: "application" })],
    ],
    passes: [
      guarded(thing({ arn: UNKNOWN }), "aws:wafv2/webAclAssociation:WebAclAssociation"),
      guarded(thing({ arn: UNKNOWN }), "aws:wafregional/webAclAssociation:WebAclAssociation"),
      thing({ internal: true }),
      network(),
      gateway,
    ],
    unknown: [thing({ internal: UNKNOWN })],
  },
  "aws-lb-deletion-protection": {
    fails: [
      ["enableDeletionProtection", thing({})],
      ["enableDeletionProtection", network({ enableDeletionProtection: false })],
    ],
    passes: [thing({ enableDeletionProtection: true }), { ...thing({}), stack: "dev" }],
    unknown: [thing({ enableDeletionProtection: UNKNOWN })],
  },
  "aws-lb-cross-zone": {
    fails: [
      ["enableCrossZoneLoadBalancing", network()],
      ["enableCrossZoneLoadBalancing", network({ enableCrossZoneLoadBalancing: false })],
      ["crossZoneLoadBalancing", classic({ crossZoneLoadBalancing: false, subnets: [UNKNOWN, UNKNOWN] })],
      ["availabilityZones", classic({ availabilityZones: ["eu-central-1a"] })],
    ],
    passes: [
      thing({}),
      network({ enableCrossZoneLoadBalancing: true }),
      classic({ subnets: ["subnet-1", "subnet-2"] }),
    ],
    unknown: [network({ enableCrossZoneLoadBalancing: UNKNOWN }), classic({ subnets: UNKNOWN })],
  },
  "aws-lb-drop-invalid-headers": {
    fails: [
      ["dropInvalidHeaderFields", thing({})],
      ["dropInvalidHeaderFields", thing({ loadBalancerType: "application", dropInvalidHeaderFields: false })],
    ],
    passes: [thing({ dropInvalidHeaderFields: true }), network(), gateway],
    unknown: [thing({ dropInvalidHeaderFields: UNKNOWN })],
  },
  "aws-lb-desync-mitigation": {
    fails: [
      ["desyncMitigationMode", thing({ desyncMitigationMode: "monitor" })],
      ["desyncMitigationMode", classic({ desyncMitigationMode: "monitor" })],
    ],
    passes: [thing({}), thing({ desyncMitigationMode: "strictest" })],
    unknown: [thing({ desyncMitigationMode: UNKNOWN })],
  },
  "aws-lb-tls-policy": {
    fails: [
      ["sslPolicy", thing({ protocol: "HTTPS" })],
      ["sslPolicy", thing({ protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" })],
      ["sslPolicy", thing({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06" })],
      ["sslPolicy", thing({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08" })],
    ],
    passes: [
      thing({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
      thing({ protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04" }),
      thing({ protocol: "TLS", sslPolicy: "ELBSecurityPolicy-FS-1-2-Res-2020-10" }),
      thing({ protocol: "TCP" }),
      thing({ protocol: "HTTP" }),
    ],
    unknown: [thing({ protocol: "HTTPS", sslPolicy: UNKNOWN })],
  },
  "aws-lb-plain-http": {
    fails: [
      [
        "defaultActions[0].type",
        thing({ protocol: "HTTP", port: 80, defaultActions: [{ type: "forward" }] }),
      ],
      ["defaultActions[0].type", thing({ port: 8080, defaultActions: [{ type: "forward" }] })],
      [
        "defaultActions[0].redirect.protocol",
        thing({ protocol: "HTTP", defaultActions: [{ type: "redirect", redirect: { host: "a.example" } }] }),
      ],
    ],
    passes: [
      thing({ protocol: "HTTP", port: 80, defaultActions: [REDIRECT] }),
      thing({ protocol: "HTTP", port: 80, defaultActions: [{ type: "fixed-response" }] }),
      thing({ protocol: "HTTPS", port: 443, defaultActions: [{ type: "forward" }] }),
      thing({ protocol: "TCP", port: 80, defaultActions: [{ type: "forward" }] }),
      // A gateway load balancer's.
      thing({ defaultActions: [{ type: "forward" }] }),
    ],
    unknown: [thing({ protocol: UNKNOWN }), thing({ protocol: "HTTP", defaultActions: UNKNOWN })],
  },
  "aws-lb-target-plain-http": {
    fails: [["protocol", thing({ protocol: "HTTP", port: 8000 })]],
    passes: [thing({ protocol: "HTTPS" }), thing({ protocol: "TCP" }), thing({ targetType: "lambda" })],
    unknown: [thing({ protocol: UNKNOWN })],
  },
  "aws-lb-target-health-check": {
    fails: [["healthCheck.enabled", thing({ protocol: "HTTPS", healthCheck: { enabled: false } })]],
    passes: [
      thing({ protocol: "HTTPS" }),
      thing({ healthCheck: { path: "/health" } }),
      thing({ targetType: "lambda", healthCheck: { enabled: false } }),
    ],
    unknown: [thing({ healthCheck: { enabled: UNKNOWN } })],
  },
  "aws-lb-classic-plain-listener": {
    fails: [
      ["listeners[0].lbProtocol", thing({ listeners: [listener("http", "http"), listener("tcp", "tcp")] })],
      ["listeners[0].instanceProtocol", thing({ listeners: [listener("HTTPS", "HTTP")] })],
      [
        "listeners[1].instanceProtocol",
        thing({ listeners: [listener(UNKNOWN, "tcp"), listener("ssl", "tcp")] }),
      ],
    ],
    passes: [
      thing({ listeners: [listener("HTTPS", "HTTPS"), listener("SSL", "SSL"), listener("TCP", "TCP")] }),
    ],
    unknown: [thing({ listeners: [listener("HTTPS", UNKNOWN)] })],
  },
  "aws-lb-classic-tls-policy": {
    fails: [
      ["policyAttributes[1].value", attribute("Protocol-TLSv1.1", "true")],
      ["policyAttributes[1].value", attribute("Protocol-SSLv3", "true")],
      ["policyAttributes[1].value", attribute("Reference-Security-Policy", "ELBSecurityPolicy-2016-08")],
      [
        "attributes[0].value",
        {
          type: "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy",
          properties: { attributes: [{ name: "Protocol-TLSv1", value: "true" }] },
        },
      ],
    ],
    passes: [
      attribute("Protocol-TLSv1.1", "false"),
      attribute("Protocol-TLSv1.2", "true"),
      attribute("Reference-Security-Policy", "ELBSecurityPolicy-TLS-1-2-2017-01"),
      thing({}),
    ],
    unknown: [attribute("Protocol-TLSv1", UNKNOWN)],
  },
  "aws-lb-classic-generation": {
    fails: [["listeners[0].lbProtocol", thing({ listeners: [listener("https", "https")] })]],
    passes: [thing({ listeners: [listener("tcp", "tcp")] })],
    unknown: [thing({ listeners: UNKNOWN })],
  },
  "aws-lb-classic-draining": {
    fails: [
      ["connectionDraining", thing({})],
      ["connectionDraining", thing({ connectionDraining: false })],
    ],
    passes: [thing({ connectionDraining: true })],
    unknown: [thing({ connectionDraining: UNKNOWN })],
  },
};
