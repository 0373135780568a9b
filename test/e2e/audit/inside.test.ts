import { readFileSync } from "node:fs";
import { inspectHost } from "../../../audit/inside";
import { publicKeyOf } from "../../../audit/inside/publicKey";
import type { AuditedEnvironment, AuditedHost } from "../../../audit/model/audited";
import type { Expectations } from "../../../components/audit/expectations/expectations";
import { renderExpectations } from "../../../components/audit/expectations/render";
import { insideProgram } from "../../../components/audit/inside/insideScript";
import { renderEnvironment } from "../../../components/environment/render";
import type { CheckResult } from "../../../components/audit/result";
import { root } from "../gateway/edgeHost";
import type { AuditEvent } from "../hardening/dailyAudit";
import { bring } from "../hardening/hosts";
import { hostExec, openEnvironment, type TestEnvironment } from "../support";
import { type HardenedHost, startHardenedHost } from "./hardenedHost";
import { insideWeaknesses } from "./insideWeaknesses";

let environments: TestEnvironment;
let hardened: HardenedHost;
let expected: Expectations;

/** Looks at the host without SSH, by a command line that Python is put behind. */
async function look(...before: string[]): Promise<CheckResult[]> {
  const argv = [...before, "python3", "-I", "-B", "-"];
  const { code, stdout, stderr } = await hostExec(hardened.host, argv, {
    input: insideProgram(expected),
    limitSeconds: 120,
  });
  if (code !== 0) throw new Error(stderr);
  return (JSON.parse(stdout.trimEnd().split("\n").at(-1)!) as { results: CheckResult[] }).results;
}

const shortly = (results: readonly CheckResult[]): string[] =>
  results.map(({ check, subject, status }) => `${status} ${check} ${subject ?? ""}`);
const amiss = (results: readonly CheckResult[]): CheckResult[] =>
  results.filter(({ status }) => status !== "pass");

/** What a container cannot answer for: its kernel and clock are its host's. */
const explained = [
  "unknown kernel-settings the container's host",
  "unknown time-synchronised the container's host",
];

beforeAll(async () => {
  environments = await openEnvironment("audit-inside");
  hardened = await startHardenedHost(environments);
  const { environment, plan, bundles, host } = hardened;
  expected = renderExpectations(environment, plan, bundles);
  const keys = [publicKeyOf(readFileSync(host.privateKeyFile, "utf8"))];
  expected = { ...expected, accounts: { ...expected.accounts!, keys } };
});
afterAll(() => environments.dispose());

test("a hardened host is as it ought to be, in less than ten seconds", async () => {
  const begun = Date.now();
  const results = await look();
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(amiss(results).filter((one) => !explained.includes(shortly([one])[0]!))).toEqual([]);
  expect([...new Set(results.map(({ check }) => check))]).toEqual(Object.keys(expected.weights));
});

test("the daily audit finds the same in its sandbox", async () => {
  const service = "portcullis-audit.service";
  await root(hardened.host, `rm -f /var/log/portcullis/audit.ndjson; systemctl start ${service}`);
  const lines = (await root(hardened.host, "cat /var/log/portcullis/audit.ndjson")).trim().split("\n");
  const [summary, ...found] = lines.map((line) => JSON.parse(line) as AuditEvent);
  expect(summary!.portcullis.audit).toMatchObject({ failed: 0, critical: 0 });
  const told = found.map(({ event, rule, portcullis }) => ({
    check: rule!.id,
    subject: portcullis.audit.subject as string,
    status: event.outcome === "failure" ? ("fail" as const) : ("unknown" as const),
    evidence: "",
  }));
  expect(shortly(told)).toEqual(shortly(amiss(await look())));
});

test("to look changes nothing on the host, and takes no right to write", async () => {
  // What services write all the time is left out: counters, queues, bans, the clock's drift.
  const busy = ["chrony", "fail2ban", "portcullis-filebeat", "private", "redis", "systemd"];
  const skipped = busy.map((name) => `-path /var/lib/${name} -prune -o`).join(" ");
  const state = [
    `find /etc /usr/local /var/lib /root /home /boot /opt -xdev ${skipped} -printf '%p %y %m %u:%g %T@ %s %l\\n'`,
    `find /etc /usr/local /var/lib /root /home -xdev ${skipped} -type f -print0 | xargs -0 sha256sum`,
    "dpkg-query --show --showformat '${Package} ${Version} ${Status}\\n'",
    "nft --stateless list ruleset | sed '/elements = {/d'",
  ];
  const sum = `{ ${state.join("; ")}; } | sort`;
  const before = await root(hardened.host, sum);
  const results = await look();
  expect(await root(hardened.host, sum)).toBe(before);
  // Every file system of its own is read-only to this one, so that it could not if it would.
  const confined = await look(
    ...["systemd-run", "--quiet", "--wait", "--pipe", "--collect", "--property=ProtectSystem=strict"],
    ...["--property=PrivateTmp=true", "--property=ReadOnlyPaths=/"],
  );
  expect(shortly(confined)).toEqual(shortly(results));
});

