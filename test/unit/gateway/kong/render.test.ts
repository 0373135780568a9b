import { parseOpenApi } from "../../../../components/gateway/openApi/load";
import { kongSettings } from "../../../../components/gateway/kong/kongConf";
import { renderKongYml } from "../../../../components/gateway/kong/kongYml";
import { gatewayParts, renderParts } from "../../../../components/gateway/parts";
import type { GatewayPlan } from "../../../../components/gateway/plan";
import { planGateway } from "../../../../components/gateway/planning/planGateway";
import type { GatewaySecrets } from "../../../../components/gateway/secrets";
import type { Bundle } from "../../../../components/host/bundle";
import { type Platform, platforms } from "../../../../components/host/platform";
import { resolve } from "../../../../components/model/resolve";
import type { Gateway, GatewayKong, ResolvedGatewayKong } from "../../../../components/model/types";
import { demoPlan, demoSecrets, demoSettings } from "./plan";
import { processorTime } from "../../processorTime";

const archive = { archive: { url: "https://example.com/kong.deb", sha256: "a".repeat(64) } };
/** All bundles of a Kong gateway, as they are applied. */
function renderKong(
  plan: GatewayPlan,
  secrets: GatewaySecrets,
  kong: ResolvedGatewayKong,
  platform: Platform,
): Bundle[] {
  return renderParts(gatewayParts({ engine: "kong", kong }, plan, platform), secrets);
}
const digest = "b".repeat(64);

function render(kong: GatewayKong = archive): [source: Bundle, gateway: Bundle] {
  const bundles = renderKong(demoPlan(), demoSecrets, resolve("gatewayKong", kong), platforms["debian-12"]);
  return [bundles[0]!, bundles.at(-1)!];
}

function file(bundle: Bundle, path: string): string {
  const found = bundle.files.find((one) => one.path === path);
  if (!found) throw new Error(`no file ${path}`);
  return found.content;
}

describe("kong.conf overrides each dangerous default", () => {
  const settings = kongSettings(demoPlan({ bodyBytes: 5000 }, { port: 8010 }));

  test.each([
    ["no database", "database", "off"],
    ["no admin API", "admin_listen", "off"],
    ["no admin GUI on every address", "admin_gui_listen", "off"],
    ["no cluster port on every address", "cluster_listen", "off"],
    ["no streams", "stream_listen", "off"],
    ["no reports to the vendor", "anonymous_reports", "off"],
    ["no word about Kong in answers", "headers", "off"],
    ["no word about Kong to upstreams", "headers_upstream", "off"],
    ["the edge's word on who calls", "trusted_ips", "127.0.0.1/32"],
    ["the header that it comes by", "real_ip_header", "X-Forwarded-For"],
    ["and by the last proxy that is not trusted", "real_ip_recursive", "on"],
    ["a largest body", "nginx_http_client_max_body_size", "5000"],
    ["no debugging of requests by header", "request_debug", "off"],
    ["no debugging of routes by header", "allow_debug_header", "off"],
    ["no references into the environment", "vaults", "off"],
    ["no URLs with queries in a log", "proxy_access_log", "off"],
    ["upstreams' certificates by the host's own trust", "lua_ssl_trusted_certificate", "system"],
  ])("%s", (_, name, value) => expect(settings[name]).toBe(value));

  test("the listeners are on loopback, without a certificate of Kong's own", () => {
    expect(settings.proxy_listen).toMatch(/^127\.0\.0\.1:8010 /);
    expect(settings.proxy_listen).not.toMatch(/ssl|0\.0\.0\.0/);
    expect(settings.status_listen).toMatch(/^127\.0\.0\.1:/);
  });

  test("plugins are named one by one, not bundled", () => expect(settings.plugins).not.toContain("bundled"));
});

