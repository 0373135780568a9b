import { awsBucketExamples } from "./awsBucketExamples";
import { awsEdgeExamples } from "./awsEdgeExamples";
import { awsIdentityExamples } from "./awsIdentityExamples";
import { awsPolicyExamples } from "./awsPolicyExamples";
import { awsServicesExamples } from "./awsServicesExamples";
import { awsEbsExamples } from "./awsEbsExamples";
import { awsEc2Examples } from "./awsEc2Examples";
import { awsLoadBalancerExamples } from "./awsLoadBalancerExamples";
import { awsSecurityGroupExamples } from "./awsSecurityGroupExamples";
import { awsVpcExamples } from "./awsVpcExamples";
import { componentExamples } from "./componentExamples";
import { gatewayExamples } from "./gatewayExamples";
import { loggingExamples } from "./loggingExamples";
import { type Example, type Examples, properties, secret, UNKNOWN } from "./rule";

const settings = (value: Record<string, unknown>, more: Partial<Example> = {}): Example => ({
  properties: { settings: value },
  ...more,
});
const connection = (value: Record<string, unknown>): Example => properties({ connection: secret(value) });

const PEM = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n";
const GITHUB = `ghp_${"a1B2".repeat(9)}`;
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dGhlLXNpZ25hdHVyZQ";

