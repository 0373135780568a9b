import type { FrontOperation, GatewayFront } from "../../../components/edge/gatewayFront";
import { renderMethods } from "../../../components/edge/nginx/gateway/methods";
import { renderOperations } from "../../../components/edge/nginx/gateway/operations";
import { renderHosts } from "../../../components/edge/nginx/gateway/paths";
import { renderEdge } from "../../../components/edge/render";
import { answerHeaders } from "../../../components/gateway/answerHeaders";
import { parseTemplate, pathPattern, type PathTemplate } from "../../../components/gateway/pathPattern";
import type { Bundle } from "../../../components/host/bundle";
import { platforms, type PlatformName } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { Edge } from "../../../components/model/types";

const operation = (template: string, parts: Partial<FrontOperation> = {}): FrontOperation => ({
  hosts: [],
  method: "GET",
  template,
  pattern: pathPattern(parseTemplate(template) as PathTemplate),
  access: "jwt",
  waf: false,
  ...parts,
});
const front = (operations: FrontOperation[], engine: GatewayFront["engine"] = "tyk"): GatewayFront => ({
  url: "http://127.0.0.1:8000",
  engine,
  lifetimes: { batch: 3600 },
  issuers: {},
  operations,
});
const render = (gateway: GatewayFront, parts: Partial<Edge> = {}, name: PlatformName = "debian-12"): Bundle =>
  renderEdge(
    resolve("edge", {
      sites: [
        { names: ["api.example.com"], upstream: { url: "http://127.0.0.1:8000" } },
        { names: ["other.example.com"], upstream: { url: "http://127.0.0.1:9000" } },
      ],
      ...parts,
    }),
    platforms[name],
    gateway,
  );
const main = ({ files }: Bundle): string =>
  files.find(({ path }) => path.endsWith("nginx.conf") || path.endsWith("apache2.conf"))!.content;

const moduleList = ({ files }: Bundle): string =>
  files.find(({ path }) => path.endsWith("/modules.conf"))!.content;