describe("the bundle that runs Kong", () => {
  const [, gateway] = render();

  test("is judged by Kong itself before anything is reloaded", () => {
    expect(gateway.validate).toEqual([
      "runuser -u kong -- /usr/local/bin/kong config parse /etc/kong/kong.yml -c /etc/kong/kong.conf",
    ]);
  });

  test("keeps keys from everybody but Kong", () => {
    const yml = gateway.files.find(({ path }) => path === "/etc/kong/kong.yml")!;
    expect(yml).toMatchObject({ secret: true, mode: "0640", owner: "root:kong" });
    const others = gateway.files.filter((one) => one !== yml);
    for (const secret of ["api-key-of-the-test", "hs256-secret-of-the-test"]) {
      expect(yml.content).toContain(secret);
      expect(others.filter(({ content }) => content.includes(secret))).toEqual([]);
    }
    expect(file(gateway, "/etc/systemd/system/portcullis-kong.service")).toContain("UMask=0077");
  });

  test("runs without root, in a sandbox, and reloads without losing requests", () => {
    const unit = file(gateway, "/etc/systemd/system/portcullis-kong.service");
    for (const line of [
      "User=kong",
      "NoNewPrivileges=true",
      "ProtectSystem=strict",
      "CapabilityBoundingSet=",
    ])
      expect(unit).toContain(`\n${line}\n`);
    expect(unit).toContain("-s reload");
    expect(gateway.services).toEqual([
      expect.objectContaining({ unit: "portcullis-kong.service", onChange: "reload" }),
    ]);
  });

  test("has its own plugins where kong.conf looks for them", () => {
    const { lua_package_path: path = "" } = kongSettings(demoPlan());
    const folder = path.split("?")[0]!;
    expect(gateway.files.map(({ path: at }) => at)).toEqual(
      expect.arrayContaining([
        `${folder}kong/plugins/portcullis-answer/handler.lua`,
        `${folder}kong/plugins/portcullis-answer/schema.lua`,
        `${folder}kong/plugins/portcullis-token/handler.lua`,
        `${folder}kong/plugins/portcullis-token/schema.lua`,
        `${folder}kong/plugins/portcullis-request/handler.lua`,
        `${folder}kong/plugins/portcullis-request/schema.lua`,
      ]),
    );
  });

  test("is not offered where Kong has no package", () => {
    const kong = resolve("gatewayKong", archive);
    expect(() => renderKong(demoPlan(), demoSecrets, kong, platforms["rocky-9"])).toThrow(/rocky-9/);
  });
});

describe("a Redis on the host", () => {
  const bundles = (rest: Partial<Gateway>): Bundle[] => {
    const settings = resolve("gatewayKong", archive);
    return renderKong(demoPlan({}, rest), demoSecrets, settings, platforms["debian-12"]);
  };

  test("comes with limits that are shared by it, before the gateway", () => {
    expect(bundles({ limitStore: "redis" }).map(({ name }) => name)).toEqual([
      "kong-source",
      "gateway-redis",
      "gateway",
    ]);
    expect(bundles({}).map(({ name }) => name)).not.toContain("gateway-redis");
    const redis = { host: "redis.example.com", password: "0123456789abcdef" };
    expect(bundles({ limitStore: "redis", redis }).map(({ name }) => name)).not.toContain("gateway-redis");
  });

  test("lets in nobody but Kong, which has its password", () => {
    const [, redis, gateway] = bundles({ limitStore: "redis" });
    const [configuration] = redis!.files;
    expect(configuration).toMatchObject({ secret: true, mode: "0640" });
    expect(configuration!.content).toMatch(/^bind 127\.0\.0\.1$/m);
    expect(configuration!.content).toMatch(/^user default off$/m);
    expect(configuration!.content).toContain(
      "user kong on >redis-password-of-the-test ~* &* +@all -@admin -@dangerous",
    );
    const yml = file(gateway!, "/etc/kong/kong.yml");
    expect(yml).toContain('username: "kong"');
    expect(yml).toContain('password: "redis-password-of-the-test"');
  });

  test("has no password that would change its settings", () => {
    const secrets = { ...demoSecrets, redisPassword: "0123456789abcdef\nport 1" };
    const kong = resolve("gatewayKong", archive);
    const plan = demoPlan({}, { limitStore: "redis" });
    expect(() => renderKong(plan, secrets, kong, platforms["debian-12"])).toThrow(/password of Redis/);
  });
});

