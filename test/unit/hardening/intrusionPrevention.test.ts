import { renderIntrusionPrevention } from "../../../components/hardening/intrusionPrevention/render";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { IntrusionPrevention } from "../../../components/model/types";

type Surroundings = Parameters<typeof renderIntrusionPrevention>[1];
const render = (around: Partial<Surroundings> = {}, settings: IntrusionPrevention = {}) =>
  renderIntrusionPrevention(
    resolve("intrusionPrevention", settings),
    { firewall: "nftables", sshPort: 22, ...around },
    platforms["debian-12"],
  );
const jails = (bundle: ReturnType<typeof render>): string => bundle.files[0]!.content;

test.each([
  ["nftables", "nftables"],
  ["iptables", "iptables"],
  ["ufw", "iptables"],
] as const)("bans beside %s go to %s, and its tool is installed", (firewall, action) => {
  const bundle = render({ firewall });
  expect(jails(bundle)).toContain(`banaction = ${action}-multiport\n`);
  expect(bundle.packages).toContain(action);
});

test("the SSH jail reads the journal, for which Debian needs a package of its own", () => {
  expect(jails(render({ sshPort: 2222 }))).toMatch(
    /backend = systemd[\s\S]*\[sshd\]\nenabled = true\nport = 2222\n/,
  );
  expect(render().packages).toContain("python3-systemd");
});

test("a web server's jail comes with a log that it can open, and nobody else", () => {
  const bundle = render({ webServer: "nginx" }, { limitMaxRetry: 7 });
  expect(jails(bundle)).toMatch(
    /\[portcullis-limits\][^[]*logpath = \/var\/log\/nginx\/access.log[^[]*maxretry = 7/,
  );
  expect(bundle.prepare!.join()).toContain("install -m 0640 /dev/null /var/log/nginx/access.log");
  expect(jails(render({ webServer: "apache" }))).toContain("logpath = /var/log/apache2/access.log\n");
  expect(jails(render())).not.toContain("logpath");
});

test("only loopback and what was named is never banned", () => {
  expect(jails(render())).toContain("ignoreip = 127.0.0.0/8 ::1\n");
  expect(jails(render({}, { ignore: ["198.51.100.0/24"] }))).toContain("::1 198.51.100.0/24\n");
});

test("bans are remembered for longer than the longest, or they would not grow", () => {
  const [jail, daemon] = render({}, { maxBanHours: 500 }).files;
  expect(jail!.content).toContain("bantime.maxtime = 500h");
  expect(daemon!.content).toContain("dbpurgeage = 524h");
});

test("off only where that is spelled out", () => {
  expect(jails(render({ webServer: "nginx" }, { insecureOff: true }))).toMatch(/\[sshd\]\nenabled = false/);
  expect(jails(render({ webServer: "nginx" }, { insecureOff: true }))).not.toContain("nginx");
});
