import { parse } from "yaml";
import type { Bundle } from "../../../../components/host/bundle";
import { platforms } from "../../../../components/host/platform";
import { kibanaActions } from "../../../../components/logging/alerts/kibana/connectors";
import { renderKibanaObjects } from "../../../../components/logging/kibana/objects/bundle";
import { renderKibana } from "../../../../components/logging/kibana/render";
import { resolve } from "../../../../components/model/resolve";
import type { Kibana, LogAlerts } from "../../../../components/model/types";

const keys = {
  security: "security-key-of-the-test-".padEnd(43, "-"),
  savedObjects: "objects-key-of-the-test-".padEnd(43, "-"),
  reporting: "reporting-key-of-the-test-".padEnd(43, "-"),
};

function bundle(settings: Partial<Kibana> = {}, alerts?: LogAlerts): Bundle {
  return renderKibana(
    resolve("kibana", { name: "logs.example.com", ...settings }),
    {
      identity: { authority: "authority", certificate: "certificate", privateKey: "private-key-of-the-test" },
      elasticsearch: {
        urls: ["https://logs-1.example.internal:9200"],
        authority: "authority of Elasticsearch",
      },
      password: "password-of-the-test",
      keys,
      ...(alerts && { actions: kibanaActions(resolve("logAlerts", alerts), "test") }),
    },
    platforms["debian-12"],
  );
}

const file = ({ files }: Bundle, end: string): string =>
  files.find(({ path }) => path.endsWith(end))!.content;
const open = (...of: Parameters<typeof bundle>): Record<string, unknown> =>
  parse(file(bundle(...of), "/kibana.yml")) as Record<string, unknown>;
const secret = (...of: Parameters<typeof bundle>): Record<string, unknown> =>
  parse(file(bundle(...of), "/secrets.yml")) as Record<string, unknown>;

test.each<[what: string, expected: object]>([
  ["listens on loopback alone", { "server.host": "127.0.0.1", "server.port": 5601 }],
  ["is known by the edge's name", { "server.publicBaseUrl": "https://logs.example.com" }],
  [
    "speaks TLS there too",
    { "server.ssl.enabled": true, "server.ssl.supportedProtocols": ["TLSv1.2", "TLSv1.3"] },
  ],
  ["shows its own certificate", { "server.ssl.certificate": "/etc/portcullis/kibana/certificate.pem" }],
  ["has its key from systemd", { "server.ssl.key": "${CREDENTIALS_DIRECTORY}/key.pem" }],
  ["lets nobody frame it", { "server.securityResponseHeaders.disableEmbedding": true }],
  ["asks browsers to keep to its policy", { "csp.strict": true }],
  ["reaches Elasticsearch over HTTPS", { "elasticsearch.hosts": ["https://logs-1.example.internal:9200"] }],
  ["verifies certificate and name", { "elasticsearch.ssl.verificationMode": "full" }],
  [
    "believes the authority of Elasticsearch alone",
    { "elasticsearch.ssl.certificateAuthorities": ["/etc/portcullis/kibana/elasticsearch-authority.pem"] },
  ],
  ["logs out who is idle", { "xpack.security.session.idleTimeout": "60m" }],
  ["logs out everybody after a day's work", { "xpack.security.session.lifespan": "8h" }],
  ["sends cookies over HTTPS alone", { "xpack.security.secureCookies": true }],
  ["sends cookies to nobody else's pages", { "xpack.security.sameSiteCookies": "Strict" }],
  [
    "lets in by name and password alone",
    { "xpack.security.authc.providers": { basic: { basic1: { order: 0 } } } },
  ],
  ["is set up by nobody who comes by", { "interactiveSetup.enabled": false }],
  ["tells Elastic nothing", { "telemetry.optIn": false, "telemetry.allowChangingOptInStatus": false }],
  ["fetches no news and no maps", { "newsfeed.enabled": false, "map.includeElasticMapsService": false }],
])("%s", (_, expected) => {
  expect(open()).toMatchObject(expected);
});

test.each<[what: string, expected: object]>([
  [
    "proves itself to Elasticsearch",
    { "elasticsearch.username": "kibana_system", "elasticsearch.password": "password-of-the-test" },
  ],
  ["encrypts sessions", { "xpack.security.encryptionKey": keys.security }],
  ["encrypts what rules keep", { "xpack.encryptedSavedObjects.encryptionKey": keys.savedObjects }],
  ["encrypts what reports keep", { "xpack.reporting.encryptionKey": keys.reporting }],
  ["calls nobody", { "xpack.actions.allowedHosts": [], "xpack.actions.enabledActionTypes": [] }],
])("by a secret file it %s", (_, expected) => {
  expect(secret()).toMatchObject(expected);
});