describe("over SSH", () => {
  const audited = (ssh: Partial<AuditedHost["ssh"]> = {}): [AuditedEnvironment, AuditedHost] => {
    const { environment, plan, bundles, host } = hardened;
    const one: AuditedHost = {
      name: plan.name,
      plan,
      address: host.address,
      ssh: {
        host: host.address,
        port: 22,
        user: host.user,
        privateKey: readFileSync(host.privateKeyFile, "utf8"),
        hostKey: host.hostKey,
        ...ssh,
      },
      bundles: bundles.map((bundle) => ({ resource: `${plan.name}-${bundle.name}`, bundle, digest: "" })),
    };
    const all = {
      stack: "audited",
      settings: environment,
      folder: ".",
      hosts: [one],
      roots: [],
      credentials: {},
    };
    return [all, one];
  };

  test("the host says the same", async () => {
    const direct = (await look()).filter(({ check }) => !check.startsWith("drift-"));
    expect(shortly(await inspectHost(...audited()))).toEqual(shortly(direct));
  });

  const otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8B51guz86hmjrA1gTMkSBjMIX+pew5NRDRu+99E4yk";

  test("a host that cannot be asked is unknown in everything, with the reason", async () => {
    const results = await inspectHost(...audited({ hostKey: otherKey }));
    const asked = Object.keys(expected.weights).filter((check) => !check.startsWith("drift-"));
    expect(results.map(({ check }) => check)).toEqual(asked);
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["unknown"]));
    expect(results[0]!.evidence).toContain(hardened.host.address);
  });
});

test.each([
  [
    "ufw",
    "iptables -I INPUT 1 -p tcp --dport 9999 -j ACCEPT",
    "ip6tables -A ufw6-user-input -p tcp --dport 9999 -j ACCEPT",
  ],
  [
    "iptables",
    "iptables -I INPUT 1 -p tcp --dport 9999 -j ACCEPT",
    "ip6tables -I PORTCULLIS-INPUT 1 -p tcp --dport 9999 -j ACCEPT",
  ],
] as const)("rules of %s are compared in the same way", async (backend, ahead, within) => {
  const { plan, host } = hardened;
  const environment = { ...hardened.environment, firewall: { ...hardened.environment.firewall, backend } };
  const bundles = renderEnvironment(environment)[plan.name]!;
  const firewall = bundles.find(({ name }) => name === "firewall")!;
  expect(await bring(host, firewall)).toMatchObject({ code: 0 });
  const of = async (): Promise<string[]> =>
    shortly(await look()).filter((line) => / firewall-(enforced|foreign) /.test(line));
  const former = expected;
  try {
    expected = { ...expected, firewall: renderExpectations(environment, plan, bundles).firewall };
    expect(await of()).toEqual(["pass firewall-enforced ", "pass firewall-foreign "]);
    await root(host, `${ahead}; ${within}`);
    const chain = within.split(" ")[2]!;
    expect(await of()).toEqual([`fail firewall-enforced IPv6 ${chain}`, "fail firewall-foreign IPv4 INPUT"]);
  } finally {
    expected = former;
    await root(host, ahead.replace("-I INPUT 1", "-D INPUT"));
    await bring(
      host,
      hardened.bundles.find(({ name }) => name === "firewall")!,
    );
  }
});

test("what was made wrong by hand is found, and nothing else", async () => {
  for (const { seed } of insideWeaknesses) await root(hardened.host, seed);
  const found = amiss(await look()).map(({ check, subject = "" }) => `${check} ${subject}`);
  const wanted = insideWeaknesses.flatMap((weakness) => weakness.found.map((one) => one.join(" ")));
  const beside = explained.map((line) => line.replace("unknown ", ""));
  expect(found.filter((line) => !beside.includes(line)).sort()).toEqual(wanted.sort());
});