/** Examples by rule. */
export const examples: Record<string, Examples> = {
  "edge-tls-profile": {
    fails: [
      ["settings.tlsProfile", settings({ tlsProfile: "old" })],
      [
        "settings.tlsProfile",
        settings({ tlsProfile: "intermediate" }, { parameters: { profiles: ["modern"] } }),
      ],
    ],
    passes: [settings({ tlsProfile: "modern" }), settings({})],
    unknown: [settings({ tlsProfile: UNKNOWN }), properties({ settings: UNKNOWN })],
  },
  "edge-hsts": {
    fails: [
      ["settings.insecureNoHsts", settings({ insecureNoHsts: true })],
      ["settings.hsts.maxAge", settings({ hsts: { maxAge: 86400 } })],
      ["settings.hsts.maxAge", settings({ insecureNoHsts: UNKNOWN, hsts: { maxAge: 86400 } })],
    ],
    passes: [settings({ insecureNoHsts: false, hsts: { maxAge: 63072000 } }), settings({})],
    unknown: [settings({ hsts: { maxAge: UNKNOWN } })],
  },
  "edge-plain-http": {
    fails: [
      ["settings.sites[0].upstream.url", settings({ sites: [{ upstream: { url: "http://10.0.0.5:80" } }] })],
      [
        "settings.sites[1].upstream.url",
        settings({ sites: [{ upstream: UNKNOWN }, { upstream: { url: "http://127.0.0.1.example.org" } }] }),
      ],
    ],
    passes: [
      settings({
        sites: [{ upstream: { url: "http://127.0.0.1:8000" } }, { upstream: { url: "https://10.0.0.5" } }],
      }),
    ],
    unknown: [settings({ sites: [{ upstream: { url: UNKNOWN } }] })],
  },
  "certificates-acme-staging": {
    fails: [
      ["settings.directory", settings({ directory: "letsencrypt-staging" })],
      [
        "settings.directory",
        settings(
          { directory: "https://acme-staging-v02.api.letsencrypt.org/directory" },
          { stack: "prod-eu" },
        ),
      ],
    ],
    passes: [
      settings({ directory: "letsencrypt" }),
      settings({ directory: "letsencrypt-staging" }, { stack: "dev" }),
    ],
    unknown: [settings({ directory: UNKNOWN })],
  },
  "firewall-ssh-open": {
    fails: [
      ["access.adminRanges[0]", properties({ access: { adminRanges: ["0.0.0.0/0"] } })],
      ["access.adminRanges[1]", properties({ access: { adminRanges: [UNKNOWN, "128.0.0.0/1"] } })],
      ["access.adminRanges[0]", properties({ access: { adminRanges: ["2000::/3"] } })],
      ["adminRanges[0]", properties({ adminRanges: ["::/0"] })],
      ["access.openPorts[1]", properties({ access: { openPorts: [443, 2222], sshPort: 2222 } })],
      ["settings.extraPorts[0].from[0]", settings({ extraPorts: [{ port: 22, from: ["0.0.0.0/0"] }] })],
    ],
    passes: [
      properties({
        access: { adminRanges: ["10.0.0.0/8", "2001:db8::/32"], openPorts: [80, 443], sshPort: 22 },
        settings: {
          extraPorts: [
            { port: 5432, protocol: "tcp", from: ["0.0.0.0/0"] },
            { port: 22, protocol: "udp", from: ["0.0.0.0/0"] },
          ],
        },
      }),
    ],
    unknown: [
      properties({ access: { adminRanges: [UNKNOWN] } }),
      properties({ access: { adminRanges: UNKNOWN } }),
    ],
  },
  "firewall-open-output": {
    fails: [["settings.insecureOpenOutput", settings({ insecureOpenOutput: true })]],
    passes: [settings({ insecureOpenOutput: false })],
    unknown: [settings({ insecureOpenOutput: UNKNOWN })],
  },
  "firewall-instance-metadata": {
    fails: [["settings.insecureMetadataForAll", settings({ insecureMetadataForAll: true })]],
    passes: [settings({ insecureMetadataForAll: false })],
    unknown: [settings({ insecureMetadataForAll: UNKNOWN })],
  },
  "ssh-password-login": {
    fails: [["settings.insecurePasswordLogin", settings({ insecurePasswordLogin: true })]],
    passes: [settings({ insecurePasswordLogin: false })],
    unknown: [settings({ insecurePasswordLogin: UNKNOWN })],
  },
  "ssh-password-connection": {
    fails: [
      ["connection.password", connection({ password: "hush" })],
      ["connection.proxy.password", connection({ proxy: { password: "hush" } })],
    ],
    passes: [connection({ privateKey: PEM, proxy: { privateKey: PEM } })],
    unknown: [connection({ password: UNKNOWN })],
  },
  "ssh-host-key-pinned": {
    fails: [
      ["connection.hostKey", connection({ host: "192.0.2.1" })],
      ["connection.proxy.hostKey", connection({ hostKey: UNKNOWN, proxy: { host: "192.0.2.1" } })],
    ],
    passes: [connection({ hostKey: "ssh-ed25519 AAAA" })],
    unknown: [connection({ hostKey: UNKNOWN }), properties({ connection: UNKNOWN })],
  },
  "updates-off": {
    fails: [
      ["settings.insecureOff", settings({ insecureOff: true })],
      ["settings.scope", settings({ scope: "none" })],
    ],
    passes: [settings({ insecureOff: false, scope: "security" }), settings({ scope: "all" })],
    unknown: [settings({ insecureOff: UNKNOWN })],
  },
  "updates-reboot-window": {
    fails: [["settings.reboot.automatic", settings({ reboot: { automatic: false } })]],
    passes: [settings({ reboot: { automatic: true, time: "04:30" } }), settings({})],
    unknown: [settings({ reboot: { automatic: UNKNOWN } })],
  },
  ...gatewayExamples,
  ...componentExamples,
  ...loggingExamples,
  ...awsPolicyExamples,
  ...awsIdentityExamples,
  ...awsBucketExamples,
  ...awsServicesExamples,
  ...awsEdgeExamples,
  "insecure-switch": {
    fails: [
      [
        "settings.deep[0].insecureAnything",
        settings({ deep: [{ insecureAnything: true }] }, { type: "portcullis:x:Y" }),
      ],
      ["settings.insecureRanges", settings({ insecureRanges: ["0.0.0.0/0"] }, { type: "portcullis:x:Y" })],
      ["insecureArgument", properties({ insecureArgument: true }, "portcullis:x:Y")],
    ],
    passes: [
      properties({ report: UNKNOWN, settings: {} }, "portcullis:x:Y"),
      settings({ insecureAnything: false, insecureRanges: [], insecurely: true }, { type: "portcullis:x:Y" }),
      settings(
        { insecureChosen: true },
        { type: "portcullis:x:Y", parameters: { allowed: ["insecureChosen"] } },
      ),
    ],
    unknown: [settings({ insecureAnything: UNKNOWN }, { type: "portcullis:x:Y" })],
  },
  "secrets-command-arguments": {
    fails: [
      ["create", properties({ create: `echo '${PEM}' > key` })],
      [
        "update",
        properties({ create: UNKNOWN, update: `curl -H "Authorization: Bearer ${JWT}" https://a.example` }),
      ],
      ["create", properties({ create: secret("mysql --password=correct-horse") })],
      ["delete", properties({ delete: "DB_PASSWORD='correct horse' ./drop" })],
    ],
    passes: [
      properties({ create: 'mysql --password="$PASSWORD"' }),
      properties({ create: "TOKEN=$(cat) ./run --password-file /run/p --token-ttl 1000000" }),
      properties({ create: "cat secret notes.txt" }),
    ],
    unknown: [properties({ create: UNKNOWN })],
  },
  "secrets-command-environment": {
    fails: [
      ["environment.DB_PASSWORD", properties({ environment: { DB_PASSWORD: UNKNOWN } })],
      ["environment.EXTRA", properties({ environment: { EXTRA: GITHUB } })],
    ],
    passes: [properties({ environment: { PASSWORD_FILE: "/run/p", LANG: "C.UTF-8" } })],
    unknown: [properties({ environment: UNKNOWN }), properties({ environment: { EXTRA: UNKNOWN } })],
  },
  "secrets-plain-inputs": {
    fails: [
      ["userData", properties({ userData: `#cloud-config\n${PEM}` }, "aws:ec2/instance:Instance")],
      ["tags.a", properties({ name: UNKNOWN, tags: { a: "AKIAIOSFODNN7EXAMPLE" } }, "aws:s3/bucket:Bucket")],
      ["stdin", properties({ stdin: GITHUB }, "command:remote:Command")],
    ],
    passes: [
      properties({ userData: secret(PEM), list: [secret(GITHUB)] }, "aws:ec2/instance:Instance"),
      properties({ nested: secret({ inside: { token: GITHUB } }) }, "aws:ec2/instance:Instance"),
      properties({ publicKey: "-----BEGIN PUBLIC KEY-----", url: "https://a.example/b@c" }, "x:y:Z"),
    ],
    unknown: [properties({ userData: UNKNOWN }, "aws:ec2/instance:Instance")],
  },
  "secrets-stack-outputs": {
    fails: [
      ["adminPassword", properties({ adminPassword: "hush-hush" })],
      ["keys[0]", properties({ keys: [PEM] })],
    ],
    passes: [properties({ adminPassword: secret("hush-hush"), url: "https://a.example", tokenUrl: "x" })],
    unknown: [properties({ adminPassword: UNKNOWN })],
  },
  "secrets-stack-configuration": {
    fails: [
      ["app:dbPassword", { config: { "app:dbPassword": "hush-hush" } }],
      ["app:settings.keys[0]", { config: { "app:settings": JSON.stringify({ keys: [PEM] }) } }],
      ["app:blob", { config: { "app:blob": "zX9kQ2mL7vB4nR8tY1wC6pH3" } }],
      ["app:url", { config: { "app:url": "postgres://app:hush-hush@db.example/app" } }],
    ],
    passes: [
      {
        config: {
          "app:dbPassword": "hush-hush",
          "app:hostKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB2gVQ",
          "app:digest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "app:passwordFile": "/run/secrets/password",
          "app:limits": JSON.stringify({ tokens: 5 }),
        },
        secretKeys: ["app:dbPassword"],
      },
    ],
  },
  ...awsEbsExamples,
  ...awsEc2Examples,
  ...awsLoadBalancerExamples,
  ...awsSecurityGroupExamples,
  ...awsVpcExamples,
};
