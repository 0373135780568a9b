import { parse } from "yaml";
import type { Bundle } from "../../../../components/host/bundle";
import { platforms } from "../../../../components/host/platform";
import { fields } from "../../../../components/logging/elasticsearch/fields";
import { shippedFields, textFields } from "../../../../components/logging/shipper/fields";
import { renderLogShipper, renderShipperSource } from "../../../../components/logging/shipper/render";
import type { LogDestination } from "../../../../components/logging/shipper/shippedHost";
import { resolve } from "../../../../components/model/resolve";
import type { LogShipper } from "../../../../components/model/types";

const identity = { authority: "AUTHORITY", certificate: "CERTIFICATE", privateKey: "HOST KEY" };
const logstash: LogDestination = { hosts: ["a.test:5044", "b.test:5044"], identity };
const elasticsearch: LogDestination = {
  hosts: ["e.test:9200"],
  identity,
  apiKey: "id:SECRET",
};
const binary = { url: "http://mirror.test/filebeat", sha256: "a".repeat(64), version: "7.17.29" };

function render(
  settings: LogShipper = {},
  destination = logstash,
  platform = platforms["debian-12"],
): Bundle {
  const host = { hostName: "api-1", namespace: "prod", webServer: "nginx" } as const;
  return renderLogShipper(resolve("logShipper", settings), host, destination, ["api.test"], platform);
}

function content(bundle: Bundle, path: string): string {
  return bundle.files.find((file) => file.path === path)!.content;
}

interface Configuration {
  "filebeat.inputs": Record<string, unknown>[];
  [name: string]: unknown;
}

const configuration = (bundle: Bundle): Configuration =>
  parse(content(bundle, "/etc/portcullis/logging/shipper/filebeat.yml")) as Configuration;

test("Logstash: certificates on both sides, names checked, all hosts", () => {
  expect(configuration(render())["output.logstash"]).toMatchObject({
    hosts: ["a.test:5044", "b.test:5044"],
    loadbalance: true,
    "ssl.certificate_authorities": ["${CREDENTIALS_DIRECTORY}/ca.pem"],
    "ssl.certificate": "${CREDENTIALS_DIRECTORY}/certificate.pem",
    "ssl.key": "${CREDENTIALS_DIRECTORY}/key.pem",
    "ssl.verification_mode": "full",
    "ssl.supported_protocols": ["TLSv1.2", "TLSv1.3"],
  });
});

test("Elasticsearch: the host's API key, data streams, refused events kept", () => {
  const bundle = render({}, elasticsearch);
  expect(configuration(bundle)["output.elasticsearch"]).toMatchObject({
    hosts: ["https://e.test:9200"],
    api_key: "id:SECRET",
    index: "%{[data_stream.type]}-%{[data_stream.dataset]}-%{[data_stream.namespace]}",
    "non_indexable_policy.dead_letter_index.index": "logs-portcullis.refused-prod",
    "ssl.verification_mode": "full",
  });
  expect(bundle.files.map(({ path }) => path)).not.toContain("/etc/portcullis/logging/shipper/key.pem");
});

test("an event's id is there before it is sent, for every input", () => {
  for (const input of configuration(render())["filebeat.inputs"]) {
    const targets = (input.processors as Record<string, { target_field?: string }>[]).map(
      (processor) => processor.fingerprint?.target_field,
    );
    expect(targets).toContain("@metadata._id");
  }
});

test("a rotated file is read to its end, and known by its inode", () => {
  const files = configuration(render())["filebeat.inputs"].filter(({ type }) => type === "filestream");
  expect(files.map(({ paths }) => paths)).toEqual([
    ["/var/log/nginx/access.log", "/var/log/nginx/access.log.1"],
    ["/var/log/nginx/error.log", "/var/log/nginx/error.log.1"],
    ["/var/log/portcullis/*.ndjson", "/var/log/portcullis/*.ndjson.1"],
  ]);
  for (const file of files) {
    expect(file).toMatchObject({
      file_identity: { native: null },
      "close.on_state_change.renamed": false,
      "close.on_state_change.removed": false,
    });
  }
});

test("nothing but the listed fields leaves the host, and none of them is for what must not leave", () => {
  expect(configuration(render()).processors).toEqual([{ include_fields: { fields: shippedFields } }]);
  expect(
    shippedFields.filter((name) => /cookie|authorization|header|body|query|referrer/.test(name)),
  ).toEqual([]);
  expect(textFields.filter((name) => !shippedFields.includes(name))).toEqual([]);
});

test("what leaves the host can be searched for", () => {
  expect(shippedFields.filter((name) => name !== "portcullis" && !(name in fields))).toEqual([]);
});

test("secrets are secret, and nobody but root reads what is proved with", () => {
  const files = render({}, elasticsearch).files.concat(render().files);
  const inFolder = files.filter(({ path }) => path.startsWith("/etc/portcullis/logging/shipper/"));
  expect(inFolder.every(({ secret, mode }) => secret === true || mode === "0600")).toBe(true);
  const plain = files.filter(({ secret }) => !secret).map((file) => file.content);
  expect(plain.join()).not.toMatch(/SECRET|HOST KEY/);
});

test("shipping gives way to all else on the host", () => {
  const unit = content(
    render({ memoryMegabytes: 256, cpuPercent: 50 }),
    "/etc/systemd/system/portcullis-filebeat.service",
  );
  const lines = unit.split("\n");
  expect(lines).toEqual(
    expect.arrayContaining(["CPUWeight=20", "CPUQuota=50%", "IOWeight=20", "MemoryMax=256M", "Nice=10"]),
  );
  expect(lines).toEqual(
    expect.arrayContaining(["DynamicUser=true", "ProtectSystem=strict", "PrivateUsers=true"]),
  );
});

test("on Rocky Linux, where logs are root's alone, it may read them and do nothing else", () => {
  const unit = content(
    render({}, logstash, platforms["rocky-9"]),
    "/etc/systemd/system/portcullis-filebeat.service",
  );
  expect(unit).toContain("\nCapabilityBoundingSet=CAP_DAC_READ_SEARCH\n");
  expect(unit).not.toContain("PrivateUsers");
});

test("the queue is bounded", () => {
  expect(configuration(render({ queueMegabytes: 64 }))["queue.disk"]).toEqual({
    max_size: "64MB",
    segment_size: "4MB",
  });
  expect(configuration(render())["queue.disk"]).toEqual({ max_size: "1024MB", segment_size: "10MB" });
});

test("an executable is another one for another sum", () => {
  const source = renderShipperSource(resolve("logShipper", { binary }), platforms["debian-12"]);
  expect(source.prepare!.join()).toContain(`${"a".repeat(64)} `);
  expect(content(render({ binary }), "/etc/systemd/system/portcullis-filebeat.service")).toContain(
    "ExecStart=/usr/local/lib/portcullis/filebeat/filebeat-aaaaaaaaaaaaaaaa ",
  );
});

test("without a binary it is Elastic's package", () => {
  const source = renderShipperSource(resolve("logShipper", {}), platforms["debian-12"]);
  expect(source).toMatchObject({ name: "filebeat-source" });
  expect(source.prepare!.join()).toContain("https://artifacts.elastic.co/packages/8.x/apt");
});

test("without a host to send to it is refused", () => {
  expect(() => render({}, { ...logstash, hosts: [] })).toThrow(
    "destinations must have at least one host (got none)",
  );
});
