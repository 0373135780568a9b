import { execFileSync } from "node:child_process";
import { pbkdf2Sync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { readAsset } from "../../../../components/assets";
import { platforms } from "../../../../components/host/platform";
import { renderPayload } from "../../../../components/host/payload";
import { renderUsers } from "../../../../components/logging/elasticsearch/administrator";
import { fields, renderMapping } from "../../../../components/logging/elasticsearch/fields";
import {
  type NodeSurroundings,
  renderElasticsearchNode,
} from "../../../../components/logging/elasticsearch/node";
import { paths } from "../../../../components/logging/elasticsearch/paths";
import { renderRoles } from "../../../../components/logging/elasticsearch/roles";
import { renderElasticsearchSetup } from "../../../../components/logging/elasticsearch/setup";
import { renderElasticsearchSoftware } from "../../../../components/logging/elasticsearch/software";
import { wantedState } from "../../../../components/logging/elasticsearch/wanted";
import { dataStream, datasets } from "../../../../components/logging/events/datasets";
import { shippedFields } from "../../../../components/logging/shipper/fields";
import { resolve } from "../../../../components/model/resolve";
import type { Elasticsearch } from "../../../../components/model/types";

const debian = platforms["debian-12"];
const three = ["logs-1", "logs-2", "logs-3"].map((name, index) => ({ name, address: `10.0.0.${index + 1}` }));
const around: NodeSurroundings = {
  identity: { authority: "AUTHORITY\n", certificate: "CERTIFICATE\n", privateKey: "PRIVATE KEY\n" },
  node: "logs-2",
  nodes: three,
  password: "p".repeat(43),
};
const settings = (given: Elasticsearch = {}): ReturnType<typeof resolve<"elasticsearch">> =>
  resolve("elasticsearch", given);

function fileOf(given: Elasticsearch, file: string, more: Partial<NodeSurroundings> = {}): string {
  const found = renderElasticsearchNode(settings(given), { ...around, ...more }).files.find(
    ({ path: at }) => at === file,
  );
  if (!found) throw new Error(`${file} is not in the bundle`);
  return found.content;
}
const configuration = (
  given: Elasticsearch = {},
  more: Partial<NodeSurroundings> = {},
): Record<string, unknown> => parse(fileOf(given, paths.settings, more)) as Record<string, unknown>;

describe("a node", () => {
  test("speaks TLS on both ports, and between nodes in both directions, with names checked", () => {
    expect(configuration()).toMatchObject({
      "xpack.security.enabled": true,
      "xpack.security.http.ssl.enabled": true,
      "xpack.security.http.ssl.supported_protocols": ["TLSv1.3", "TLSv1.2"],
      "xpack.security.transport.ssl.enabled": true,
      "xpack.security.transport.ssl.supported_protocols": ["TLSv1.3"],
      "xpack.security.transport.ssl.verification_mode": "full",
      "xpack.security.transport.ssl.client_authentication": "required",
      "xpack.security.transport.ssl.trust_restrictions.path": "trust.yml",
    });
    expect(parse(fileOf({}, paths.trust))).toEqual({ "trust.subject_name": ["logs-1", "logs-2", "logs-3"] });
  });

  test("listens on its own address alone, and knows the others by theirs", () => {
    expect(configuration()).toMatchObject({
      "network.host": "10.0.0.2",
      "discovery.seed_hosts": ["10.0.0.1", "10.0.0.3"],
    });
  });

  test("says in no file which nodes a new cluster begins with: a start does, while there is none", () => {
    expect(configuration()).not.toHaveProperty("cluster.initial_master_nodes");
    expect(fileOf({}, paths.unit)).toContain("prepare-host.sh");
    expect(fileOf({}, paths.unit)).toMatch(/^ExecStartPre=\+\S+ \S+ \S+ logs-1,logs-2,logs-3 /m);
    const one = { node: "logs-1", nodes: three.slice(0, 1) };
    expect(configuration({}, one)).toMatchObject({ "discovery.type": "single-node" });
    expect(fileOf({}, paths.unit, one)).toMatch(/^ExecStartPre=\+\S+ \S+ \S+ - /m);
  });

  test.each([
    ["two nodes", { nodes: three.slice(0, 2) }, /must be one or three/],
    ["no node of its name", { node: "logs-9" }, /must have one named "logs-9"/],
    ["two of one name", { nodes: [three[0]!, three[1]!, three[1]!] }, /names that differ/],
  ])("is refused with %s", (_, more, message) => {
    expect(() => renderElasticsearchNode(settings(), { ...around, ...more })).toThrow(message);
  });

  test("has a heap with both sizes the same", () => {
    expect(fileOf({ heapMegabytes: 2048 }, paths.heap)).toContain("-Xms2048m\n-Xmx2048m\n");
    expect(() => fileOf({}, paths.heap)).toThrow("is not in the bundle");
    expect(() => settings({ heapMegabytes: 40000 })).toThrow("heapMegabytes must be <= 31744");
  });

  test("keeps secrets from others, and can be sent", () => {
    const bundle = renderElasticsearchNode(settings(), around);
    expect(bundle.files.filter(({ secret }) => secret).map(({ path: at }) => at)).toEqual([
      paths.key,
      paths.users,
    ]);
    expect(() => renderPayload(bundle, debian)).not.toThrow();
    expect(JSON.stringify(bundle)).not.toContain(around.password);
  });

  test("gets its instance's role where snapshots go to a bucket, and only there", () => {
    const bucket = { snapshots: { repository: { bucket: "logs-of-prod" } } };
    expect(fileOf(bucket, paths.unit)).toMatch(
      /^Environment=AWS_CONTAINER_CREDENTIALS_FULL_URI=http:\/\/127\.0\.0\.1:/m,
    );
    expect(renderElasticsearchNode(settings(bucket), around).services!.map(({ unit }) => unit)).toEqual([
      "portcullis-elasticsearch-role.service",
      "portcullis-elasticsearch.service",
    ]);
    expect(fileOf({}, paths.unit)).not.toContain("AWS_");
    expect(renderElasticsearchNode(settings(), around).services).toHaveLength(1);
  });

  test("is confined, but for what Java and the server's own confinement need", () => {
    const unit = fileOf({ snapshots: { repository: { folder: "/srv/snapshots" } } }, paths.unit);
    expect(unit).toMatch(/^User=portcullis-elasticsearch$/m);
    expect(unit).not.toMatch(/DynamicUser|MemoryDenyWriteExecute/);
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
    expect(unit).toMatch(/^ReadWritePaths=\/srv\/snapshots$/m);
    expect(unit).toMatch(/^CapabilityBoundingSet=$/m);
  });
});

describe("prepare-host.sh", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "portcullis-elasticsearch-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]): string => {
    const script = path.join(folder, "script");
    writeFileSync(script, readAsset("components/logging/elasticsearch/assets/prepare-host.sh"));
    execFileSync("/bin/sh", [script, folder, path.join(folder, "environment"), ...args]);
    return readFileSync(path.join(folder, "environment"), "utf8");
  };

  test("lets a new cluster begin, and never a second one", () => {
    expect(run("a,b,c")).toMatch(/^PORTCULLIS_BOOTSTRAP=-Ecluster\.initial_master_nodes=a,b,c$/m);
    expect(run("-")).toMatch(/^PORTCULLIS_BOOTSTRAP=$/m);
    mkdirSync(path.join(folder, "indices/x"), { recursive: true });
    expect(run("a,b,c")).toMatch(/^PORTCULLIS_BOOTSTRAP=$/m);
  });

  test("takes half of the memory for the heap, where nobody has said how much", () => {
    const heap = path.join(folder, "heap");
    run("-", heap);
    const total = Number(/^MemTotal: +(\d+) kB$/m.exec(readFileSync("/proc/meminfo", "utf8"))![1]);
    const half = Math.min(31744, Math.max(256, Math.floor(total / 2048)));
    expect(readFileSync(heap, "utf8")).toBe(`-Xms${half}m\n-Xmx${half}m\n`);
  });
});