test("alerts go out by the connectors that are in its settings, and no other", () => {
  const found = secret(
    {},
    {
      email: { host: "mail.example.com", from: "logs@example.com", to: ["ops@example.com"] },
      webhook: { url: "https://hooks.example.com/of-the-test" },
    },
  );
  expect(found["xpack.actions.allowedHosts"]).toEqual(["mail.example.com", "hooks.example.com"]);
  expect(found["xpack.actions.enabledActionTypes"]).toEqual([".index", ".server-log", ".email", ".webhook"]);
  expect(secret({}, {})["xpack.actions.enabledActionTypes"]).toEqual([".index", ".server-log"]);
  expect(Object.keys(found["xpack.actions.preconfigured"] as object)).toHaveLength(4);
});

/** Settings by Kibana's documentation (8.19): an unknown one keeps Kibana from starting. */
const documented: readonly string[] = [
  // "General settings in Kibana"
  ...["server.host", "server.port", "server.name", "server.publicBaseUrl", "server.ssl.enabled"],
  ...["server.ssl.certificate", "server.ssl.key", "server.ssl.supportedProtocols", "csp.strict", "path.data"],
  ...["server.securityResponseHeaders.disableEmbedding", "server.securityResponseHeaders.referrerPolicy"],
  ...[
    "elasticsearch.hosts",
    "elasticsearch.username",
    "elasticsearch.password",
    "elasticsearch.ssl.verificationMode",
  ],
  ...["elasticsearch.ssl.certificateAuthorities", "interactiveSetup.enabled", "newsfeed.enabled"],
  ...["map.includeElasticMapsService", "telemetry.optIn", "telemetry.allowChangingOptInStatus"],
  // "Security settings in Kibana"
  ...["xpack.security.encryptionKey", "xpack.security.secureCookies", "xpack.security.sameSiteCookies"],
  ...[
    "xpack.security.session.idleTimeout",
    "xpack.security.session.lifespan",
    "xpack.security.authc.providers",
  ],
  // "Alerting and action settings in Kibana"
  ...[
    "xpack.encryptedSavedObjects.encryptionKey",
    "xpack.actions.allowedHosts",
    "xpack.actions.enabledActionTypes",
  ],
  ...["xpack.actions.preconfigured", "xpack.actions.customHostSettings"],
  // "Reporting settings in Kibana", "Fleet settings in Kibana", "Logging settings in Kibana"
  ...["xpack.reporting.encryptionKey", "xpack.fleet.isAirGapped", "logging.root.level"],
];

test("every setting is one of Kibana's", () => {
  const webhook = {
    url: "https://hooks.example.com/x",
    authority: "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n",
  };
  const names = [...Object.keys(open()), ...Object.keys(secret({}, { webhook }))];
  expect(names.filter((name) => !documented.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test("secrets are in secret files alone", () => {
  const objects = renderKibanaObjects({ user: "somebody", password: "account-of-the-test" }, "test", []);
  for (const { files, ...others } of [bundle(), objects]) {
    expect(JSON.stringify([others, files.filter(({ secret: hidden }) => !hidden)])).not.toContain(
      "of-the-test",
    );
    expect(JSON.stringify(files)).toContain("of-the-test");
  }
});

test("sizes and times are as the settings say, and another version is a restart", () => {
  const settings = { heapMegabytes: 2048, session: { idleMinutes: 10, lifespanHours: 1 } };
  expect(open(settings)).toMatchObject({
    "xpack.security.session.idleTimeout": "10m",
    "xpack.security.session.lifespan": "1h",
  });
  expect(file(bundle(settings), "/node.options")).toContain("--max-old-space-size=2048\n");
  expect(file(bundle(settings), ".service")).toContain("MemoryMax=3072M\n");
  expect(file(bundle({ source: { version: "9.2.1" } }), ".service")).toContain("Description=Kibana 9.2.1\n");
});

test("is started without OpenSSL's old algorithms, which the package allows", () => {
  expect(file(bundle(), "/node.options")).not.toContain("legacy");
});
