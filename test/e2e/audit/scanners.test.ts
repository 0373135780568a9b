import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditedEnvironment, SshAccess } from "../../../audit/model/audited";
import type { ScannerRun } from "../../../audit/model/scanner";
import { scanners } from "../../../audit/scanners";
import { falseFindings } from "../../../audit/scanners/falseFindings";
import { lynisCommand } from "../../../audit/scanners/lynis/command";
import { run } from "../../../audit/ssh";
import { asRoot } from "../hardening/hosts";
import { openEnvironment, type TestEnvironment } from "../support";
import { type HardenedHost, siteName, startHardenedHost } from "./hardenedHost";

/** Those that look at a host as it is; others call its APIs. */
const keys = ["testssl", "ssh-audit", "nmap", "gixy", "lynis"];
const ours = scanners.filter(({ key }) => keys.includes(key));

let test0: TestEnvironment;
let hardened: HardenedHost;
let ssh: SshAccess;
let folder: string;

function audited(): AuditedEnvironment {
  const { host, plan, environment, root } = hardened;
  return {
    stack: "audited",
    settings: environment,
    folder: process.cwd(),
    hosts: [{ name: plan.name, plan, address: host.address, ssh, bundles: [] }],
    roots: [root],
    credentials: {},
  };
}

/** Lets all of them run, side by side to save time, and gives what each did by its key. */
async function scanAll(): Promise<Record<string, ScannerRun>> {
  const at = mkdtempSync(join(folder, "run-"));
  const runs = await Promise.all(
    ours.map(async (scanner) => {
      mkdirSync(join(at, scanner.key));
      const [only, ...more] = await scanner.run(audited(), join(at, scanner.key));
      expect(more).toEqual([]);
      return [scanner.key, only!] as const;
    }),
  );
  return Object.fromEntries(runs);
}

/** What is at least of medium severity and not listed as false, by its id. */
const serious = ({ findings }: ScannerRun): string[] =>
  findings
    .filter(({ severity }) => ["critical", "high", "medium"].includes(severity))
    .filter(({ source, rule }) => !falseFindings.some((one) => one.scanner === source && one.rule === rule))
    .map(({ id }) => id);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-scanners-"));
  test0 = await openEnvironment("scanners");
  for (const scanner of ours) await scanner.install();
  hardened = await startHardenedHost(test0);
  const { host } = hardened;
  // What was published since the image was made is not what is looked at here.
  await asRoot(host, "apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y upgrade");
  ssh = {
    host: host.address,
    port: 22,
    user: host.user,
    privateKey: readFileSync(host.privateKeyFile, "utf8"),
    hostKey: host.hostKey,
  };
});
afterAll(async () => {
  await test0.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe("a host as it is set up", () => {
  let runs: Record<string, ScannerRun>;
  const changed = (): Promise<{ stdout: string }> =>
    asRoot(
      hardened.host,
      "find /boot /etc /home /opt /root /usr /var/lib/apt /var/lib/dpkg /var/cache -cnewer /run/before-scanners; find /run /tmp -name '*lynis*'",
    );

  beforeAll(async () => {
    await asRoot(hardened.host, "touch /run/before-scanners");
    runs = await scanAll();
  });

  test("every scanner ran, in a version that it names", () => {
    for (const scanner of ours) {
      expect(runs[scanner.key]).toMatchObject({
        outcome: "ran",
        scanner: scanner.name,
        version: expect.stringMatching(/^\d/) as string,
      });
    }
  });

  test("nothing serious is found that is not explained", () => {
    expect(Object.fromEntries(Object.entries(runs).map(([key, one]) => [key, serious(one)]))).toEqual(
      Object.fromEntries(keys.map((key) => [key, []])),
    );
  });

  test("the figures are those that are promised", () => {
    expect(runs["ssh-audit"]!.figures).toMatchObject({ "policy result": "passed", fails: 0 });
    expect(runs.gixy!.figures).toMatchObject({ high: 0, medium: 0 });
    expect(runs.nmap!.figures).toMatchObject({ "open ports": "22, 80, 443" });
    expect(runs.lynis!.figures["hardening index"]).toBeGreaterThanOrEqual(80);
    expect(runs.lynis!.figures.warnings).toBe(0);
  });

  test("each false finding is still there, or has to be taken off the list", () => {
    const found = Object.values(runs).flatMap(({ findings }) => findings);
    const gone = falseFindings
      .filter(({ scanner }) => ours.some(({ name }) => name === scanner))
      // Of another platform than this host's.
      .filter(({ rule }) => !rule.startsWith("Hardened Debian 13"))
      .filter((one) => !found.some(({ source, rule }) => source === one.scanner && rule === one.rule));
    expect(gone).toEqual([]);
  });

  test("nothing on the host has changed", async () => {
    expect((await changed()).stdout).toBe("");
  });

  test("Lynis leaves nothing behind either where it cannot run", async () => {
    const { code } = await run(ssh, lynisCommand, Buffer.from("no archive").toString("base64"));
    expect(code).not.toBe(0);
    expect((await changed()).stdout).toBe("");
  });
});

test("each scanner finds what it is there for", async () => {
  const { code, stderr } = await asRoot(
    hardened.host,
    `set -e
    sed -i -e 's/^ *ssl_protocols .*/ssl_protocols TLSv1 TLSv1.2;/' \\
      -e 's/^ *ssl_ciphers .*/ssl_ciphers ALL:eNULL:@SECLEVEL=0;/' \\
      -e '0,/^ *location \\/ {/s//location \\/files { alias \\/var\\/lib\\/files\\/; }\\n&/' /etc/nginx/nginx.conf
    nginx -t
    systemctl reload nginx
    sed -i 's/^MACs /&hmac-md5,/' /etc/ssh/sshd_config.d/00-portcullis.conf
    systemctl reload ssh
    nft insert rule inet portcullis input tcp dport 8099 accept
    systemd-run --quiet --unit=forgotten python3 -m http.server 8099
    useradd guest
    passwd --quiet --delete guest`,
  );
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const runs = await scanAll();
  expect(serious(runs.testssl!)).toContain(`testssl.sh/cipherlist_NULL/api1/${siteName}:443`);
  expect(serious(runs["ssh-audit"]!)).toEqual(
    expect.arrayContaining([
      "ssh-audit/Hardened Debian 12 (version 3): MACs/api1/22/tcp",
      "ssh-audit/mac: hmac-md5/api1/22/tcp",
    ]),
  );
  expect(serious(runs.nmap!)).toEqual(
    expect.arrayContaining(["nmap/undeclared-port/api1/8099/tcp", "nmap/ssl-enum-ciphers/api1/443/tcp"]),
  );
  expect(serious(runs.gixy!)).toContain("gixy/alias_traversal/api1//etc/nginx/nginx.conf");
  expect(serious(runs.lynis!)).toContain("Lynis/AUTH-9283/api1");
});