test("the administrator's line is the same for the same password, and of the kind that the server reads", () => {
  const line = renderUsers(around.password);
  expect(renderUsers(around.password)).toBe(line);
  const [, iterations, salt, hash] = /^portcullis-administrator:\{PBKDF2\}(\d+)\$([^$]+)\$([^$]+)\n$/.exec(
    line,
  )!;
  const expected = pbkdf2Sync(
    around.password,
    Buffer.from(salt!, "base64"),
    Number(iterations),
    32,
    "sha512",
  );
  expect(hash).toBe(expected.toString("base64"));
  expect(renderUsers("q".repeat(43)).split("$")[1]).not.toBe(salt);
});

describe("software", () => {
  const sha512 = "a".repeat(128);
  const tarball = { url: "https://artifacts.example/elasticsearch.tar.gz", sha512 };

  test("comes as the package of one version, or as an archive of one sum", () => {
    expect(renderElasticsearchSoftware(settings(), debian).prepare!.join("\n")).toContain(
      "download elasticsearch=8.19.21",
    );
    const archive = renderElasticsearchSoftware(settings({ tarball }), debian);
    expect(archive.name).toBe("elasticsearch-source");
    expect(archive.prepare!.join("\n")).toContain(sha512);
  });

  test("is another folder, and a restart, for another archive", () => {
    const unit = (sum: string): string => fileOf({ tarball: { ...tarball, sha512: sum } }, paths.unit);
    expect(unit(sha512)).not.toBe(unit("b".repeat(128)));
  });

  test("is refused where it could not run", () => {
    expect(() => renderElasticsearchSoftware(settings(), platforms["rocky-9"])).toThrow(
      /is not offered on rocky-9/,
    );
  });
});