describe("Kong comes", () => {
  test("as a package of one version, signed by one key, and nothing else from there", () => {
    const fingerprint = "A".repeat(40);
    const [source, gateway] = render({
      package: {
        repository: "https://packages.example.com/kong",
        suite: "bookworm",
        signingKey: "https://packages.example.com/key.asc",
        fingerprint,
      },
    });
    expect(file(source, "/etc/apt/sources.list.d/portcullis-kong.sources")).toMatch(
      /Signed-By: \/etc\/apt\/keyrings/,
    );
    const pins = file(source, "/etc/apt/preferences.d/portcullis-kong");
    expect(pins).toContain("Package: kong\nPin: version 3.9.3*\nPin-Priority: 1001");
    expect(pins).toContain('Package: *\nPin: origin "packages.example.com"\nPin-Priority: -1');
    expect(source.prepare!.join()).toContain(`--export ${fingerprint}`);
    // Packages of all bundles are installed in one run, before there is a repository that has it.
    expect([...source.packages!, ...gateway.packages!]).not.toContain("kong");
    expect(source.activate![0]!.run).toMatch(/apt-get -qq update[\s\S]*apt-get .* install kong$/);
    expect(source.deactivate!.join()).toMatch(/ remove kong$/);
  });

  test("as an archive whose digest is known", () => {
    const [source, gateway] = render();
    const { run } = source.activate![0]!;
    expect(run.indexOf("sha256sum --check")).toBeGreaterThan(0);
    expect(run.indexOf("sha256sum --check")).toBeLessThan(run.indexOf("apt-get"));
    expect(run).toContain("a".repeat(64));
    expect(gateway.packages).not.toContain("kong");
  });

  test("as an archive that is on the host already", () => {
    const url = "file:///opt/kong_3.9.3.deb";
    const [source] = render({ archive: { url, sha256: digest } });
    const { run } = source.activate![0]!;
    expect(run).toContain(
      `--proto =https,file --proto-redir =https --max-time 600 --output "$folder/kong.deb" ${url}`,
    );
    expect(run).toContain(`${digest}  $folder/kong.deb`);
  });

  test("as an image by its digest, which is pulled before and runs without privileges", () => {
    const image = `docker.io/library/kong@sha256:${digest}`;
    const [source, gateway] = render({ container: { image } });
    expect(source.activate!.map(({ run }) => run).join()).toContain(`podman pull --quiet ${image}`);
    const unit = file(gateway, "/etc/systemd/system/portcullis-kong.service");
    for (const option of [
      "--pull=never",
      "--read-only",
      "--cap-drop=all",
      "--security-opt=no-new-privileges",
      image,
    ])
      expect(unit).toContain(option);
    // systemd would take one dollar sign for a variable of its own.
    expect(unit).toContain('--user="$$(id -u kong):$$(id -g kong)"');
    expect(gateway.validate![0]).toContain('--user="$(id -u kong):$(id -g kong)"');
  });

  test.each<[string, object]>([
    ["an image by tag", { container: { image: "docker.io/library/kong:3.9" } }],
    ["an archive over HTTP", { archive: { url: "http://example.com/kong.deb", sha256: digest } }],
    ["a file of no name", { archive: { url: "file://kong.deb", sha256: digest } }],
    [
      "another release",
      {
        package: {
          repository: "https://a.example",
          suite: "x",
          signingKey: "https://a.example/k",
          fingerprint: "A".repeat(40),
          version: "3.4.0",
        },
      },
    ],
    ["two sources", { ...archive, container: { image: `a.example/kong@sha256:${digest}` } }],
    ["none", {}],
  ])("not as %s", (_, kong) => {
    expect(() => resolve("gatewayKong", kong)).toThrow();
  });
});

test("a document of 500 operations with bodies renders within 2 s", () => {
  const schema = {
    type: "object",
    properties: { a: { type: "string" }, b: { type: "array", items: { type: "integer" } } },
  };
  const operation = {
    requestBody: { content: { "application/json": { schema } } },
    responses: { 200: { description: "ok" } },
  };
  const paths = Object.fromEntries(
    Array.from({ length: 250 }, (_, index) => [`/things-${index}/{id}`, { post: operation, put: operation }]),
  );
  const text = JSON.stringify({ openapi: "3.1.0", info: { title: "T", version: "1" }, paths });
  let yml = "";
  const rendered = processorTime(() => {
    const settings = resolve("gateway", demoSettings());
    yml = renderKongYml(planGateway(settings, { "demo.json": parseOpenApi("demo.json", text) }), demoSecrets);
  });
  expect(rendered).toBeLessThan(2000);
  expect(yml.match(/name: "orders\.(post|put)-things-/g)).toHaveLength(500);
});
