import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { issuerKeysUrl } from "../../../../components/gateway/issuerKeys/address";
import { renderIssuerCredentials } from "../../../../components/gateway/kong/issuerCredentials";
import { kongConfig } from "../../../../components/gateway/kong/kongYml";
import { renderKongGateway } from "../../../../components/gateway/kong/render";
import type { Bundle } from "../../../../components/host/bundle";
import { platforms } from "../../../../components/host/platform";
import { resolve as resolveSettings } from "../../../../components/model/resolve";
import type { Gateway } from "../../../../components/model/types";
import { demoPlan, demoSecrets, pem } from "./plan";

/** An issuer without fixed keys. */
const login = { issuer: "https://login.example.com", audience: "a" };

describe("what was fetched is put into force", () => {
  const run = promisify(execFile);
  const scripts = resolve("components/gateway/kong/assets/issuers");
  let folder: string;
  const file = (name: string): string => join(folder, name);
  const read = (name: string): unknown => JSON.parse(readFileSync(file(name), "utf8"));
  const write = (name: string, content: unknown): void => writeFileSync(file(name), JSON.stringify(content));

  const of = {
    issuer: "https://issuer.example.com/a",
    url: "http://127.0.0.1:8006/a",
    algorithms: ["ES256"],
  };
  const keys = (...kids: string[]): object => ({
    "issuer.login": { of, keys: kids.map((key) => ({ key, algorithm: "ES256", rsa_public_key: "pem" })) },
  });

  /** The script as it is on a host, with this folder's files and commands that note what they are called with. */
  function takeScript(kongSucceeds: boolean): string {
    const [script] = renderIssuerCredentials(demoPlan({}, { issuers: { login } }), "KONG").files.filter(
      ({ path }) => path.endsWith("/take.sh"),
    );
    const recorder = (status: number): string => `sh -c 'echo "$*" >>${file("calls")}; exit ${status}' --`;
    return script!.content
      .replaceAll("/usr/sbin/runuser -u kong -- ", "")
      .replaceAll("/usr/local/lib/portcullis/kong-issuers", scripts)
      .replaceAll(/\/(etc\/kong|var\/lib\/kong|var\/lib\/portcullis-kong-issuers)\//g, `${folder}/`)
      .replaceAll("KONG ", `${recorder(kongSucceeds ? 0 : 1)} `)
      .replaceAll("systemctl ", `${recorder(0)} `);
  }
  const take = async (kongSucceeds = true): Promise<string[]> => {
    writeFileSync(file("calls"), "");
    await run("sh", ["-c", takeScript(kongSucceeds)]);
    return readFileSync(file("calls"), "utf8").trim().split("\n").filter(Boolean);
  };
  const asStarted = async (): Promise<void> => {
    const files = ["kong.base.json", "issuers.json", "credentials.json", "kong.json"].map(file);
    await run("python3", ["-I", join(scripts, "assemble.py"), ...files]);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kong-take-"));
    write("kong.base.json", { consumers: [{ username: "issuer.login" }] });
    write("issuers.json", { "issuer.login": of });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("judged by Kong, then loaded, and nothing of it while nothing changes", async () => {
    await asStarted();
    write("fetched.json", keys("k1"));
    expect(await take()).toEqual([
      `config parse ${file("judged.json")} -c ${file("kong.conf")}`,
      "try-reload-or-restart portcullis-kong.service",
    ]);
    expect(read("credentials.json")).toEqual(keys("k1"));
    await asStarted();
    write("fetched.json", keys("k1"));
    expect(await take()).toEqual([]);
    write("fetched.json", keys("k1", "k2"));
    expect(await take()).toHaveLength(2);
  });

  test("not where Kong finds it wrong: what was in force stays", async () => {
    write("credentials.json", keys("k1"));
    await asStarted();
    write("fetched.json", keys("k2"));
    await expect(take(false)).rejects.toThrow();
    expect(readFileSync(file("calls"), "utf8")).toMatch(/^config parse \S+ -c \S+\n$/);
    expect(read("credentials.json")).toEqual(keys("k1"));
  });
});

describe("the bundle", () => {
  const kong = resolveSettings("gatewayKong", {
    archive: { url: "https://example.com/kong.deb", sha256: "a".repeat(64) },
  });
  const bundle = (issuers: Gateway["issuers"]): Bundle =>
    renderKongGateway(demoPlan({}, { issuers }), demoSecrets, kong, platforms["debian-12"]);
  const made = bundle({ login });
  const content = (path: string): string => made.files.find((one) => one.path === path)!.content;

  test("tells whose keys are fetched, and where: on loopback, where they were fetched over verified TLS", () => {
    expect(JSON.parse(content("/etc/kong/issuers.json"))).toEqual({
      "issuer.login": {
        issuer: login.issuer,
        url: issuerKeysUrl("login"),
        algorithms: ["RS256", "ES256"],
      },
    });
    expect(issuerKeysUrl("login")).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  test("keeps the managed configuration apart from the one with the keys, which Kong loads", () => {
    const paths = made.files.map(({ path }) => path);
    expect(paths).not.toContain("/etc/kong/kong.yml");
    expect(paths).not.toContain("/var/lib/kong/kong.json");
    expect(made.files.find(({ path }) => path === "/etc/kong/kong.base.json")).toMatchObject({
      secret: true,
      mode: "0640",
      owner: "root:kong",
    });
    expect(JSON.parse(content("/etc/kong/kong.base.json"))).toEqual(
      kongConfig(demoPlan({}, { issuers: { login } }), demoSecrets),
    );
    expect(content("/etc/kong/kong.conf")).toContain("\ndeclarative_config = /var/lib/kong/kong.json\n");
  });

  test("has them put together whenever Kong starts or reloads, before it reads them", () => {
    const unit = content("/etc/systemd/system/portcullis-kong.service");
    for (const step of ["ExecStartPre", "ExecReload"]) {
      const assembled = unit.indexOf(`${step}=/usr/bin/python3 -I`);
      expect(assembled).toBeGreaterThan(0);
      expect(assembled).toBeLessThan(unit.indexOf(`${step}=/usr/local/bin/kong prepare`));
    }
  });

  test("has Kong judge both together, and fetches before Kong is started or reloaded", () => {
    expect(made.validate).toHaveLength(1);
    expect(made.validate![0]).toMatch(/assemble\.py .* && runuser .*kong config parse \S*judged\.json/);
    const runs = made.activate!.map((action) => action.run);
    expect(runs).toContain("systemctl start portcullis-kong-issuers.service");
    expect(made.services!.map(({ unit }) => unit)).toEqual([
      "portcullis-kong.service",
      "portcullis-kong-issuers.timer",
    ]);
    expect(made.services![0]!.paths).toContain("/etc/kong/issuers.json");
  });

  test("fetches without privileges, from loopback alone", () => {
    const unit = content("/etc/systemd/system/portcullis-kong-issuers.service");
    for (const line of ["User=kong", "IPAddressDeny=any", "IPAddressAllow=localhost", "NoNewPrivileges=true"])
      expect(unit).toContain(`\n${line}\n`);
  });

  test("has nothing of it where all keys are fixed", () => {
    const publicKeys = { "login-1": { algorithm: "RS256" as const, pem } };
    const fixed = bundle({ login: { ...login, publicKeys } });
    expect(fixed.files.map(({ path }) => path).filter((path) => /issuers|base/.test(path))).toEqual([]);
    expect(fixed.services).toHaveLength(1);
    expect(JSON.stringify(fixed.files)).not.toContain("assemble.py");
  });
});
