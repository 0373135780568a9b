import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseDocument } from "yaml";
import { environmentId } from "../../../local/hosts/addressPlan";
import { bridgeName, firewallTable } from "../../../local/hosts/names";
import {
  type CommandResult,
  hostExec,
  LocalEnvironment,
  type LocalHost,
  mustRun,
} from "../../../local/hosts";
import { ask } from "../../../audit/outside/request";
import type { CheckResult } from "../../../components/audit/result";
import { namespaceProcesses } from "../../../local/hosts/network";
import { endProcess } from "../../../local/hosts/processes";
import { realPluginsFolder, realPluginsMissing } from "../../engine/engines";
import { type Checkout, copyCheckout } from "../../engine/checkout";
import { seenFromOutside, strengthen, weaken } from "./audited";

let checkout: Checkout;
let environment: LocalEnvironment;
let id: string;

beforeAll(async () => {
  checkout = copyCheckout();
  const stateDir = join(checkout.folder, ".portcullis");
  environment = await LocalEnvironment.open("local", { stateDir });
  id = environmentId("local", stateDir);
});
afterAll(() => checkout.dispose());

function succeeded({ code, stdout, stderr }: CommandResult): string {
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
  return stdout;
}

/** Changes settings in the copy's Pulumi.local.yaml. */
function configure(changes: Record<string, string>): void {
  const file = join(checkout.folder, "Pulumi.local.yaml");
  const document = parseDocument(readFileSync(file, "utf8"));
  for (const [at, value] of Object.entries(changes)) {
    document.setIn(["config", "portcullis:environment", ...at.split(".")], value);
  }
  writeFileSync(file, document.toString());
}

/** Takes the gateway out of the copy's Pulumi.local.yaml: the edge leads to the API itself. */
function withoutGateway(): void {
  configure({ "edge.sites.0.upstream.url": "http://127.0.0.1:8080" });
  const file = join(checkout.folder, "Pulumi.local.yaml");
  const document = parseDocument(readFileSync(file, "utf8"));
  document.deleteIn(["config", "portcullis:environment", "gateway"]);
  writeFileSync(file, document.toString());
}

/** How many connections a host's SSH server has let in. */
async function connections(name = "api1"): Promise<number> {
  const host = await environment.startHost({ name });
  const { stdout: found } = await hostExec(host, [
    "sh",
    "-c",
    // What was logged last may be on its way to the journal yet.
    "journalctl --sync; journalctl --no-pager -o cat -t sshd | grep -c '^Accepted publickey'",
  ]);
  return Number(found);
}

/** What a command on a host prints. */
async function onHost(name: string, script: string): Promise<string> {
  return (await hostExec(await environment.startHost({ name }), ["sh", "-c", script])).stdout;
}

async function mustExec(host: LocalHost, script: string): Promise<void> {
  succeeded(await hostExec(host, ["sh", "-c", script]));
}

/** Everything on this machine that carries the environment's name. */
function traces(): string[] {
  const list = (command: string): string[] =>
    execFileSync("sh", ["-c", command], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes(id) || line.includes(checkout.folder));
  return [
    ...list("ip netns list"),
    ...list("ip -brief link"),
    ...list("nft list tables"),
    ...list("cat /proc/mounts"),
    ...list("ps -eo args | grep -v 'jest\\|ps -eo'"),
    ...list("find /run/portcullis 2>/dev/null || :"),
  ];
}

