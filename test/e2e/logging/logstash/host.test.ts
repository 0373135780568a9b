import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Bundle } from "../../../../components/host/bundle";
import { longestList, longestText } from "../../../../components/logging/logstash/rules";
import type { CommandResult } from "../../../../local/hosts";
import { harmless, secrets } from "../../../unit/logging/events/secrets";
import { send } from "../../bundle/direct";
import { asRoot } from "../../hardening/hosts";
import { hostExec, type LocalHost, openEnvironment, type TestEnvironment, until } from "../../support";
import { logstashBundle } from "./bundle";

type Fields = Record<string, unknown>;

interface Cleaned {
  fields: Fields;
  metadata: Fields;
}

const here = (name: string): string => readFileSync(join(__dirname, name), "utf8");

/** The bundle without Logstash, which no registry serves: a script stands where it would be. */
function withoutLogstash(bundle: Bundle): Bundle {
  return {
    ...bundle,
    // JRuby, which is what Logstash runs on.
    packages: ["jruby", "curl"],
    files: [
      ...bundle.files,
      { path: "/usr/share/logstash/bin/logstash", content: here("stand_in.sh"), mode: "0755" },
      { path: "/usr/local/lib/run_events.rb", content: here("run_events.rb") },
    ],
    verify: [],
  };
}

let environment: TestEnvironment;
let host: LocalHost;

beforeAll(async () => {
  environment = await openEnvironment("logstash");
  host = await environment.startHost({ name: "logs", release: "bookworm" });
  expect(await send(host, "apply", withoutLogstash(logstashBundle()))).toMatchObject({ code: 0 });
});
afterAll(() => environment?.dispose());

const root = (command: string): Promise<CommandResult> => asRoot(host, command);

