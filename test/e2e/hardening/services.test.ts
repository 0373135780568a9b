import { renderAutomaticUpdates } from "../../../components/hardening/automaticUpdates/render";
import { renderIntrusionPrevention } from "../../../components/hardening/intrusionPrevention/render";
import { renderKernel } from "../../../components/hardening/kernel/render";
import { renderLocalLogs } from "../../../components/hardening/localLogs/render";
import { renderLogins } from "../../../components/hardening/logins/render";
import { renderSshServer } from "../../../components/hardening/sshServer/render";
import { renderTimeSync } from "../../../components/hardening/timeSync/render";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { LocalClient, LocalHost } from "../../../local/hosts";
import { send } from "../bundle/direct";
import { openEnvironment, ssh, type TestEnvironment } from "../support";
import { testDailyAudit } from "./dailyAudit";
import { asRoot, bring } from "./hosts";
import { sshAudit } from "./sshAudit";

describe.each([
  { release: "bookworm", name: "debian-12" },
  { release: "trixie", name: "debian-13" },
] as const)("$name", ({ release, name }) => {
  const platform = platforms[name];
  let test0: TestEnvironment;
  let host: LocalHost;
  let client: LocalClient;
  let auditor: LocalClient;
  const sshServer = () =>
    renderSshServer(resolve("sshServer", {}), { user: host.user, hostKeyType: "ssh-ed25519" }, platform);

  beforeAll(async () => {
    test0 = await openEnvironment("hardening");
    host = await test0.startHost({ name: "h1", release });
    client = await test0.environment.startClient("outside");
    // An address of its own: OpenSSH of Debian 13 refuses one that audits it for a while.
    auditor = await test0.environment.startClient("auditor");
  });
  afterAll(() => test0.dispose());

  describe("SSH server", () => {
    beforeAll(async () => {
      // What a careless image, or an administrator in a hurry, leaves behind.
      await asRoot(host, "echo 'PasswordAuthentication yes' >/etc/ssh/sshd_config.d/50-cloud-init.conf");
      expect(await bring(host, sshServer())).toMatchObject({ code: 0 });
    });

    test("passes ssh-audit", async () => {
      // The policy for Debian 13 differs from ours in one thing only, which ours says.
      expect(await sshAudit(auditor, host.address, name)).toEqual(
        name === "debian-12" ? [] : ["Key exchanges"],
      );
    });

    test("offers no password login, although another file asks for it", async () => {
      const options = [
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        "-o",
        "BatchMode=yes",
      ];
      const { code, stderr } = await client.exec(
        [
          "ssh",
          "-F",
          "none",
          ...options,
          "-o",
          "PubkeyAuthentication=no",
          `${host.user}@${host.address}`,
          "true",
        ],
        { limitSeconds: 120 },
      );
      expect(code).toBe(255);
      expect(stderr).toContain("Permission denied (publickey).");
    });

    test("a Match block that would let passwords in again is found before anything is reloaded", async () => {
      await asRoot(
        host,
        "printf 'Match all\\nPasswordAuthentication yes\\n' >/etc/ssh/sshd_config.d/99-x.conf",
      );
      const changed = renderSshServer(
        resolve("sshServer", { maxAuthTries: 2 }),
        { user: host.user, hostKeyType: "ssh-ed25519" },
        platform,
      );
      const result = await send(host, "apply", changed);
      await asRoot(host, "rm /etc/ssh/sshd_config.d/99-x.conf");
      expect(result.code).not.toBe(0);
      expect(result.stderr).toContain('sshd would not apply "passwordauthentication no": a Match block');
    });

    test("keeps the pinned host key and has an RSA key of 4096 bits", async () => {
      expect(await ssh(host, "ssh-keygen -l -f /etc/ssh/ssh_host_rsa_key.pub")).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^4096 /) as string,
      });
    });
  });

  test("kernel settings of the host's own network are in force", async () => {
    expect(await bring(host, renderKernel(resolve("kernel", {})))).toMatchObject({ code: 0 });
    const { stdout } = await asRoot(
      host,
      "sysctl -n net.ipv4.conf.all.send_redirects net.ipv4.conf.all.accept_redirects net.ipv4.conf.all.log_martians",
    );
    expect(stdout).toBe("0\n0\n1\n");
  });

  test("time synchronisation is set up, although a container may not set the clock", async () => {
    expect(await bring(host, renderTimeSync(resolve("timeSync", {}), platform))).toMatchObject({ code: 0 });
    expect((await asRoot(host, "systemctl is-enabled chrony")).stdout).toBe("enabled\n");
  });

  test("logins: idle shells end, weak passwords are refused, and destroying puts back what stood there", async () => {
    const logins = renderLogins(resolve("logins", { idleMinutes: 5 }), platform);
    expect(await bring(host, logins)).toMatchObject({ code: 0 });
    const { stdout } = await asRoot(
      host,
      `useradd kim
      echo kim:password2026 | chpasswd 2>/dev/null || echo refused
      echo kim:Vq7-mdrLp2x-TTwz81 | chpasswd && echo taken
      runuser --login kim --command='echo $TMOUT $(umask) $(ulimit -c)'
      userdel kim
      grep -E '^(UMASK|PASS_MAX_DAYS)' /etc/login.defs`,
    );
    expect(stdout).toMatch(/^refused\ntaken\n300 0027 0\n(?=[^]*^UMASK 027$)[^]*^PASS_MAX_DAYS\s+99999$/m);
    expect(await send(host, "destroy", logins)).toMatchObject({ code: 0 });
    expect((await asRoot(host, "grep '^UMASK' /etc/login.defs; ls /etc/profile.d")).stdout).not.toMatch(
      /027|portcullis/,
    );
  });

  test("automatic updates: security origins alone, and the dry run is clean", async () => {
    const updates = renderAutomaticUpdates(resolve("automaticUpdates", {}), platform);
    expect(await bring(host, updates)).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await asRoot(host, "unattended-upgrade --dry-run --debug 2>&1");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /Allowed origins are: (origin=Debian,codename=\w+(-security)?,label=Debian-Security(, )?)+$/m,
    );
    expect(stdout).not.toMatch(/error|traceback/i);
    expect(
      (
        await asRoot(
          host,
          "needrestart -b -r l >/dev/null 2>&1; systemctl show -P NextElapseUSecRealtime apt-daily-upgrade.timer",
        )
      ).stdout,
    ).toMatch(/ 0[23]:\d\d:/);
  });

  test("local logs: the journal is kept, and a log that has grown is rotated and written on", async () => {
    const logs = renderLocalLogs(resolve("localLogs", { retentionDays: 2 }), "nginx");
    expect(await bring(host, { ...logs, packages: ["logrotate", "nginx", "curl"] })).toMatchObject({
      code: 0,
    });
    const { stdout } = await asRoot(
      host,
      `systemctl disable --now --quiet nginx
      logger --tag=kept before
      systemctl kill --signal=SIGKILL systemd-journald && systemctl restart systemd-journald
      journalctl --quiet --directory=/var/log/journal --identifier=kept --output=cat
      stat -c '%a %U' /var/log/portcullis
      systemctl show --property=TimersCalendar logrotate.timer
      systemctl start nginx
      head -c 209715201 /dev/zero >>/var/log/nginx/access.log
      logrotate /etc/logrotate.conf
      curl --silent --output /dev/null http://127.0.0.1/rotated
      for i in $(seq 300); do grep -q rotated /var/log/nginx/access.log && break; sleep 0.1; done
      stat -c '%a %U %G' /var/log/nginx/access.log /var/log/nginx/access.log.1
      grep -c rotated /var/log/nginx/access.log
      for i in 1 2 3; do echo line >>/var/log/nginx/access.log; logrotate --force /etc/logrotate.d/nginx; done
      find /var/log/nginx -name 'access.log.*' | wc -l
      systemctl stop nginx; rm -f /var/log/nginx/*`,
    );
    expect(stdout).toMatch(
      /^before\n751 root\nTimersCalendar=.*OnCalendar=\*-\*-\* \*:00:00.*\n(?:640 www-data adm\n){2}1\n2\n$/,
    );
    expect(await bring(host, renderLocalLogs(resolve("localLogs", {})))).toMatchObject({ code: 0 });
  });

  test.each([
    { firewall: "nftables", rules: "nft list ruleset" },
    { firewall: "iptables", rules: "iptables -S; ip6tables -S" },
  ] as const)("a ban reaches $firewall, IPv4 and IPv6", async ({ firewall, rules }) => {
    const prevention = renderIntrusionPrevention(
      resolve("intrusionPrevention", {}),
      { firewall, sshPort: 22, webServer: "nginx" },
      platform,
    );
    expect(await bring(host, prevention)).toMatchObject({ code: 0 });
    await asRoot(host, "fail2ban-client set sshd banip 203.0.113.9 2001:db8::9");
    const { stdout } = await asRoot(
      host,
      `for i in $(seq 1200); do rules=$(${rules}); case $rules in *203.0.113.9*2001:db8::9*) echo both; exit;; esac; sleep 0.1; done; echo "$rules"`,
    );
    expect(stdout).toBe("both\n");
  });

  test.each(["nginx", "apache"] as const)(
    "what %s refuses for its limit counts, and nothing else",
    async (server) => {
      const prevention = renderIntrusionPrevention(
        resolve("intrusionPrevention", {}),
        { firewall: "nftables", sshPort: 22, webServer: server },
        platform,
      );
      expect(await bring(host, prevention)).toMatchObject({ code: 0 });
      const line = (status: number, upstream: number | null, path = "/"): string =>
        JSON.stringify({
          "@timestamp": server === "nginx" ? "2026-11-25T08:00:00+00:00" : "2026-11-25T08:00:00.123Z",
          "http.response.status_code": status,
          "url.path": path,
          "source.ip": "203.0.113.9",
          ...(server === "nginx"
            ? { "portcullis.upstream.status_code": upstream }
            : { "portcullis.edge.status_code": upstream === null ? String(status) : "-" }),
        });
      const forged = line(429, null).slice(1, -1);
      const lines = [
        line(429, null),
        line(429, 429),
        line(200, 200),
        line(404, 404, forged),
        line(404, null),
      ];
      const encoded = Buffer.from(`${lines.join("\n")}\n`).toString("base64");
      const { stdout } = await asRoot(
        host,
        `printf %s '${encoded}' | base64 -d >/tmp/lines && fail2ban-regex /tmp/lines /etc/fail2ban/filter.d/portcullis-limits.conf; rm /tmp/lines`,
      );
      expect(stdout).toMatch(/^Lines: 5 lines, 0 ignored, 1 matched, 4 missed$/m);
      expect(stdout).toMatch(/\[5\] .*@timestamp/);
    },
  );

  describe("the daily audit", () => {
    testDailyAudit(
      () => host,
      () => [renderKernel(resolve("kernel", {})), renderLocalLogs(resolve("localLogs", {})), sshServer()],
    );
  });

  test("no unit has failed", async () => {
    expect((await asRoot(host, "systemctl --failed --no-legend --plain")).stdout).toBe("");
  });
});