describe("what the server is to have", () => {
  const wanted = (given: Elasticsearch = {}): ReturnType<typeof wantedState> =>
    wantedState(settings(given), "prod", 1);
  const part = (what: string, given: Elasticsearch = {}): unknown =>
    wanted(given).parts.find((one) => one.what === what)?.body;

  test("keeps events as long as it is said, in indices that end by age or size", () => {
    const policy = part("lifecycle policy portcullis-logs-prod", {
      retentionDays: 30,
      rollover: { days: 1, gigabytes: 5 },
    });
    expect(policy).toMatchObject({
      phases: {
        hot: { actions: { rollover: { max_age: "1d", max_primary_shard_size: "5gb" } } },
        delete: { min_age: "30d", actions: { delete: {} } },
      },
    });
    expect(part("component template portcullis-logs-prod-settings")).toMatchObject({
      template: {
        settings: { index: { lifecycle: { name: "portcullis-logs-prod" }, auto_expand_replicas: "0-1" } },
      },
    });
  });

  test("goes before Elastic's own template for logs, for the environment's data streams alone", () => {
    expect(part("index template portcullis-logs-prod")).toMatchObject({
      index_patterns: ["logs-portcullis.*-prod"],
      priority: 500,
      data_stream: {},
    });
  });

  test("makes snapshots every day, into a folder or a bucket", () => {
    expect(wanted().parts.filter(({ what }) => what.startsWith("snapshot"))).toEqual([]);
    const bucket = { snapshots: { repository: { bucket: "logs-of-prod" }, time: "03:15", keepDays: 7 } };
    expect(part("snapshot repository portcullis-logs-prod", bucket)).toMatchObject({
      type: "s3",
      settings: { bucket: "logs-of-prod" },
    });
    expect(part("snapshot policy portcullis-logs-prod", bucket)).toMatchObject({
      schedule: "0 15 3 * * ?",
      retention: { expire_after: "7d" },
    });
    const both = { repository: { bucket: "logs", folder: "/srv/x" } };
    expect(() => settings({ snapshots: both })).toThrow(/snapshots\.repository/);
  });

  test("tells apart two wishes of which one holds the other", () => {
    const digest = (given: Elasticsearch): unknown =>
      (part("lifecycle policy portcullis-logs-prod", given) as { _meta: { digest: string } })._meta.digest;
    expect(digest({ retentionDays: 30 })).not.toBe(digest({ retentionDays: 31 }));
    expect(digest({ retentionDays: 30 })).toBe(digest({ retentionDays: 30 }));
  });

  test("knows every field of the events by a strict type, and grows by no other", () => {
    expect(fields).toMatchObject({
      "@timestamp": "date",
      "http.request.id": "keyword",
      "http.response.status_code": "integer",
      "event.duration": "long",
      "source.ip": "ip",
      "portcullis.certificate.days_left": "float",
    });
    const mapping = renderMapping() as {
      dynamic: string;
      properties: Record<string, { properties?: object }>;
    };
    expect(mapping.dynamic).toBe("false");
    expect(mapping.properties.http?.properties).toMatchObject({
      request: { properties: { id: { type: "keyword" } } },
    });
    // What a shipper lets through can be searched for.
    const known = [...Object.keys(fields), "portcullis"];
    expect(shippedFields.filter((field) => !known.includes(field))).toEqual([]);
    // A field that has fields below it cannot be a value as well.
    for (const name of Object.keys(fields))
      expect(Object.keys(fields).filter((other) => other.startsWith(`${name}.`))).toEqual([]);
  });

  test("lets writers add to every stream but that of alerts", () => {
    const { writer, reader, alerting } = renderRoles("prod");
    const shipped = Object.values(datasets).filter((dataset) => dataset !== datasets.alerts);
    expect(writer.indices).toEqual([
      {
        names: shipped.map((dataset) => dataStream(dataset, "prod")),
        privileges: ["auto_configure", "create_doc"],
      },
    ]);
    expect(reader.indices.flatMap(({ privileges }) => privileges)).toEqual(["read", "view_index_metadata"]);
    expect([writer, reader, alerting].map(({ cluster }) => cluster)).toEqual([
      ["monitor"],
      ["monitor"],
      ["monitor"],
    ]);
    expect(alerting.indices.flatMap(({ names }) => names)).toEqual([
      "logs-portcullis.*-prod",
      "logs-portcullis.alerts-prod",
      "portcullis-elastalert-prod*",
    ]);
  });

  test("leaves accounts and settings of a server that exists alone", () => {
    const existing = { url: "https://es.example:9243", user: "setup", password: "secret" };
    expect(wanted({ existing }).disabledUsers).toEqual([]);
    expect(wanted({ existing }).parts.map(({ path: at }) => at)).not.toContain("/_cluster/settings");
    expect(wanted().disabledUsers).toContain("elastic");
  });
});

test("the set-up's password is in one file, for root alone", () => {
  const access = { urls: ["https://10.0.0.1:9200"], user: "setup", password: "a-secret-password" };
  const bundle = renderElasticsearchSetup(settings(), access, "prod", 1);
  const holding = bundle.files.filter(({ content }) => content.includes(access.password));
  expect(holding.map(({ path: at, secret }) => [at, secret])).toEqual([[paths.access, true]]);
  expect(JSON.stringify({ ...bundle, files: [] })).not.toContain(access.password);
});