test("npm start ends with every line verified, and with a curl line that works as pasted", async () => {
  const output = succeeded(await checkout.run("start"));
  expect(output).toMatch(/(\d+) of \1 checks passed/);
  expect(output).not.toContain("✗");
  expect(output).toMatch(/✓ HTTPS GET \/healthz +200/);
  for (const line of [/No token +401/, /Expired token +401/, /Wrong role +403/, /Bad body +422/])
    expect(output).toMatch(line);
  expect(output).toMatch(/SQL injection +403/);
  expect(output).toMatch(/Over the limit of 5 +\d let in, then 429 retry-after: \d+/);
  expect(output).toMatch(/Good POST, GET, DELETE +201, 200, 204/);
  const line = /^ {2}(curl .*)$/m.exec(output)![1]!;
  expect(
    execFileSync("sh", ["-c", `${line} --silent --show-error --fail`], {
      cwd: checkout.folder,
      encoding: "utf8",
    }),
  ).toMatch(/^[[{]/);
});

test("npm run audit finds nothing of medium or higher that is not explained, and prints no secret", async () => {
  const { code, stdout, stderr } = await checkout.run("audit", {}, ["local", "--scanners", "none"]);
  expect(`${stdout}${stderr}`).not.toMatch(
    /PRIVATE KEY-----|portcullis_[A-Za-z0-9_-]{43}|eyJ[A-Za-z0-9_-]{20}/,
  );
  expect(stdout).not.toMatch(/^ {2}(critical|high|medium):/m);
  expect(stdout).toMatch(/^local: score (9\d|100) of 100/);
  expect(code).toBe(0);
});

/** The checks that failed or were not answered, each once. */
const notRight = (results: readonly CheckResult[]): string[] => [
  ...new Set(results.filter(({ status }) => status !== "pass").map(({ check }) => check)),
];

test("an audit sees from outside what was weakened, changes nothing meanwhile, and sees it mended", async () => {
  const host = await environment.startHost({ name: "api1" });
  const orders = (): Promise<string> => onHost("api1", "curl -s http://127.0.0.1:8080/orders");
  const before = await orders();
  await mustExec(host, weaken);
  const seen = await seenFromOutside(checkout);
  const after = await orders();
  await mustExec(host, strengthen);
  expect(after).toBe(before);
  expect(notRight(seen).sort()).toEqual([
    "gateway-expired-token",
    "gateway-forged-credential",
    "gateway-no-credential",
    "gateway-rate-limit",
    "gateway-undeclared-method",
    "gateway-unsigned-token",
    "gateway-wrong-role",
    "http-hsts",
    "log-collection",
    "ports-declared",
    "tls-ciphers",
    "tls-old-versions",
  ]);
  expect(seen).toContainEqual(
    expect.objectContaining({ check: "ports-declared", subject: "8081/tcp", status: "fail" }),
  );
  expect(seen).toContainEqual(
    expect.objectContaining({
      check: "gateway-no-credential",
      subject: "GET https://api.portcullis.test/orders",
      evidence: "answered 200",
    }),
  );
  expect(notRight(await seenFromOutside(checkout))).toEqual(["log-collection"]);
});

test("a second npm start changes nothing and opens no SSH connection", async () => {
  const before = await connections();
  expect(before).toBeGreaterThan(5);
  const output = succeeded(await checkout.run("start"));
  expect(output).toMatch(/Resources:\n +\d+ unchanged\n/);
  expect(await connections()).toBe(before);
});

/** A token of the consumer shop, by the key that the stack hands out now. */
async function token(): Promise<string> {
  return succeeded(await checkout.run("token", {}, ["local", "shop", "--lifetime", "3600"])).trim();
}

function keyId(of: string): string {
  return (JSON.parse(Buffer.from(of.split(".")[0]!, "base64url").toString()) as { kid: string }).kid;
}

test("npm run rotate hands out another key, and no call is refused meanwhile", async () => {
  const { address } = await environment.startHost({ name: "api1" });
  const rootPem = readFileSync(join(checkout.folder, ".portcullis/acme-root.pem"), "utf8");
  const call = async (bearer: string): Promise<number> => {
    const headers = { authorization: `Bearer ${bearer}` };
    return (await ask({ address, name: "api.portcullis.test", roots: [rootPem] }, "/orders", { headers }))
      .status;
  };
  const former = await token();
  const statuses: number[] = [];
  let rotated = false;
  const traffic = (async () => {
    while (!rotated) {
      statuses.push(await call(former));
      // Few enough calls for the limits of the gateway and of the edge.
      await pause(150);
    }
  })();
  let output: string;
  try {
    output = succeeded(await checkout.run("rotate", {}, ["local", "shop"]));
  } finally {
    rotated = true;
    await traffic;
  }
  const latter = await token();
  expect(keyId(latter)).not.toBe(keyId(former));
  expect(output).toContain(keyId(latter));
  statuses.push(await call(latter), await call(former));
  expect(statuses.length).toBeGreaterThan(3);
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test("with logs, a request is found in Elasticsearch with its user and times, and a review is made of them", async () => {
  const output = succeeded(await checkout.run("start", {}, ["--with-logs"]));
  expect(output).toMatch(/(\d+) of \1 checks passed/);
  expect(output).toMatch(
    /✓ Request in Elasticsearch +after [\d.]+ s: dashboard, authenticated, [\d.]+ ms, of which [\d.]+ ms upstream/,
  );
  expect(output).toMatch(/✓ Open TCP ports +none/);

  const before = await Promise.all([connections("api1"), connections("logs1")]);
  const again = succeeded(await checkout.run("start", {}, ["--with-logs"]));
  expect(again).toMatch(/Resources:\n +\d+ unchanged\n/);
  expect(await Promise.all([connections("api1"), connections("logs1")])).toEqual(before);

  const review = await checkout.run("review", {}, ["local", "--since", "1h"]);
  // Requests without a token and over the limit were made a moment ago: whether that is too many, is not the point here.
  expect(review.stdout).toMatch(/^# /m);
  expect(review.stdout).toContain("api.portcullis.test");
  expect(review.stdout).not.toMatch(/eyJ[A-Za-z0-9_-]{20}/);
});

test("no key of the logs is on a command line, in an environment or in a file that others can read", async () => {
  for (const name of ["api1", "logs1"]) {
    const found = await onHost(
      name,
      // Filebeat's and ElastAlert's keys are as Elasticsearch makes them: 20 characters, a colon, 22 more.
      `set -e; key="$(grep -ohE '[A-Za-z0-9_-]{20}:[A-Za-z0-9_-]{22}' /etc/portcullis/logging/shipper/filebeat.yml)"; test -n "$key"
      grep -alF "$key" /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null || :
      find / -xdev -type f -perm -004 -size -1M -not -path '/proc/*' -exec grep -lF "$key" {} + 2>/dev/null || :
      journalctl --no-pager -o cat | grep -cF "$key" || :`,
    );
    expect(found.trim()).toBe("0");
  }
});

test("without them again, what shipped and kept them is gone", async () => {
  expect(succeeded(await checkout.run("start"))).toMatch(/(\d+) of \1 checks passed/);
  const left =
    "systemctl list-units --no-legend --plain 'portcullis-*' | grep -E 'filebeat|host-state|elast' || :";
  expect(await onHost("api1", left)).toBe("");
  expect(await onHost("logs1", left)).toBe("");
});

test("no secret stands in the state or in what was printed", async () => {
  const key = readFileSync(environment.privateKeyFile, "utf8").split("\n")[1]!;
  const state = readFileSync(
    join(checkout.folder, ".portcullis/state/.pulumi/stacks/portcullis/local.json"),
    "utf8",
  );
  expect(state.length).toBeGreaterThan(10_000);
  const { stdout } = await checkout.run("start");
  expect(state).not.toContain(key);
  expect(stdout).not.toContain(key);
  expect(state).not.toMatch(/PRIVATE KEY-----|portcullis_[A-Za-z0-9_-]{43}/);
  expect(stdout).not.toMatch(/PRIVATE KEY-----|portcullis_[A-Za-z0-9_-]{43}|eyJ[A-Za-z0-9_-]{20}/);
});

test("after the machine was started anew, npm start brings everything back", async () => {
  // What a reboot takes away: processes, network, rules, and what stands in /run.
  for (const netns of execFileSync("ip", ["netns", "list"], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.split(" ")[0]!)
    .filter((name) => name.includes(id))) {
    for (const pid of await namespaceProcesses(netns)) endProcess(pid, "SIGKILL");
    await environment.cutPower("api1");
    await mustRun(["ip", "netns", "delete", netns]);
  }
  await mustRun(["ip", "link", "delete", bridgeName(id)]);
  await mustRun(["nft", "delete", "table", "inet", firewallTable(id)]);
  execFileSync("rm", ["-f", `/run/portcullis/environments/${id}.json`]);

  expect(succeeded(await checkout.run("start"))).toMatch(/(\d+) of \1 checks passed/);
});

test("another web server and another firewall take the place of the former ones, and the gateway is gone", async () => {
  withoutGateway();
  configure({ "edge.server": "apache", "firewall.backend": "iptables" });
  expect(succeeded(await checkout.run("start"))).toMatch(/(\d+) of \1 checks passed/);
  const host = await environment.startHost({ name: "api1" });
  const { stdout } = await hostExec(host, [
    "sh",
    "-c",
    "systemctl is-active apache2 nginx portcullis-tyk; nft list tables; ls /etc/portcullis/tyk || :",
  ]);
  expect(stdout).toMatch(/^active\ninactive\ninactive\n/);
  expect(stdout).not.toContain("tyk.conf");
  expect(stdout).not.toContain("table inet portcullis");
});

test("npm run stop leaves nothing behind", async () => {
  expect(traces()).not.toEqual([]);
  succeeded(await checkout.run("stop"));
  expect(existsSync(join(checkout.folder, ".portcullis"))).toBe(false);
  expect(traces()).toEqual([]);
});

(realPluginsMissing ? test.skip : test)(
  `Debian 13 with Apache, the modern TLS profile and ufw, set up with the real plugins${realPluginsMissing ? `: ${realPluginsMissing}` : ""}`,
  async () => {
    withoutGateway();
    configure({
      "hosts.api1.platform": "debian-13",
      "edge.server": "apache",
      "edge.tlsProfile": "modern",
      "firewall.backend": "ufw",
    });
    const env = { PATH: `${await realPluginsFolder()}:${process.env.PATH}` };
    const started = await checkout.run("start", env);
    expect(succeeded(started)).toMatch(/(\d+) of \1 checks passed/);
    expect(started.stderr).not.toContain("stand-in");
    succeeded(await checkout.run("stop", env));
  },
);