describe("the unit", () => {
  let seen: string;

  beforeAll(async () => {
    seen = await until(
      async () => {
        const { code, stdout } = await root("cat /var/lib/portcullis-logstash/seen");
        return code === 0 ? stdout : undefined;
      },
      { what: "what the unit gave its program", limitSeconds: 120 },
    );
  });

  test("is a good one to systemd", async () => {
    const { code, stderr } = await root(
      "systemd-analyze verify /etc/systemd/system/portcullis-logstash.service",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("is confined: systemd's own measure of exposure says OK", async () => {
    const { stdout } = await root(
      "systemd-analyze security portcullis-logstash.service --no-pager | tail -n 1",
    );
    expect(Number(/: ([\d.]+)/.exec(stdout)![1])).toBeLessThan(2.5);
  });

  test("runs it as nobody that is there otherwise", () => {
    expect(Number(/^user (\d+)$/m.exec(seen)![1])).toBeGreaterThanOrEqual(61184);
  });

  test("hands it keys and pipelines, whose files only root can read", async () => {
    expect(seen).toMatch(/^credential key\.pem [1-9]/m);
    expect(seen).toMatch(/^credential events-90-output\.conf [1-9]/m);
    expect(seen).not.toContain("reads the key's file");
    const { stdout } = await root("stat -c '%a %U %n' /etc/portcullis/logstash/credentials/*");
    const secret = stdout.split("\n").filter((line) => /key\.pem|output\.conf/.test(line));
    expect(secret).toHaveLength(3);
    for (const line of secret) expect(line).toMatch(/^600 root /);
  });

  test("keeps secrets out of arguments and environment", async () => {
    const { stdout } = await root(
      "p=$(systemctl show -p MainPID --value portcullis-logstash.service); tr '\\0' '\\n' </proc/$p/cmdline; tr '\\0' '\\n' </proc/$p/environ",
    );
    expect(stdout).toContain("CREDENTIALS_DIRECTORY=");
    expect(stdout).not.toContain("of-the-test");
  });

  test("lets it change nothing of its configuration", () => {
    expect(seen).not.toContain("writes its configuration");
  });

  test("gives it an eighth of the memory, and no less than 512 MiB", async () => {
    const { stdout } = await root("sed -n 's/^MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo");
    const eighth = Math.min(4096, Math.max(512, Math.floor(Number(stdout) / 8192)));
    expect(seen).toContain(`heap -Xms${eighth}m -Xmx${eighth}m`);
  });

  test("leaves JRuby able to run, with the rules from a credential", () => {
    expect(seen).toContain('"dataset":"portcullis.access"');
  });
});

describe("the script that cleans events", () => {
  /** What becomes of events, each by itself. */
  async function clean(events: readonly Fields[], params: Record<string, string> = {}): Promise<Cleaned[]> {
    const input = JSON.stringify({
      script: "/usr/local/lib/portcullis/logstash/events.rb",
      params: { rules: "/etc/portcullis/logstash/credentials/rules.json", refused: "false", ...params },
      events,
    });
    // As root, who alone can read the rules' folder.
    const { code, stdout, stderr } = await hostExec(
      host,
      ["jruby", "--dev", "/usr/local/lib/run_events.rb"],
      {
        input,
      },
    );
    if (code !== 0) throw new Error(stderr);
    return (JSON.parse(stdout) as Cleaned[][]).map((left) => {
      expect(left).toHaveLength(1);
      return left[0]!;
    });
  }
  const access = (more: Fields = {}): Fields => ({
    "@timestamp": "2026-01-02T03:04:05.678Z",
    "@metadata": { _id: "7d1c0b9f9a2b4c0d8e6f5a4b3c2d1e0f" },
    event: { dataset: "portcullis.access", module: "nginx", duration: 1500000, category: ["web"] },
    http: {
      request: { id: "0af7651916cd43dd8448eb211c80319c", method: "GET", bytes: 120 },
      response: { status_code: 200, bytes: 300 },
      version: "HTTP/2.0",
    },
    url: { path: "/orders/3f2504e0-4f89-41d3-9a0c-0305e82c3301", domain: "api.example.com", scheme: "https" },
    source: { ip: "2001:db8::7", port: 40000 },
    user_agent: { original: "curl/8.5.0" },
    tls: { version: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384" },
    user: { name: "dashboard", roles: ["reader"] },
    portcullis: { verdict: "authenticated", upstream: { duration: null } },
    host: { name: "api-1" },
    ...more,
  });
  const target = (dataset: string): Fields => ({ type: "logs", dataset, namespace: "test" });

  test("leaves a good event as it is, and says where it belongs", async () => {
    const [{ fields, metadata }] = (await clean([access()])) as [Cleaned];
    const { "@metadata": given, ...rest } = access();
    expect(fields).toEqual({ ...rest, data_stream: target("portcullis.access") });
    expect(metadata).toEqual(given);
  });

  test("takes every secret out of every place", async () => {
    const places: ((text: string) => Fields)[] = [
      (text) => ({ message: text }),
      (text) => ({ url: { path: text } }),
      (text) => ({ user_agent: { original: text } }),
      (text) => ({ user: { name: text, roles: ["reader", text] } }),
      (text) => ({ nobody: { knows: [{ this: { field: text } }] } }),
      (text) => ({ labels: { [text]: 1 } }),
      (text) => ({ host: { name: text } }),
      (text) => ({ event: { dataset: "portcullis.system", action: text } }),
      (text) => ({ event: { dataset: text } }),
    ];
    const events = secrets.flatMap(([text]) => places.map((place) => access(place(text))));
    const cleaned = await clean(events);
    expect(cleaned).toHaveLength(secrets.length * places.length);
    cleaned.forEach((event, index) => {
      const [, gone] = secrets[Math.floor(index / places.length)]!;
      expect(JSON.stringify(event.fields)).not.toContain(JSON.stringify(gone).slice(1, -1));
    });
  });

  test("takes a value away whose name says that it is a secret", async () => {
    const [{ fields }] = (await clean([
      access({
        labels: { password: "abc", nested: { api_key: ["abc", { a: "abc" }] } },
        access_token: "abc",
      }),
    ])) as [Cleaned];
    expect(JSON.stringify(fields)).not.toContain("abc");
    expect(fields).toMatchObject({ labels: { password: "[redacted]" }, access_token: "[redacted]" });
  });

  test("leaves what is none", async () => {
    const cleaned = await clean(harmless.map((message) => access({ message })));
    expect(cleaned.map(({ fields }) => fields["message"])).toEqual([...harmless]);
  });

  test("takes bodies, queries, headers and whole lines away", async () => {
    const [{ fields }] = (await clean([
      access({
        http: {
          request: { id: "a", body: { content: "plain" }, headers: { "X-Plain": "plain" } },
          response: { body: "plain" },
        },
        url: {
          path: "/a",
          query: "q=plain",
          full: "https://api.example.com/a?q=plain",
          original: "/a?q=plain",
        },
        log: { original: "plain", file: { path: "/var/log/nginx/access.log" } },
      }),
    ])) as [Cleaned];
    expect(JSON.stringify(fields)).not.toContain("plain");
    expect(fields).toMatchObject({ url: { path: "/a" }, http: { request: { id: "a" } } });
  });

  test("keeps texts and lists within bounds", async () => {
    const [{ fields }] = (await clean([
      access({
        message: "a b ".repeat(3000),
        user: { roles: Array.from({ length: 100 }, (_, n) => `role ${n}`) },
      }),
    ])) as [Cleaned];
    expect(fields["message"]).toHaveLength(longestText);
    expect((fields["user"] as { roles: string[] }).roles).toHaveLength(longestList);
  });

  test.each<[what: string, event: Fields, reason: RegExp]>([
    [
      "of a dataset that is none of ours",
      { event: { dataset: "nginx.access" } },
      /dataset is unknown: nginx\.access/,
    ],
    ["without a dataset", { event: {} }, /dataset is unknown/],
    ["that calls itself refused", { event: { dataset: "portcullis.refused" } }, /dataset is unknown/],
    ["that is too large", { many: Array.from({ length: 60 }, () => "a b ".repeat(500)) }, /more than 65536/],
    ["whose field's name is none", { "a[b": 1 }, /could not be cleaned/],
  ])("keeps an event %s as text, apart", async (_, more, reason) => {
    const [{ fields }] = (await clean([access({ ...more, message: "Authorization: Bearer abc.def" })])) as [
      Cleaned,
    ];
    expect(fields).toMatchObject({
      "@timestamp": "2026-01-02T03:04:05.678Z",
      event: {
        dataset: "portcullis.refused",
        kind: "pipeline_error",
        original: expect.any(String) as string,
      },
      error: { message: expect.stringMatching(reason) as string },
      host: { name: "api-1" },
      data_stream: target("portcullis.refused"),
    });
    expect(JSON.stringify(fields)).not.toContain("abc.def");
    expect(Object.keys(fields).sort()).toEqual(["@timestamp", "data_stream", "error", "event", "host"]);
  });

  test("keeps what Elasticsearch refused, with its reason", async () => {
    const letter = access({
      "@metadata": { _id: "x1", dead_letter_queue: { reason: "mapper [source.ip] cannot be changed" } },
    });
    const [{ fields, metadata }] = (await clean([letter], { refused: "true" })) as [Cleaned];
    expect(fields).toMatchObject({ error: { message: "mapper [source.ip] cannot be changed" } });
    expect(fields).toMatchObject({ data_stream: target("portcullis.refused") });
    expect(metadata["_id"]).toBe("x1");
  });

  test("lets no shipper choose another data stream", async () => {
    const [{ fields }] = (await clean([
      access({ data_stream: { type: "metrics", dataset: "system", namespace: "prod" } }),
    ])) as [Cleaned];
    expect(fields["data_stream"]).toEqual(target("portcullis.access"));
  });

  test("gives an event without an id one that is its own, and the same each time", async () => {
    const without = (path: string): Fields => access({ "@metadata": {}, url: { path } });
    const ids = (await clean([without("/a"), without("/a"), without("/b")])).map(
      ({ metadata }) => metadata["_id"],
    );
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

test("pipelines that Logstash refuses come into force nowhere, and its own words say why", async () => {
  const bundle = withoutLogstash(logstashBundle());
  const files = bundle.files.map((file) =>
    file.path.endsWith("/events-50-filter.conf") ? { ...file, content: `${file.content}# spoiled\n` } : file,
  );
  const before = await root("systemctl show -p MainPID portcullis-logstash.service");
  const { code, stderr } = await send(host, "apply", { ...bundle, files });
  expect(code).not.toBe(0);
  expect(stderr).toContain("this pipeline is spoiled");
  expect(await root("systemctl show -p MainPID portcullis-logstash.service")).toEqual(before);
  const { stdout } = await root("cat /etc/portcullis/logstash/credentials/events-50-filter.conf");
  expect(stdout).not.toContain("spoiled");
});

test("taken away, nothing of it is left but its queue", async () => {
  expect(await send(host, "destroy", withoutLogstash(logstashBundle()))).toMatchObject({ code: 0 });
  const { stdout } = await root(
    "ls -d /etc/portcullis/logstash /etc/systemd/system/portcullis-logstash.service 2>&1",
  );
  expect(stdout.match(/No such file/g)).toHaveLength(2);
});
