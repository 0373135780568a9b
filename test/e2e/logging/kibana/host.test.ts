import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Bundle } from "../../../../components/host/bundle";
import { platforms } from "../../../../components/host/platform";
import { renderKibanaObjects } from "../../../../components/logging/kibana/objects/bundle";
import { renderKibana } from "../../../../components/logging/kibana/render";
import { resolve } from "../../../../components/model/resolve";
import type { TlsIdentity } from "../../../../components/logging/authority/identity";
import { send } from "../../bundle/direct";
import { asRoot, probe } from "../../hardening/hosts";
import { type LocalHost, openEnvironment, type TestEnvironment } from "../../support";
import { makeTestAuthority, type TestAuthority } from "../testAuthority";

const name = "logs.example.test";
const key = (of: string): string => `${of}-key-of-the-test`.padEnd(43, "-");

interface Seen {
  user: number;
  arguments: string[];
  secrets: boolean;
  readsSecretsFile: boolean;
  writesSettings: boolean;
  configuration: string;
  asked: [method: string, path: string, authorization: string | null][];
}

let environment: TestEnvironment;
let host: LocalHost;
let authority: TestAuthority;

/** The bundle with a small server where Kibana would be, which no registry serves; on Node.js, as that one. */
function withoutKibana(identity: TlsIdentity): Bundle {
  const bundle = renderKibana(
    resolve("kibana", { name }),
    {
      identity,
      elasticsearch: { urls: ["https://logs-1.example.internal:9200"], authority: authority.pem },
      password: "password-of-the-test",
      keys: { security: key("security"), savedObjects: key("objects"), reporting: key("reporting") },
    },
    platforms["debian-12"],
  );
  const content = readFileSync(join(__dirname, "stand_in.mjs"), "utf8");
  return {
    ...bundle,
    packages: [...bundle.packages!, "nodejs"],
    files: [
      ...bundle.files,
      { path: "/usr/share/kibana/bin/stand_in.mjs", content },
      {
        path: "/usr/share/kibana/bin/kibana",
        content: '#!/bin/sh\nexec /usr/bin/node /usr/share/kibana/bin/stand_in.mjs "$@"\n',
        mode: "0755",
      },
    ],
  };
}

const objects = renderKibanaObjects({ user: "somebody", password: "account-of-the-test" }, "test", []);

async function root(command: string): Promise<string> {
  const { code, stdout, stderr } = await asRoot(host, command);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}
const seen = async (): Promise<Seen> => JSON.parse(await root("cat /var/lib/portcullis-kibana/seen")) as Seen;

beforeAll(async () => {
  environment = await openEnvironment("kibana");
  host = await environment.startHost({ name: "logs", release: "bookworm" });
  authority = await makeTestAuthority();
});
afterAll(() => environment?.dispose());

test("a certificate without the names is refused before anything starts", async () => {
  const { code, stderr } = await send(host, "apply", withoutKibana(await authority.issue("localhost")));
  expect(code).not.toBe(0);
  expect(stderr).toContain(`-checkhost ${name}`);
  expect((await asRoot(host, "systemctl is-active portcullis-kibana.service")).stdout).toBe("inactive\n");
});

describe("the unit", () => {
  beforeAll(async () => {
    const applied = await send(host, "apply", withoutKibana(await authority.issue(name, "localhost")));
    expect(applied).toMatchObject({ code: 0 });
  });

  test("is a good one to systemd, as is the one that brings in what is shown", async () => {
    expect(await send(host, "apply", { ...objects, services: [] })).toMatchObject({ code: 0 });
    const { code, stderr } = await asRoot(
      host,
      "systemd-analyze verify /etc/systemd/system/portcullis-kibana.service /etc/systemd/system/portcullis-kibana-objects.service",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("is confined: systemd's own measure of exposure says OK", async () => {
    const exposure = await root("systemd-analyze security portcullis-kibana.service --no-pager | tail -n 1");
    expect(Number(/: ([\d.]+)/.exec(exposure)![1])).toBeLessThan(2.5);
  });

  test("leaves Node.js able to run, as nobody that is there otherwise", async () => {
    expect((await seen()).user).toBeGreaterThanOrEqual(61184);
  });

  test("hands it secrets and key, whose files only root can read", async () => {
    expect(await seen()).toMatchObject({ secrets: true, readsSecretsFile: false, writesSettings: false });
    const modes = await root("stat -c '%a %U' /etc/portcullis/kibana/credentials/*");
    expect([...new Set(modes.trim().split("\n"))]).toEqual(["600 root"]);
  });

  test("reads both files of settings, and its options from the same folder", async () => {
    const { arguments: given, configuration } = await seen();
    expect(given).toEqual([
      "--config",
      "/etc/portcullis/kibana/kibana.yml",
      "--config",
      "/run/credentials/portcullis-kibana.service/secrets.yml",
    ]);
    expect(configuration).toBe("/etc/portcullis/kibana");
  });

  test("keeps secrets out of arguments and environment", async () => {
    const text = await root(
      "p=$(systemctl show -p MainPID --value portcullis-kibana.service); tr '\\0' '\\n' </proc/$p/cmdline; tr '\\0' '\\n' </proc/$p/environ",
    );
    expect(text).toContain("CREDENTIALS_DIRECTORY=");
    expect(text).not.toContain("of-the-test");
  });

  test("is reached by nobody from outside", async () => {
    const client = await environment.environment.startClient("outside");
    expect(await probe(client, host.address, 5601)).toBe("refused");
  });
});

test("what is shown is brought in by its certificate, with its password, and a refusal is told as it is", async () => {
  const { code, stderr } = await send(host, "apply", objects);
  expect(code).not.toBe(0);
  expect(stderr).toContain("POST /api/saved_objects/_export: 404 this is not Kibana");
  expect(stderr).not.toContain("account-of-the-test");
  const authorization = `Basic ${Buffer.from("somebody:account-of-the-test").toString("base64")}`;
  expect((await seen()).asked).toEqual(expect.arrayContaining([["GET", "/api/status", authorization]]));
});