/** What nginx would make of the map for a request: the first expression that matches counts. */
function described(operations: FrontOperation[], method: string, uri: string, sets = ""): string {
  for (const line of renderOperations(front(operations))) {
    const found = /^ {4}"~(.*)" "([^"]*)";$/.exec(line);
    const expression = found?.[1]!.replace(/\\([\\"])/g, "$1");
    if (expression && new RegExp(expression).test(`${method} ${sets} ${uri}`)) return found![2]!;
  }
  return "";
}

describe("what is known of an operation", () => {
  test("is found by method and by the path as it was sent", () => {
    const operations = [
      operation("/orders/new", { limit: { requests: 3, seconds: 60 } }),
      operation("/orders/{id}", { waf: true, access: "apiKey" }),
      operation("/files/{name}.json", { access: "public" }),
    ];
    expect(described(operations, "GET", "/orders/new?x=1")).toBe("jwt 3/60");
    expect(described(operations, "GET", "/orders/%6eew")).toBe("apiKey - inspected");
    expect(described(operations, "GET", "/orders/a;b")).toBe("apiKey - inspected");
    expect(described(operations, "GET", "/files/a.json")).toBe("public -");
    expect(described(operations, "GET", "/files/ajson")).toBe("");
    expect(described(operations, "POST", "/orders/new")).toBe("");
    expect(described(operations, "GET", "/orders/a/b")).toBe("");
    expect(described(operations, "GET", "/orders/")).toBe("");
  });

  test("is found wherever the gateway finds it", () => {
    const template = "/a/{x}/{y}-{z}/(b)$c";
    const of = operation(template);
    for (const path of [
      "/a/b/c-d/(b)$c",
      "/a/%41%20/--x/(b)$c",
      "/a/.../%c3%a9-%2d/(b)$c",
      "/a/é/1-2/(b)$c",
    ]) {
      expect(path).toMatch(new RegExp(of.pattern));
      expect(described([of], "GET", path)).toBe("jwt -");
    }
  });

  test("is that of the host name", () => {
    const operations = [
      operation("/a", { hosts: ["one.example.com", "two.example.com"], access: "apiKey" }),
      operation("/a", { hosts: ["two.example.com"], access: "public" }),
      operation("/a"),
    ];
    const lines = renderHosts(operations);
    expect(lines).toEqual(expect.arrayContaining(["    one.example.com :0:;", "    two.example.com :0:1:;"]));
    expect(described(operations, "GET", "/a", ":0:1:")).toBe("apiKey -");
    expect(described(operations, "GET", "/a", ":1:")).toBe("public -");
    expect(described(operations, "GET", "/a")).toBe("jwt -");
  });

  test("is short enough for nginx, which reads no more than 4096 bytes at a time", () => {
    const many = operation(Array.from({ length: 60 }, (_, index) => `/{p${index}}`).join(""));
    for (const line of renderOperations(front([many]))) expect(line.length).toBeLessThan(4096);
  });
});

test("the edge knows which methods each path has, once for all of its operations", () => {
  const lines = renderMethods(
    front([operation("/a", { method: "POST" }), operation("/a"), operation("/b/{c}", { method: "DELETE" })]),
  );
  expect(lines.slice(0, 5)).toEqual([
    'map "$gateway_hosts $request_uri" $gateway_methods {',
    String.raw`    "~^[^ ]* /a(?:\\?|$)" "GET, POST";`,
    expect.stringMatching(/\/b\/.* "DELETE";$/),
    '    default "";',
    "}",
  ]);
});

test.each(["kong", "tyk"] as const)(
  "drops what clients say of who they are in front of %s alone",
  (engine) => {
    const [, gateway, other] = main(render(front([operation("/a")], engine))).split(/listen 443 ssl http2;/);
    expect(gateway).toContain('proxy_set_header X-Consumer-Username "";');
    expect(gateway).toContain('proxy_set_header X-Portcullis-Front "";');
    expect(other).not.toContain("X-Consumer");
  },
);

describe("who called", () => {
  const servers = (conf: string): string[] =>
    conf.split(/listen 443 ssl http2;|<VirtualHost \*:443>/).slice(-2);

  test.each(["kong", "tyk"] as const)(
    "is logged for the sites of %s alone, and hidden from clients",
    (engine) => {
      const conf = main(render(front([operation("/a")], engine)));
      const [gateway, other] = servers(conf);
      expect(gateway).toContain("access_log /var/log/nginx/access.log ecs_gateway;");
      for (const name of Object.values(answerHeaders))
        expect(gateway).toContain(`proxy_hide_header ${name};`);
      expect(other).not.toMatch(/ecs_gateway|portcullis-/i);
      expect(conf).toContain(
        engine === "kong"
          ? `'"user.name":"$upstream_http_x_portcullis_consumer",'`
          : `'"user.name":"$gateway_user",'`,
      );
      expect(conf).toContain(`'"observer.product":"${engine}"}'`);
    },
  );

  test("is logged by apache, too", () => {
    const [gateway, other] = servers(main(render(front([operation("/a")], "kong"), { server: "apache" })));
    expect(gateway).toContain("CustomLog /var/log/apache2/access.log ecs_gateway");
    for (const name of Object.values(answerHeaders))
      expect(gateway).toContain(`Header onsuccess unset ${name}`);
    expect(other).not.toMatch(/ecs_gateway|portcullis-(?!problems)/i);
  });

  test("is nobody where there is no gateway", () => {
    expect(main(render({ ...front([]), url: "http://127.0.0.1:1" }))).not.toMatch(/verdict|user\.name/);
  });
});

test.each(["nginx", "apache"] as const)("%s's error log has no requests in it", (server) => {
  const conf = main(render({ ...front([]), url: "http://127.0.0.1:1" }, { server }));
  if (server === "nginx")
    expect(conf).toMatch(/^http \{\n {4}error_log \/var\/log\/nginx\/error.log crit;$/m);
  else expect(/^ErrorLogFormat .*$/m.exec(conf)![0]).not.toContain("eferer");
});

test("restarts nginx for other modules, which crash it when it is reloaded", () => {
  const { activate } = render(front([]));
  const restart = activate!.find(({ run }) => run.includes("try-restart"))!;
  expect(restart.paths).toContain("/etc/nginx/portcullis/modules.conf");
});

test("loads a module where it is needed and no other", () => {
  const modules = (waf: boolean, engine: GatewayFront["engine"]): string[] =>
    moduleList(render(front([operation("/a", { waf })], engine))).match(/load_module [^;]+/g) ?? [];
  expect(modules(false, "kong")).toEqual([]);
  expect(modules(true, "kong").join()).toMatch(/^load_module modules\/ngx_http_modsecurity_module.so$/);
  expect(modules(false, "tyk").join()).toMatch(/ndk_http_module.so,.*lua_module.so$/);
  expect(render({ ...front([operation("/a", { waf: true })]), url: "http://127.0.0.1:1" })).toEqual(
    renderEdge(
      resolve("edge", {
        sites: [
          { names: ["api.example.com"], upstream: { url: "http://127.0.0.1:8000" } },
          { names: ["other.example.com"], upstream: { url: "http://127.0.0.1:9000" } },
        ],
      }),
      platforms["debian-12"],
    ),
  );
});

test("has ModSecurity take bodies as large as nginx does, and keep nothing", () => {
  const { files } = render(front([operation("/a", { waf: true })]), { limits: { bodyBytes: 5000 } });
  const { content } = files.find(({ path }) => path.endsWith("/modsecurity.conf"))!;
  expect(content).toContain("SecRequestBodyLimit 5000\n");
  expect(content).toContain("SecAuditEngine Off\n");
  expect(content).toContain("SecResponseBodyAccess Off\n");
});

test.each<[string, GatewayFront, Partial<Edge>, PlatformName, RegExp]>([
  [
    "tyk behind apache",
    front([]),
    { server: "apache" },
    "debian-12",
    /^edge\.server must be nginx.*use nginx or kong$/,
  ],
  [
    "waf behind apache",
    front([operation("/a", { waf: true })], "kong"),
    { server: "apache" },
    "debian-12",
    /^edge\.server must be nginx where an operation has waf/,
  ],
  ["tyk without Lua", front([]), {}, "ubuntu-22.04", /^edge\.server cannot serve tyk on ubuntu-22\.04/],
  [
    "waf without ModSecurity",
    front([operation("/a", { waf: true })], "kong"),
    {},
    "ubuntu-22.04",
    /^edge\.server cannot serve operations with waf on ubuntu-22\.04/,
  ],
])("refuses %s", (_, gateway, parts, platform, message) => {
  expect(() => render(gateway, parts, platform)).toThrow(message);
});

test("lets kong be behind apache, without what clients say of who they are", () => {
  const conf = main(render(front([operation("/a")], "kong"), { server: "apache" }));
  expect(conf.match(/RequestHeader unset X-Consumer-Username/g)).toHaveLength(1);
});
