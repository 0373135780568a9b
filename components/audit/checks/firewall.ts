import type { AuditCheck } from "../check";

/** What listens on a host, and what its packet filter lets through. */
export const firewallChecks: readonly AuditCheck[] = [
  {
    id: "listening-declared",
    title: "Only what the settings open is listened on beyond loopback",
    practice: 7,
    severity: "high",
    why: "A service that nobody meant to show is one rule of the firewall away from everybody.",
    mend: "Find it with `ss -ltunp`; stop it, let it listen on 127.0.0.1, or declare the port in firewall.extraPorts.",
    standards: { owaspApi: ["API8:2023"], pciDss4: ["1.2.5", "2.2.4"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 2.1; NIST SP 800-123 section 4.2.1",
  },
  {
    id: "firewall-enforced",
    title: "The rules in force are the settings' own",
    practice: 7,
    severity: "high",
    why: "Rules that were added, changed or taken away by hand let in what the settings keep out.",
    mend: "Put them back with `systemctl reload-or-restart portcullis-firewall.service` (ufw: `ufw reload`), or bring them anew with `pulumi up`.",
    standards: { pciDss4: ["1.2.1", "1.2.7", "1.4.1"] },
    source: "NIST SP 800-41 Rev. 1 section 5.2",
  },
  {
    id: "firewall-foreign",
    title: "No rule of somebody else decides before the settings' rules do",
    practice: 7,
    severity: "medium",
    why: "What is accepted before our rules are asked is open, whatever the settings say.",
    mend: "Look at `nft list ruleset` (`iptables -S`, `ip6tables -S`) and remove the rule, or what makes it.",
    standards: { cisDebian12: ["4.1.1"], pciDss4: ["1.2.7"] },
    source: "NIST SP 800-41 Rev. 1 section 5.2",
  },
  {
    id: "firewall-at-boot",
    title: "The firewall is loaded at boot",
    practice: 7,
    severity: "high",
    why: "After the next reboot every port is open.",
    mend: "Bring the firewall again with `pulumi up`, or `systemctl enable --now` its unit.",
    standards: { pciDss4: ["1.2.1", "1.4.1"] },
    source: "NIST SP 800-41 Rev. 1 section 4.1",
  },
];
