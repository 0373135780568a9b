import { pipelineNames } from "../../../../components/logging/logstash/pipelines";
import { pythonPackage } from "../../support";
import { logstashBundle, pipelineOf } from "./bundle";
import { parse, type ParsedPlugin, unknownOptions } from "./grammar";

// Logstash itself is not to be had from a package registry: a parser of its language, and lists of its plugins' options
// by its documentation, stand for it.
let lscl: string;
const pipelines = Object.values(pipelineNames);
const read = (name: string): ParsedPlugin[] => parse(lscl, pipelineOf(logstashBundle(), name));

beforeAll(async () => {
  lscl = await pythonPackage("lscl", "0.5");
});

test.each(pipelines)("pipeline %s is in Logstash's language, with options that its plugins have", (name) => {
  const plugins = read(name);
  expect(new Set(plugins.map(({ section }) => section))).toEqual(new Set(["input", "filter", "output"]));
  expect(unknownOptions(plugins)).toEqual([]);
});

test.each([
  ["a missing brace", (text: string) => text.replace(/\}\s*$/, "")],
  ["= in place of =>", (text: string) => text.replace("port => ", "port = ")],
  ["a missing quotation mark", (text: string) => text.replace('"required"', '"required')],
  ["a condition without its bracket", (text: string) => text.replace("[tags]", "[tags")],
])("a pipeline with %s is refused", (_, spoil) => {
  const good = pipelineOf(logstashBundle(), "events");
  const bad = spoil(good);
  expect(bad).not.toBe(good);
  expect(() => parse(lscl, bad)).toThrow(/line \d+/);
});

test.each([
  ["ssl_enabled", "ssl_enabeld", "input beats ssl_enabeld"],
  ["ssl_client_authentication", "ssl_verify_mode", "input beats ssl_verify_mode"],
  ["ssl_certificate_authorities", "cacert", "output elasticsearch cacert"],
  ["ruby {", "rubi {", "filter rubi"],
])("%s written as %s is noticed", (right, wrong, finding) => {
  const text = pipelineOf(logstashBundle(), "events").replaceAll(right, wrong);
  expect(unknownOptions(parse(lscl, text))).toContain(finding);
});

const inputOf = (name: string): unknown => read(name).find(({ section }) => section === "input")!.options;
const outputOf = (name: string): unknown => read(name).find(({ section }) => section === "output")!.options;

test.each<[what: string, expected: object]>([
  ["listens where shippers look for it", { port: 5044 }],
  ["speaks TLS alone", { ssl_enabled: "true" }],
  ["asks every shipper for a certificate", { ssl_client_authentication: "required" }],
  [
    "believes the environment's authority alone",
    { ssl_certificate_authorities: ["${CREDENTIALS_DIRECTORY}/authority.pem"] },
  ],
  ["shows its own certificate", { ssl_certificate: "${CREDENTIALS_DIRECTORY}/certificate.pem" }],
  ["has its key from systemd", { ssl_key: "${CREDENTIALS_DIRECTORY}/key.pem" }],
  ["speaks TLS 1.2 and 1.3 alone", { ssl_supported_protocols: ["TLSv1.2", "TLSv1.3"] }],
])("the input for shippers %s", (_, expected) => {
  expect(inputOf("events")).toMatchObject(expected);
});

describe.each(pipelines)("the output of pipeline %s", (name) => {
  test.each<[what: string, expected: object]>([
    ["goes over TLS alone", { ssl_enabled: "true" }],
    ["verifies certificate and name", { ssl_verification_mode: "full" }],
    [
      "believes the authority of Elasticsearch alone",
      { ssl_certificate_authorities: ["${CREDENTIALS_DIRECTORY}/elasticsearch-authority.pem"] },
    ],
    [
      "uses every node",
      { hosts: ["https://logs-1.example.internal:9200", "https://logs-2.example.internal:9200"] },
    ],
    ["proves itself by an API key", { api_key: "id-of-the-test:key-of-the-test" }],
    ["writes to data streams", { data_stream: "true" }],
    [
      "stores an event once, however often it comes",
      { action: "create", document_id: "%{[@metadata][_id]}" },
    ],
  ])("%s", (_, expected) => {
    expect(outputOf(name)).toMatchObject(expected);
  });
});

test("dead letters are read once, and taken away", () => {
  expect(inputOf("dead-letters")).toMatchObject({
    pipeline_id: "events",
    commit_offsets: "true",
    clean_consumed: "true",
  });
});

test.each(pipelines)("what could not be cleaned leaves pipeline %s for nowhere", (name) => {
  const filters = read(name).filter(({ section }) => section === "filter");
  expect(filters.map(({ plugin }) => plugin)).toEqual(["ruby", "drop"]);
  expect(pipelineOf(logstashBundle(), name)).toContain('if "_rubyexception" in [tags] {');
  expect(filters[0]!.options).toMatchObject({ tag_on_exception: "_rubyexception" });
});
