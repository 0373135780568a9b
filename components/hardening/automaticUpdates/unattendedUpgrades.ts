import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import type { ResolvedAutomaticUpdates } from "../../model/types";
import { timerDropIn } from "./timer";

const origins = {
  debian: {
    security: [
      "origin=Debian,codename=${distro_codename},label=Debian-Security",
      "origin=Debian,codename=${distro_codename}-security,label=Debian-Security",
    ],
    all: [
      "origin=Debian,codename=${distro_codename},label=Debian",
      "origin=Debian,codename=${distro_codename}-updates,label=Debian",
    ],
  },
  ubuntu: {
    security: [
      "origin=Ubuntu,archive=${distro_codename}-security,label=Ubuntu",
      "origin=UbuntuESMApps,archive=${distro_codename}-apps-security,label=UbuntuESMApps",
      "origin=UbuntuESM,archive=${distro_codename}-infra-security,label=UbuntuESM",
    ],
    all: [
      "origin=Ubuntu,archive=${distro_codename},label=Ubuntu",
      "origin=Ubuntu,archive=${distro_codename}-updates,label=Ubuntu",
    ],
  },
} as const;

function aptConf(settings: ResolvedAutomaticUpdates, platform: Platform): string {
  const { security, all } = origins[platform.name.startsWith("ubuntu") ? "ubuntu" : "debian"];
  const { reboot, mail, insecureOff } = settings;
  const allowed = settings.scope === "all" ? [...security, ...all] : security;
  const daily = insecureOff ? "0" : "1";
  const option = (name: string, value: string | boolean): string => `${name} "${value}";`;
  return [
    "// Managed by Portcullis.",
    option("APT::Periodic::Enable", "1"),
    option("APT::Periodic::Update-Package-Lists", daily),
    option("APT::Periodic::Unattended-Upgrade", daily),
    option("APT::Periodic::AutocleanInterval", "7"),
    "// The distribution's own lists, which are read before this file, do not count.",
    "#clear Unattended-Upgrade::Allowed-Origins;",
    "#clear Unattended-Upgrade::Origins-Pattern;",
    "Unattended-Upgrade::Origins-Pattern {",
    ...allowed.map((pattern) => `  "${pattern}";`),
    "};",
    option("Unattended-Upgrade::AutoFixInterruptedDpkg", true),
    option("Unattended-Upgrade::MinimalSteps", true),
    option("Unattended-Upgrade::Remove-Unused-Kernel-Packages", true),
    option("Unattended-Upgrade::Remove-New-Unused-Dependencies", true),
    option("Unattended-Upgrade::Remove-Unused-Dependencies", true),
    option("Unattended-Upgrade::Automatic-Reboot", reboot.automatic),
    option("Unattended-Upgrade::Automatic-Reboot-Time", reboot.time),
    option("Unattended-Upgrade::Automatic-Reboot-WithUsers", reboot.withUsers),
    option("Unattended-Upgrade::SyslogEnable", true),
    ...(mail
      ? [option("Unattended-Upgrade::Mail", mail.to), option("Unattended-Upgrade::MailReport", mail.when)]
      : []),
    "// Files that people changed stay; nobody is there to be asked.",
    'Dpkg::Options { "--force-confdef"; "--force-confold"; };',
    "",
  ].join("\n");
}

/** Daemons whose libraries were replaced are restarted: until then they run the code with the hole. */
const needrestart = `# Managed by Portcullis.
$nrconf{restart} = 'a';
$nrconf{kernelhints} = -1;
1;
`;

/** unattended-upgrades for Debian and Ubuntu. */
export function unattendedUpgrades(settings: ResolvedAutomaticUpdates, platform: Platform): Bundle {
  const timer = timerDropIn("apt-daily-upgrade.timer", settings);
  const upgrade = settings.insecureOff ? "0" : "1";
  return {
    name: "automatic-updates",
    packages: ["unattended-upgrades", "needrestart"],
    files: [
      // Later than 20auto-upgrades and 50unattended-upgrades, which belong to the package.
      { path: "/etc/apt/apt.conf.d/90portcullis-updates", content: aptConf(settings, platform) },
      { path: "/etc/needrestart/conf.d/90-portcullis.conf", content: needrestart },
      timer,
    ],
    validate: ["apt-config dump >/dev/null", "perl -c /etc/needrestart/conf.d/90-portcullis.conf"],
    services: [
      { unit: "unattended-upgrades.service", onChange: "none" },
      { unit: "apt-daily.timer", onChange: "none" },
      { unit: "apt-daily-upgrade.timer", onChange: "restart", paths: [timer.path] },
    ],
    verify: [
      `apt-config dump APT::Periodic::Unattended-Upgrade | grep -xF 'APT::Periodic::Unattended-Upgrade "${upgrade}";'`,
      "systemctl is-active apt-daily.timer apt-daily-upgrade.timer",
    ],
  };
}
