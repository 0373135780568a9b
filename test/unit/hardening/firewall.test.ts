import { renderFirewall } from "../../../components/hardening/firewall/render";
import { type FirewallAccess, firewallRules } from "../../../components/hardening/firewall/rules";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { Firewall } from "../../../components/model/types";

const access: FirewallAccess = {
  adminRanges: ["203.0.113.0/24", "2001:db8::/32"],
  sshPort: 22,
  openPorts: [443, 80],
};
const backends = ["nftables", "ufw", "iptables"] as const;

/** All rules that a backend gets, as one text. */
const text = (settings: Firewall, who: Partial<FirewallAccess> = {}): string =>
  renderFirewall(resolve("firewall", settings), { ...access, ...who }, platforms["debian-12"])
    .files.map(({ content }) => content)
    .join("\n");

const rules = (settings: Firewall = {}, who: Partial<FirewallAccess> = {}) =>
  firewallRules(resolve("firewall", settings), { ...access, ...who });

describe("rules", () => {
  test("answers come first, so that sessions survive a change", () => {
    expect(rules().input[0]).toMatchObject({ state: "established", verdict: "accept" });
  });

  test("SSH is open to administrators alone, and the rate is looked at before it is", () => {
    const ssh = rules().input.filter(({ ports }) => ports?.includes(22));
    expect(ssh.map(({ family, from, verdict }) => [family, from, verdict])).toEqual([
      [4, ["203.0.113.0/24"], "drop"],
      [4, ["203.0.113.0/24"], "accept"],
      [6, ["2001:db8::/32"], "drop"],
      [6, ["2001:db8::/32"], "accept"],
    ]);
    expect(ssh[0]!.above).toEqual({ perMinute: 60, burst: 30 });
  });

  test("no administrators means no SSH at all", () => {
    expect(rules({}, { adminRanges: [] }).input.filter(({ ports }) => ports?.includes(22))).toEqual([]);
  });

  test.each([{}, { insecureOpenOutput: true }])(
    "metadata is refused to others than root before anything lets it out (%j)",
    (settings) => {
      const { output } = rules(settings);
      const open = output.findIndex(
        ({ verdict, ports, loopback }) => verdict === "accept" && !ports?.includes(53) && !loopback,
      );
      const closed = output.flatMap(({ to, exceptRoot, verdict }, index) =>
        exceptRoot && verdict === "reject" && index < open ? to : [],
      );
      expect(closed).toEqual(["169.254.169.254/32", "fd00:ec2::254/128"]);
    },
  );

  test("metadata is open to all only where that is spelled out", () => {
    expect(rules({ insecureMetadataForAll: true }).output.some(({ exceptRoot }) => exceptRoot)).toBe(false);
  });

  test("nothing goes out unless it is listed", () => {
    const broad = rules().output.filter(
      (rule) => !rule.ports && !rule.loopback && !rule.state && !rule.protocol?.startsWith("icmp"),
    );
    expect(broad.map(({ exceptRoot, notOpening }) => exceptRoot ?? notOpening)).toEqual([true, true, true]);
    expect(rules({ insecureOpenOutput: true }).output.at(-1)).toMatchObject({ verdict: "accept" });
  });

  test("a range opens a port for its own family only", () => {
    const extra = rules({ extraPorts: [{ port: 9000, from: ["10.0.0.0/8"] }] }).input.filter(({ ports }) =>
      ports?.includes(9000),
    );
    expect(extra).toMatchObject([{ family: 4, protocol: "tcp", from: ["10.0.0.0/8"] }]);
  });
});

describe.each(backends)("%s", (backend) => {
  test("everything that was asked for arrives in the rendered rules", () => {
    const all = text({
      backend,
      extraPorts: [{ port: 9001, protocol: "udp", from: ["198.51.100.0/24"] }],
      egress: [{ port: 5432, to: ["2001:db8:1::/48"] }],
    });
    for (const part of ["203.0.113.0/24", "2001:db8::/32", "198.51.100.0/24", "2001:db8:1::/48"])
      expect(all).toContain(part);
    for (const port of [22, 80, 443, 9001, 5432]) expect(all).toMatch(new RegExp(`dport ${port}\\b`));
    expect(all).toMatch(/169\.254\.169\.254\/32.*(skuid != 0|! --uid-owner 0).*reject/i);
    expect(all).toMatch(/fd00:ec2::254\/128.*(skuid != 0|! --uid-owner 0).*reject/i);
  });

  test("is on trial, loads before it clears the others, and flushes nobody's rules", () => {
    const bundle = renderFirewall(resolve("firewall", { backend }), access, platforms["debian-12"]);
    expect(bundle.trialSeconds).toBe(60);
    const [load, ...cleared] = bundle.activate!.map(({ run }) => run);
    expect(load).toMatch({ nftables: /nft --file/, ufw: /force-reload/, iptables: /load$/ }[backend]);
    expect(cleared).toHaveLength(2);
    expect(text({ backend })).not.toContain("flush ruleset");
  });
});

test("iptables: each line is of one family", () => {
  const { files } = renderFirewall(
    resolve("firewall", { backend: "iptables" }),
    access,
    platforms["debian-12"],
  );
  const of = (name: string): string => files.find(({ path }) => path.endsWith(name))!.content;
  expect(of("rules.v4")).not.toMatch(/2001:db8|icmpv6|fe80/);
  expect(of("rules.v6")).not.toMatch(/203\.0\.113|-p icmp |127\.0\.0/);
});

test("ufw lists each open port with a comment that its status reads", () => {
  const { files } = renderFirewall(resolve("firewall", { backend: "ufw" }), access, platforms["debian-12"]);
  expect(files.find(({ path }) => path === "/etc/ufw/user.rules")!.content).toContain(
    "### tuple ### allow tcp 443 0.0.0.0/0 any 0.0.0.0/0 in\n-A ufw-user-input -p tcp --dport 443 -j ACCEPT",
  );
});

test("Rocky Linux takes nftables alone, and firewalld is switched off", () => {
  const rocky = (backend: "nftables" | "ufw") =>
    renderFirewall(resolve("firewall", { backend }), access, platforms["rocky-9"]);
  expect(() => rocky("ufw")).toThrow('firewall.backend must be "nftables" on rocky-9 (got "ufw")');
  expect(rocky("nftables").activate!.at(-1)!.run).toContain("disable --now firewalld");
});
