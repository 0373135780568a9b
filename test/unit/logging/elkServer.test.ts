import { resolve } from "../../../components/model/resolve";

const existing = { url: "https://logs.example.com", user: "admin", password: "not-a-real-one" };

test("a server of somebody else's has a Kibana of its own", () => {
  expect(() =>
    resolve("elkServer", { elasticsearch: { existing }, kibana: { name: "logs.example.com" } }),
  ).toThrow("elkServer.kibana must not be set with elasticsearch.existing: use the Kibana of that server");
  expect(resolve("elkServer", { elasticsearch: { existing } }).elasticsearch.existing).toEqual(existing);
});

test("without a word on it there are Elasticsearch and alerts, and nothing else", () => {
  const settings = resolve("elkServer", undefined);
  expect(settings.elasticsearch.retentionDays).toBe(90);
  expect(settings.alerts.insecureOff).toBe(false);
  expect([settings.logstash, settings.kibana]).toEqual([undefined, undefined]);
});
