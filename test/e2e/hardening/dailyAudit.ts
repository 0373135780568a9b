import { bundleExpectations } from "../../../components/audit/expectations/render";
import { auditedBundles, renderHostAudit } from "../../../components/audit/render";
import type { CheckResult } from "../../../components/audit/result";
import type { Bundle } from "../../../components/host/bundle";
import { exposureLimit } from "../../../components/host/serviceExposure";
import { resolve } from "../../../components/model/resolve";
import type { LocalHost } from "../../../local/hosts";
import { asRoot, bring } from "./hosts";

const service = "portcullis-audit.service";
const log = "/var/log/portcullis/audit.ndjson";
const inside = "/usr/local/lib/portcullis/audit/inside.py";
const probe = `/run/systemd/system/${service}.d/probe.conf`;
const settings = resolve("audit", {});

/** An event as it is shipped. */
export interface AuditEvent {
  message: string;
  event: { dataset: string; kind: string; action: string; outcome: string; duration?: number };
  rule?: { id: string; name: string };
  portcullis: { audit: Record<string, unknown> };
}

/**
 * Tests of the daily audit on a host that has been set up.
 *
 * @param getHost - the host, once it is there
 * @param getBundles - what was brought to it
 */
export function testDailyAudit(getHost: () => LocalHost, getBundles: () => readonly Bundle[]): void {
  const root = async (command: string): Promise<string> => (await asRoot(getHost(), command)).stdout;

  /** Starts the service by hand, and returns the events of that run. */
  const audit = async (): Promise<[summary: AuditEvent, ...found: AuditEvent[]]> => {
    await root(`rm -f ${log}; systemctl start ${service} 2>/dev/null; systemctl reset-failed ${service}`);
    const lines = (await root(`cat ${log}`)).trim().split("\n");
    const [summary, ...found] = lines.map((line) => JSON.parse(line) as AuditEvent);
    return [summary!, ...found];
  };

  let bundle: Bundle;
  beforeAll(async () => {
    const { user } = getHost();
    const expectations = bundleExpectations(auditedBundles(getBundles(), settings), user);
    bundle = renderHostAudit(settings, expectations);
    expect(await bring(getHost(), bundle)).toMatchObject({ code: 0 });
  });

  test("is made every day in the early morning", async () => {
    const next = await root("systemctl show -P TimersCalendar portcullis-audit.timer");
    expect(next).toContain("OnCalendar=*-*-* 05:00");
    expect(await root("systemctl is-enabled portcullis-audit.timer")).toBe("enabled\n");
  });

  test("says in the log and in the journal what it came to", async () => {
    const [summary, ...found] = await audit();
    expect(summary).toMatchObject({
      event: { dataset: "portcullis.audit", kind: "metric", action: "audit", outcome: "success" },
      portcullis: {
        audit: { trend: "first", failed_checks: expect.any(Array) as unknown, new_failures: [] },
      },
    });
    const { score, failed, unknown, failed_checks } = summary.portcullis.audit;
    expect(score).toBeGreaterThan(50);
    expect((failed_checks as string[]).length).toBe(Number(failed) + Number(unknown));
    expect(new Set(found.map(({ rule }) => rule!.id))).toEqual(new Set(failed_checks as string[]));
    expect(summary.event.duration).toBeGreaterThan(1e6);
    expect(await root(`journalctl --quiet --unit=${service} --output=cat`)).toContain(summary.message);
    expect(await root(`stat -c '%a %U:%G' ${log}`)).toBe("640 root:adm\n");
    expect(await root("find /etc/portcullis/audit /var/lib/portcullis/audit -perm /077 -type f")).toBe("");
  });

  test("finds the same as without its sandbox", async () => {
    const [, ...found] = await audit();
    const command = `python3 -I -B ${inside} /etc/portcullis/audit/expectations.json`;
    const { results } = JSON.parse(await root(command)) as { results: CheckResult[] };
    const wrong = results.filter(({ status }) => status !== "pass");
    expect(
      found.map(({ rule, event, portcullis }) => [rule!.id, portcullis.audit.subject, event.outcome]),
    ).toEqual(
      wrong.map(({ check, subject, status }) => [check, subject, status === "fail" ? "failure" : "unknown"]),
    );
  });

  test("tells of a protection that is gone, and of its return", async () => {
    await root("systemctl disable --now --quiet logrotate.timer");
    const [worse, ...found] = await audit();
    await root("systemctl enable --now --quiet logrotate.timer");
    const [better] = await audit();
    const id = "services-running";
    expect(worse.portcullis.audit).toMatchObject({ trend: "worse", new_failures: [id] });
    expect(worse.portcullis.audit.score_change).toBeLessThan(0);
    expect(found.filter(({ rule }) => rule!.id === id)).toEqual([
      expect.objectContaining({
        event: expect.objectContaining({
          kind: "state",
          action: "audit_check",
          outcome: "failure",
        }) as unknown,
        portcullis: { audit: expect.objectContaining({ subject: "logrotate.timer" }) as unknown },
      }),
    ]);
    expect(better.portcullis.audit).toMatchObject({
      trend: "better",
      score_change: -Number(worse.portcullis.audit.score_change),
    });
  });

  test("that cannot be made is told too, and is no audit", async () => {
    await root(`cp ${inside} /root/inside.py; echo 'raise SystemExit("out of order")' >${inside}`);
    const [failure] = await audit();
    await root(`mv /root/inside.py ${inside}`);
    expect(failure).toMatchObject({
      message: expect.stringContaining("out of order") as string,
      event: { action: "audit", outcome: "failure" },
      portcullis: { audit: { trend: "unknown" } },
    });
    const [after] = await audit();
    expect(after.portcullis.audit).toMatchObject({ trend: "same", score_change: 0 });
  });

  test("may write to its log and its state, and nowhere else", async () => {
    const folders = [
      "/etc",
      "/usr/local/lib/portcullis/audit",
      "/var/lib/portcullis",
      "/root",
      "/run",
      "/home",
    ];
    const allowed = ["/var/lib/portcullis/audit", "/var/log/portcullis"];
    const touch = [...folders, ...allowed].map((folder) => `touch ${folder}/probe`).join("; ");
    const lines = [
      "[Service]",
      "ExecStart=",
      `ExecStart=-/bin/sh -c '${touch}; sysctl -w kernel.printk=1; date -s 2001-01-01'`,
    ];
    await root(`mkdir -p ${probe.slice(0, -"/probe.conf".length)}; echo "${lines.join("\n")}" >${probe}
      systemctl daemon-reload; systemctl start ${service}; rm -r ${probe.slice(0, -"/probe.conf".length)}; systemctl daemon-reload`);
    const written = await root(
      `ls -d ${[...folders, ...allowed].map((folder) => `${folder}/probe`).join(" ")} 2>/dev/null`,
    );
    await root(`rm -f ${allowed.map((folder) => `${folder}/probe`).join(" ")}`);
    expect(written.trim().split("\n")).toEqual(allowed.map((folder) => `${folder}/probe`));
    expect(Number(await root("date +%Y"))).toBeGreaterThan(2020);
    const overall = await root(`systemd-analyze security --no-pager ${service} | tail -n 1`);
    expect(Number(/: ([\d.]+)/.exec(overall)![1])).toBeLessThanOrEqual(exposureLimit);
  });
}
