import { renderEdge } from "../../../components/edge/render";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import type { TlsIdentity } from "../../../components/logging/authority/identity";
import { kibanaEdge } from "../../../components/logging/kibana/edge";
import { resolve } from "../../../components/model/resolve";
import { send } from "../bundle/direct";
import { makeTestAuthority, type TestAuthority } from "../logging/testAuthority";
import { type LocalHost, openEnvironment, type TestEnvironment } from "../support";
import { ask } from "./client";

const name = "logs.example.test";
const release = { nginx: "bookworm", apache: "trixie" } as const;

/** A small server over TLS, where Kibana would be: it answers with what it was asked, and headers of its own. */
const program = [
  "import http.server, json, ssl",
  "class Handler(http.server.BaseHTTPRequestHandler):",
  "    protocol_version = 'HTTP/1.1'",
  "    def do_GET(self):",
  "        body = json.dumps({'path': self.path, 'headers': dict(self.headers)}).encode()",
  "        self.send_response(200)",
  "        for name, value in (('content-security-policy', \"script-src 'self'\"), ('x-content-type-options', 'none'),",
  "                            ('set-cookie', 'sid=1; Secure; HttpOnly; SameSite=Strict'), ('content-length', str(len(body)))):",
  "            self.send_header(name, value)",
  "        self.end_headers()",
  "        self.wfile.write(body)",
  "context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)",
  "context.load_cert_chain('/etc/upstream/certificate.pem', '/etc/upstream/key.pem')",
  "server = http.server.ThreadingHTTPServer(('127.0.0.1', 5601), Handler)",
  "server.socket = context.wrap_socket(server.socket, server_side=True)",
  "server.serve_forever()",
  "",
].join("\n");

const unit = [
  "[Service]",
  "ExecStart=/usr/bin/python3 -I /etc/upstream/server.py",
  "[Install]",
  "WantedBy=multi-user.target",
  "",
].join("\n");

function upstream({ certificate, privateKey }: TlsIdentity, authority: string): Bundle {
  return {
    name: "upstream",
    packages: ["python3"],
    files: [
      { path: "/etc/portcullis/kibana/authority.pem", content: authority },
      { path: "/etc/upstream/server.py", content: program },
      { path: "/etc/upstream/certificate.pem", content: certificate },
      { path: "/etc/upstream/key.pem", content: privateKey, secret: true },
      { path: "/etc/systemd/system/upstream.service", content: unit },
    ],
    services: [{ unit: "upstream.service", onChange: "restart" }],
    verify: ["ss -Hltn 'sport = :5601' | grep -q ."],
  };
}

let environment: TestEnvironment;
let authority: TestAuthority;
let other: TestAuthority;

beforeAll(async () => {
  environment = await openEnvironment("encrypted");
  [authority, other] = await Promise.all([makeTestAuthority(), makeTestAuthority()]);
});
afterAll(() => environment?.dispose());

describe.each(["nginx", "apache"] as const)("%s", (server) => {
  let host: LocalHost;
  const platform = platforms[release[server] === "bookworm" ? "debian-12" : "debian-13"];

  async function apply(bundle: Bundle): Promise<void> {
    expect(await send(host, "apply", bundle)).toMatchObject({ code: 0 });
  }

  beforeAll(async () => {
    host = await environment.startHost({ name: server, release: release[server] });
    await apply(upstream(await authority.issue(name, "localhost"), authority.pem));
    await apply(renderEdge(resolve("edge", { server, ...kibanaEdge({ name }) }), platform));
  });

  const get = (): ReturnType<typeof ask> => ask(host.address, { name, path: "/app/home?a=b" });

  test("passes requests on to an upstream whose certificate is the authority's", async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    const { path, headers } = JSON.parse(body) as { path: string; headers: Record<string, string> };
    expect(path).toBe("/app/home?a=b");
    expect(
      Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value])),
    ).toMatchObject({
      host: name,
      "x-forwarded-proto": "https",
    });
  });

  test("leaves pages their own policy, and adds what every site gets", async () => {
    const { headers } = await get();
    expect(headers).toMatchObject({
      "content-security-policy": "script-src 'self'",
      "x-content-type-options": "nosniff",
      "strict-transport-security": "max-age=63072000; includeSubDomains",
      "set-cookie": ["sid=1; Secure; HttpOnly; SameSite=Strict"],
    });
    expect(headers).not.toHaveProperty("server", expect.stringContaining("Python"));
  });

  test.each<[what: string, issue: () => Promise<TlsIdentity>]>([
    ["of another authority", () => other.issue(name)],
    ["for another name", () => authority.issue("other.example.test", "localhost")],
  ])("sends nothing to an upstream with a certificate %s", async (_, issue) => {
    await apply(upstream(await issue(), authority.pem));
    expect((await get()).status).toBe(server === "nginx" ? 502 : 500);
    await apply(upstream(await authority.issue(name), authority.pem));
    expect((await get()).status).toBe(200);
  });
});
