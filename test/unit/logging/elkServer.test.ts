import { resolve } from "../../../components/model/resolve";

const authority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const existing = { url: "https://logs.example.com", authority, user: "admin", password: "not-a-real-one" };

test("a server of somebody else's has a Kibana of its own", () => {
  expect(() =>
    resolve("elkServer", { elasticsearch: { existing }, kibana: { name: "logs.example.com" } }),
  ).toThrow("elkServer.kibana must not be set with elasticsearch.existing: use the Kibana of that server");
  expect(resolve("elkServer", { elasticsearch: { existing } }).elasticsearch.existing).toEqual(existing);
});

test("a server of somebody else's has an authority that all who speak to it know", () => {
  const unknown = { ...existing, authority: undefined };
  expect(() => resolve("elkServer", { elasticsearch: { existing: unknown } })).toThrow(
    "elkServer.elasticsearch.existing.authority is missing: the PEM certificate that its chain ends at",
  );
});

test("without a word on it there are Elasticsearch and alerts, and nothing else", () => {
  const settings = resolve("elkServer", undefined);
  expect(settings.elasticsearch.retentionDays).toBe(90);
  expect(settings.alerts.insecureOff).toBe(false);
  expect([settings.logstash, settings.kibana]).toEqual([undefined, undefined]);
});
