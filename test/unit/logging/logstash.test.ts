import { parse } from "yaml";
import { renderLogstash } from "../../../components/logging/logstash/render";
import { plugin } from "../../../components/logging/logstash/plugin";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import { fileOf, logstashBundle } from "../../e2e/logging/logstash/bundle";

const settings = (end: string, ...of: Parameters<typeof logstashBundle>): unknown =>
  parse(fileOf(logstashBundle(...of), end));

test.each<[what: string, expected: object]>([
  ["names fields as the Elastic Common Schema does", { "pipeline.ecs_compatibility": "v8" }],
  ["reads backslashes as they are", { "config.support_escapes": false }],
  ["logs no events, and no configuration", { "log.level": "info", "config.debug": false }],
  ["changes by a restart alone", { "config.reload.automatic": false }],
  ["shows its API to the host alone", { "api.http.host": "127.0.0.1", "api.http.port": 9600 }],
  ["is told what to do by nobody else", { "xpack.management.enabled": false }],
  ["sends nothing about itself", { "xpack.monitoring.enabled": false }],
  ["does not run as root", { allow_superuser: false }],
  ["keeps its queues in its own folder", { "path.data": "/var/lib/portcullis-logstash" }],
])("%s", (_, expected) => {
  expect(settings("/logstash.yml")).toMatchObject(expected);
});

test.each<[what: string, expected: object]>([
  ["keeps events on disk", { "queue.type": "persisted" }],
  ["in a queue that ends", { "queue.max_bytes": "4096mb" }],
  ["written through after so many", { "queue.checkpoint.writes": 1024 }],
  ["and goes on from there after a restart", { "queue.drain": false }],
  ["keeps what is refused", { "dead_letter_queue.enable": true }],
  [
    "in a queue that ends too",
    {
      "dead_letter_queue.max_bytes": "512mb",
      "dead_letter_queue.retain.age": "30d",
      "dead_letter_queue.storage_policy": "drop_older",
    },
  ],
  ["reads its files from credentials", { "path.config": "${CREDENTIALS_DIRECTORY}/events-*.conf" }],
])("the pipeline of events %s", (_, expected) => {
  const [events] = settings("/pipelines.yml") as object[];
  expect(events).toMatchObject({ "pipeline.id": "events", ...expected });
});

test("the pipeline of dead letters makes none itself", () => {
  const [, letters] = settings("/pipelines.yml") as object[];
  expect(letters).toMatchObject({ "pipeline.id": "dead-letters", "dead_letter_queue.enable": false });
});

test("sizes are as the settings say", () => {
  const bundle = logstashBundle({
    queue: { megabytes: 1000, checkpointWrites: 1 },
    deadLetters: { megabytes: 20, days: 7 },
    heapMegabytes: 2048,
  });
  const [events] = parse(fileOf(bundle, "/pipelines.yml")) as object[];
  expect(events).toMatchObject({
    "queue.max_bytes": "1000mb",
    "queue.checkpoint.writes": 1,
    "dead_letter_queue.max_bytes": "20mb",
    "dead_letter_queue.retain.age": "7d",
  });
  expect(fileOf(bundle, ".service")).toContain('Environment="LS_JAVA_OPTS=-Xms2048m -Xmx2048m"\n');
});

test("another version is a restart", () => {
  expect(fileOf(logstashBundle({ source: { version: "9.2.1" } }), ".service")).toContain(
    "Description=Logstash 9.2.1\n",
  );
});

test("keys are in secret files alone", () => {
  const { files, ...others } = logstashBundle();
  const open = JSON.stringify([others, files.filter(({ secret }) => !secret)]);
  expect(open).not.toContain("key-of-the-test");
  expect(open).not.toContain("private key");
  expect(JSON.stringify(files)).toContain("key-of-the-test");
});

test.each(['a"b', "a\nb"])("no text leaves its quotation marks (%j)", (text) => {
  expect(() => plugin("beats", { id: text })).toThrow("cannot hold");
  expect(() => plugin("beats", { hosts: [text] })).toThrow("cannot hold");
});

test("is refused where it is not offered", () => {
  const around = {
    identity: { authority: "", certificate: "", privateKey: "" },
    elasticsearch: { urls: [], authority: "" },
    apiKey: "",
    namespace: "test",
  };
  expect(() => renderLogstash(resolve("logstash", {}), around, platforms["rocky-9"])).toThrow(
    /Debian or Ubuntu/,
  );
});
