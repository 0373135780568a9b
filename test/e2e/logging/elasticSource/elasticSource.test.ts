import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { platforms } from "../../../../components/host/platform";
import { type ElasticProgram, renderElasticSource } from "../../../../components/logging/elasticSource";
import { resolve } from "../../../../components/model/resolve";
import type { ElasticSource } from "../../../../components/model/types";
import { type CommandResult, hostExec } from "../../../../local/hosts";
import { send } from "../../bundle/direct";
import { asRoot } from "../../hardening/hosts";
import { type LocalHost, openEnvironment, type TestEnvironment } from "../../support";
import { makeTestAuthority } from "../testAuthority";

const name = "packages.example.test";
const url = `https://${name}:8443`;

/** Serves a folder over HTTPS. */
const server = [
  "import functools, http.server, ssl",
  "handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory='/srv/packages')",
  "context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)",
  "context.load_cert_chain('/etc/packages/certificate.pem', '/etc/packages/key.pem')",
  "server = http.server.ThreadingHTTPServer(('127.0.0.1', 8443), handler)",
  "server.socket = context.wrap_socket(server.socket, server_side=True)",
  "server.serve_forever()",
  "",
].join("\n");

let environment: TestEnvironment;
let host: LocalHost;
let good: ElasticSource;

async function root(command: string): Promise<string> {
  const { code, stdout, stderr } = await asRoot(host, command);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}

const bring = (
  settings: ElasticSource,
  program: ElasticProgram = "filebeat",
  command: "apply" | "destroy" = "apply",
): Promise<CommandResult> =>
  send(
    host,
    command,
    renderElasticSource(program, resolve("elasticSource", settings), platforms["debian-12"]),
  );

const installed = (program: ElasticProgram = "filebeat"): Promise<string> =>
  root(`dpkg-query -W -f '\${Version}' ${program} 2>/dev/null || echo none`).then((text) => text.trim());

beforeAll(async () => {
  environment = await openEnvironment("packages");
  host = await environment.startHost({ name: "packages", release: "bookworm" });
  const authority = await makeTestAuthority();
  const { certificate, privateKey } = await authority.issue(name);
  const unit = "[Service]\nExecStart=/usr/bin/python3 -I /etc/packages/server.py\n";
  const applied = await send(host, "apply", {
    name: "packages-server",
    packages: ["apt-utils", "gpg", "gpg-agent", "python3", "curl", "ca-certificates"],
    files: [
      { path: "/etc/packages/server.py", content: server },
      { path: "/etc/packages/certificate.pem", content: certificate },
      { path: "/etc/packages/key.pem", content: privateKey, secret: true },
      { path: "/etc/systemd/system/packages.service", content: unit },
      { path: "/usr/local/share/ca-certificates/test.crt", content: authority.pem },
    ],
    activate: [{ run: `update-ca-certificates >/dev/null; echo '127.0.0.1 ${name}' >>/etc/hosts` }],
    services: [{ unit: "packages.service" }],
  });
  expect(applied).toMatchObject({ code: 0 });
  const script = readFileSync(join(__dirname, "repository.sh"), "utf8");
  const made = await hostExec(host, ["sh", "-s", "/srv/packages"], { input: script });
  expect(made).toMatchObject({ code: 0 });
  const fingerprint = (await root("cat /srv/packages/good/fingerprint")).trim();
  good = { repository: `${url}/good`, signingKey: `${url}/good/key.asc`, fingerprint };
});
afterAll(() => environment?.dispose());

test("installs the one version, although another is there", async () => {
  expect(await bring({ ...good, version: "8.19.20" })).toMatchObject({ code: 0 });
  expect(await installed()).toBe("8.19.20");
  expect(await bring(good, "logstash")).toMatchObject({ code: 0 });
  expect(await installed("logstash")).toBe("1:8.19.21-1");
});

test("changes to another version, and back", async () => {
  expect(await bring(good)).toMatchObject({ code: 0 });
  expect(await installed()).toBe("8.19.21");
  expect(await bring({ ...good, version: "8.19.20" })).toMatchObject({ code: 0 });
  expect(await installed()).toBe("8.19.20");
});

test("leaves the host without the repository: nothing else ever comes from it", async () => {
  await root("apt-get -qq update");
  expect(await root("apt-cache policy base-files filebeat")).not.toContain(name);
  expect(
    await root(`ls /var/lib/apt/lists /etc/apt/sources.list.d /etc/apt/keyrings 2>/dev/null`),
  ).not.toContain("example");
  expect(await root("ls -A /tmp | grep '^tmp\\.' || true")).toBe("");
});

test.each<[what: string, settings: () => ElasticSource, message: RegExp]>([
  ["a key that is not the one", () => ({ ...good, fingerprint: "A".repeat(40) }), /key\.asc is not A{40}/],
  [
    "a repository that another key signs",
    () => ({ ...good, repository: `${url}/bad` }),
    /NO_PUBKEY|not signed/,
  ],
  [
    "a version that is not there",
    () => ({ ...good, version: "8.19.22" }),
    /Version '8\.19\.22' for 'filebeat' was not found/,
  ],
  [
    "a file that is another",
    () => ({ archive: { url: `${url}/good/pool/filebeat_8.19.21.deb`, sha512: "0".repeat(128) } }),
    /does not have the SHA-512 0{128}/,
  ],
])("refuses %s, and says so", async (_, settings, message) => {
  const { code, stderr } = await bring(settings());
  expect(code).not.toBe(0);
  expect(stderr).toMatch(message);
  expect(await installed()).toBe("8.19.20");
});

test("takes a file by its sum", async () => {
  const file = await hostExec(host, ["base64", "-w0", "/srv/packages/good/pool/filebeat_8.19.21.deb"]);
  const sha512 = createHash("sha512").update(Buffer.from(file.stdout, "base64")).digest("hex");
  const settings = { archive: { url: `${url}/good/pool/filebeat_8.19.21.deb`, sha512 } };
  expect(await bring(settings)).toMatchObject({ code: 0 });
  expect(await installed()).toBe("8.19.21");
});

test("takes away what it installed, and nothing that was there", async () => {
  expect(await bring(good, "filebeat", "destroy")).toMatchObject({ code: 0 });
  expect(await installed()).toBe("none");
  await root("apt-get -qq -y install /srv/packages/good/pool/filebeat_8.19.21.deb >/dev/null 2>&1");
  expect(await bring(good)).toMatchObject({ code: 0 });
  expect(await bring(good, "filebeat", "destroy")).toMatchObject({ code: 0 });
  expect(await installed()).toBe("8.19.21");
});
