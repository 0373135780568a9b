import type { Bundle, BundleFile } from "../../host/bundle";
import { iptablesRule } from "./iptablesRule";
import type { IpFamily, Rule, RuleSet } from "./rules";

const init = "/usr/lib/ufw/ufw-init";
const names = { 4: "ufw", 6: "ufw6" } as const;
const rejectWith = { 4: "icmp-admin-prohibited", 6: "icmp6-adm-prohibited" } as const;
const everybody = { 4: "0.0.0.0/0", 6: "::/0" } as const;
const log = (prefix: string): string =>
  `-m limit --limit 10/minute --limit-burst 5 -j LOG --log-prefix "portcullis ${prefix}: "`;

const table = (lines: readonly string[]): string =>
  ["# Managed by Portcullis.", "*filter", ...lines, "COMMIT", ""].join("\n");

/** What any host needs, SSH and all output: before the ports that `ufw` lists. */
function before({ input, output }: RuleSet, family: IpFamily): string {
  const ufw = names[family];
  return table([
    ...["before-input", "before-output", "before-forward"].map((chain) => `:${ufw}-${chain} - [0:0]`),
    // An empty rule that tells our rules from somebody else's once the files are gone.
    `-A ${ufw}-before-input -m comment --comment portcullis`,
    ...input
      .filter(({ listed }) => !listed)
      .flatMap((rule) => iptablesRule(rule, family, `${ufw}-before-input`, "-i")),
    ...output.flatMap((rule) => iptablesRule(rule, family, `${ufw}-before-output`, "-o")),
  ]);
}

/** What happens to packets that nothing let through. */
function after(family: IpFamily): string {
  const ufw = names[family];
  return table([
    ...["after-input", "after-output", "after-forward"].map((chain) => `:${ufw}-${chain} - [0:0]`),
    `-A ${ufw}-after-input ${log("drop in")}`,
    `-A ${ufw}-after-forward ${log("drop forward")}`,
    `-A ${ufw}-after-output ${log("reject out")}`,
    `-A ${ufw}-after-output -j REJECT --reject-with ${rejectWith[family]}`,
  ]);
}

/** One listed rule with the comment that `ufw status` reads: action, protocol, ports and addresses. */
function listed(rule: Rule, family: IpFamily): string[] {
  const [, ...lines] = iptablesRule(rule, family, `${names[family]}-user-input`, "-i");
  const ranges = rule.from ?? [everybody[family]];
  return lines.flatMap((line, index) => {
    const tuple = [rule.protocol, rule.ports?.[0], everybody[family], "any", ranges[index]].join(" ");
    return [`### tuple ### allow ${tuple} in`, line];
  });
}

/** The ports that are open, where `ufw status` shows them. */
function user({ input }: RuleSet, family: IpFamily): string {
  const ufw = names[family];
  const chains = ["input", "output", "forward", "limit", "limit-accept"];
  return table([
    ...chains.map((chain) => `:${ufw}-user-${chain} - [0:0]`),
    "### RULES ###",
    ...input.filter((rule) => rule.listed).flatMap((rule) => listed(rule, family)),
    "### END RULES ###",
  ]);
}

const settings = `# Managed by Portcullis.
IPV6=yes
DEFAULT_INPUT_POLICY="DROP"
DEFAULT_OUTPUT_POLICY="DROP"
DEFAULT_FORWARD_POLICY="DROP"
DEFAULT_APPLICATION_POLICY="SKIP"
# Rules of others (fail2ban, containers) stay as they are.
MANAGE_BUILTINS=no
# Kernel settings are not the firewall's business.
IPT_SYSCTL=
IPT_MODULES=""
`;

/** The files that `ufw` reads; it is never asked to make them, so they come into force together. */
export function renderUfwFiles(rules: RuleSet): BundleFile[] {
  const file = (path: string, content: string): BundleFile => ({ path, content, mode: "0640" });
  return [
    ...([4, 6] as const).flatMap((family) => {
      const suffix = family === 4 ? "" : "6";
      return [
        file(`/etc/ufw/before${suffix}.rules`, before(rules, family)),
        file(`/etc/ufw/after${suffix}.rules`, after(family)),
        file(`/etc/ufw/user${suffix}.rules`, user(rules, family)),
      ];
    }),
    { path: "/etc/default/ufw", content: settings },
    { path: "/etc/ufw/ufw.conf", content: "# Managed by Portcullis.\nENABLED=yes\nLOGLEVEL=off\n" },
  ];
}

/** Takes our ufw rules out of force, if they are. */
export const clearUfw = `if [ -x ${init} ] && iptables -w -S ufw-before-input 2>/dev/null | grep -q portcullis; then
  ${init} force-stop
fi`;

/** The part of the bundle that is this backend's. */
export function ufwBundle(rules: RuleSet): Omit<Bundle, "name"> {
  const restore = (family: IpFamily, file: string): string =>
    `${family === 4 ? "iptables" : "ip6tables"}-restore --test --noflush /etc/ufw/${file}.rules`;
  return {
    packages: ["ufw", "iptables"],
    files: renderUfwFiles(rules),
    validate: [restore(4, "before"), restore(6, "before6"), restore(4, "user"), restore(6, "user6")],
    activate: [{ run: `${init} force-reload` }],
    services: [{ unit: "ufw.service", onChange: "none" }],
    // Once the former files are back: out with our rules, in with those that the host had, if it had any.
    deactivate: [`${init} force-stop`, `${init} start`],
    verify: ["ufw status | grep -x 'Status: active'", "iptables -w -S INPUT | grep -x -e '-P INPUT DROP'"],
  };
}
