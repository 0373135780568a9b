import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { netfilterSandbox } from "../netfilterSandbox";
import type { ResolvedFirewall, ResolvedIntrusionPrevention } from "../../model/types";
import { webJails, type WebServer } from "./webJails";

/** What runs on the host beside fail2ban. */
export interface Surroundings {
  /** The firewall's backend: bans go to the same tool. */
  readonly firewall: ResolvedFirewall["backend"];
  /** Port of the SSH server. */
  readonly sshPort: number;
  /** The web server of an `HttpsEdge`, whose access log is watched. Default: none. */
  readonly webServer?: WebServer;
}

/**
 * fail2ban's own action for ufw rewrites the file that holds our open ports; chains of iptables do the same work beside
 * ufw and survive its reloads.
 */
const banActions = { nftables: "nftables", ufw: "iptables", iptables: "iptables" } as const;

function defaults(settings: ResolvedIntrusionPrevention, action: string): string[] {
  return [
    "[DEFAULT]",
    "backend = systemd",
    `banaction = ${action}-multiport`,
    `banaction_allports = ${action}-allports`,
    `maxretry = ${settings.maxRetry}`,
    `findtime = ${settings.findMinutes}m`,
    `bantime = ${settings.banMinutes}m`,
    "bantime.increment = true",
    `bantime.maxtime = ${settings.maxBanHours}h`,
    `ignoreip = ${["127.0.0.0/8", "::1", ...settings.ignore].join(" ")}`,
  ];
}

const sandboxFile = "/etc/systemd/system/fail2ban.service.d/portcullis.conf";

/** Drop-in for the distribution's unit, which has no confinement: what reads logs that strangers write bans, and no more. */
function renderSandbox(): string {
  return [
    "# Managed by Portcullis.",
    "[Service]",
    // Bans are remembered here.
    "StateDirectory=fail2ban",
    ...netfilterSandbox,
    // Logs are their own users'.
    "CapabilityBoundingSet=CAP_DAC_READ_SEARCH",
    "",
  ].join("\n");
}

/** Renders fail2ban's jails. On Rocky Linux the package comes from EPEL, which has to be enabled. */
export function renderIntrusionPrevention(
  settings: ResolvedIntrusionPrevention,
  { firewall, sshPort, webServer }: Surroundings,
  platform: Platform,
): Bundle {
  const action = banActions[firewall];
  const enabled = !settings.insecureOff;
  const web = webServer && enabled ? webJails(webServer, settings) : undefined;
  const jails = [
    "# Managed by Portcullis.",
    ...defaults(settings, action),
    "",
    "[sshd]",
    `enabled = ${enabled}`,
    `port = ${sshPort}`,
    ...(web ? ["", ...web.lines] : []),
    "",
  ];
  return {
    name: "intrusion-prevention",
    packages:
      platform.family === "debian" ? ["fail2ban", "python3-systemd", action] : ["fail2ban-server", action],
    files: [
      // jail.d/*.local is what fail2ban reads last.
      { path: "/etc/fail2ban/jail.d/portcullis.local", content: jails.join("\n") },
      {
        path: "/etc/fail2ban/fail2ban.d/portcullis.local",
        // The length of the next ban follows from those that are remembered.
        content: `# Managed by Portcullis.\n[DEFAULT]\nallowipv6 = auto\ndbpurgeage = ${settings.maxBanHours + 24}h\n# The journal has the exact time, and who says it.\nlogtarget = SYSLOG\n`,
      },
      { path: sandboxFile, content: renderSandbox() },
      ...(web ? [web.filter] : []),
    ],
    prepare: web ? [web.prepare] : [],
    validate: ["fail2ban-client --test"],
    services: [{ unit: "fail2ban.service", onChange: "restart" }],
    verify: ["fail2ban-client ping", ...(enabled ? ["fail2ban-client status sshd"] : [])],
  };
}
