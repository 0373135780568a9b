import { parse } from "yaml";
import type { Bundle } from "../../../../components/host/bundle";
import { platforms, type PlatformName } from "../../../../components/host/platform";
import { renderElastAlert } from "../../../../components/logging/alerts/elastAlert/render";
import { alertDefinitions } from "../../../../components/logging/alerts/rules";
import { resolve } from "../../../../components/model/resolve";
import type { LogAlerts } from "../../../../components/model/types";
import { loud, password, webhook } from "./loud";

const apiKey = "ThisIsTheId:ThisIsTheKey";
const encoded = Buffer.from(apiKey).toString("base64");
const surroundings = {
  elasticsearch: {
    urls: ["https://192.0.2.10:9200", "https://192.0.2.11:9200"],
    authority: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
  },
  apiKey,
  namespace: "prod",
  hosts: ["api-1"],
};

const render = (settings: LogAlerts = {}, platform: PlatformName = "debian-12"): Bundle =>
  renderElastAlert(resolve("logAlerts", settings), surroundings, platforms[platform]);

function file(bundle: Bundle, end: string): Bundle["files"][0] {
  return bundle.files.find(({ path }) => path.endsWith(end))!;
}

// PyYAML reads YAML 1.1.
const rule = (id: string, settings: LogAlerts = {}): Record<string, unknown> =>
  parse(file(render(settings), `/rules/${id}.yaml`).content, { version: "1.1" }) as never;

test("every rule is a file, each of a type of ElastAlert's that looks at the whole window anew", () => {
  const files = render().files.filter(({ path }) => path.includes("/rules/"));
  expect(files).toHaveLength(alertDefinitions.length);
  for (const { content } of files) {
    const read = parse(content, { version: "1.1" }) as Record<string, unknown>;
    expect(read).toMatchObject({ scan_entire_timeframe: true, alert: "portcullis_alerts.Deliver" });
    expect(read.timeframe).toEqual(read.buffer_time);
  }
});

test("as many as the threshold are an alert, although ElastAlert compares with more than", () => {
  expect(rule("denied-requests")).toMatchObject({
    type: "metric_aggregation",
    metric_agg_type: "value_count",
    max_threshold: 49,
    min_doc_count: 50,
    query_key: "source.ip",
    filter: [{ terms: { "http.response.status_code": [401, 403] } }],
    timeframe: { minutes: 5 },
    realert: { minutes: 60 },
  });
});

test("a share is of at least so many, in percent", () => {
  expect(rule("server-errors", { thresholds: { serverErrors: { percent: 2.5 } } })).toMatchObject({
    type: "percentage_match",
    match_bucket_filter: [{ range: { "http.response.status_code": { gte: 500 } } }],
    max_percentage: 2.5,
    min_denominator: 50,
    query_key: "url.domain",
  });
});

test("slowness is the 95th percentile, told in seconds", () => {
  expect(rule("latency")).toMatchObject({
    metric_agg_type: "percentiles",
    percentile_range: 95,
    max_threshold: 1e9,
    min_doc_count: 50,
    portcullis_measured: { text: "{:.2f} s in 5 minutes", divisor: 1e9 },
  });
});

test("silence is fewer than one event of a host", () => {
  expect(rule("host-silent-api-1")).toMatchObject({
    min_threshold: 1,
    filter: [{ term: { "host.name": "api-1" } }],
  });
  expect(rule("host-silent-api-1")).not.toHaveProperty("query_key");
});

test("secrets are in the configuration alone, which is root's and handed to the service by systemd", () => {
  const bundle = render(loud);
  const secrets = [encoded, apiKey, webhook];
  const configuration = file(bundle, "/config.yaml");
  expect(configuration).toMatchObject({ secret: true });
  expect(parse(configuration.content, { version: "1.1" })).toMatchObject({
    es_api_key: encoded,
    portcullis_actions: { email: { password, port: 587 }, webhook: { url: webhook } },
  });
  const others = bundle.files.filter((one) => one !== configuration && !one.path.endsWith(".txt"));
  const commands = [...bundle.validate!, ...bundle.prepare!, ...bundle.verify!].join("\n");
  for (const secret of secrets)
    expect(`${others.map(({ content }) => content).join("\n")}${commands}`).not.toContain(secret);
  expect(file(bundle, ".service").content).toContain(
    "LoadCredential=config.yaml:/etc/portcullis/logging/alerts/config.yaml",
  );
});

test("what fails more easily is told first, as ElastAlert comes again for the rest", () => {
  const { portcullis_actions: actions } = parse(file(render(loud), "/config.yaml").content) as {
    portcullis_actions: object;
  };
  expect(Object.keys(actions)).toEqual(["email", "webhook", "index", "log"]);
});

test("packages come as wheels, each held to its hash, from the index that is set", () => {
  const [prepare] = render({ elastAlert: { index: "https://mirror.example.com/simple/" } }).prepare!;
  for (const option of [
    "--require-hashes",
    "--only-binary :all:",
    "--no-deps",
    "--index-url 'https://mirror.example.com/simple/'",
  ])
    expect(prepare).toContain(option);
  const requirements = file(render(), "/requirements.txt").content;
  const packages = [
    ...requirements.matchAll(/^[a-z0-9-]+==\S+ \\\n( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n)+/gm),
  ];
  expect(packages.length).toBeGreaterThan(20);
  expect(requirements.replace(/^#.*\n/gm, "")).toBe(packages.map(([text]) => text).join(""));
});

test("each platform gets the release for its Python; one whose Python is too old is told so", () => {
  const release = (platform: PlatformName): string =>
    /^elastalert2==\S+/m.exec(file(render({}, platform), "/requirements.txt").content)![0];
  expect(release("debian-12")).toBe("elastalert2==2.19.0");
  expect([release("debian-13"), release("ubuntu-24.04"), release("rocky-9")]).toEqual(
    Array(3).fill("elastalert2==2.31.0"),
  );
  expect(() => render({}, "ubuntu-22.04")).toThrow(
    "ElastAlert 2 needs Python 3.11 or newer, which ubuntu-22.04 does not have",
  );
});

test("without rules there is nothing", () => {
  expect(render({ insecureOff: true })).toEqual({ name: "elastalert", files: [] });
});
