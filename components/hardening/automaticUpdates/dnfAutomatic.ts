import type { Bundle } from "../../host/bundle";
import type { ResolvedAutomaticUpdates } from "../../model/types";
import { timerDropIn } from "./timer";

function automaticConf({ scope, reboot, mail, insecureOff }: ResolvedAutomaticUpdates): string {
  return [
    "# Managed by Portcullis.",
    "[commands]",
    `upgrade_type = ${scope === "all" ? "default" : "security"}`,
    "# The timer has a random delay of its own.",
    "random_sleep = 0",
    `download_updates = ${insecureOff ? "no" : "yes"}`,
    `apply_updates = ${insecureOff ? "no" : "yes"}`,
    `reboot = ${reboot.automatic ? "when-needed" : "never"}`,
    `reboot_command = "shutdown -r ${reboot.time} 'Rebooting after updates'"`,
    "",
    "[emitters]",
    `emit_via = ${mail ? "stdio,email" : "stdio"}`,
    ...(mail ? ["", "[email]", "email_from = root", `email_to = ${mail.to}`, "email_host = localhost"] : []),
    "",
    "[base]",
    "debuglevel = 1",
    "",
  ].join("\n");
}

/** dnf-automatic for the Red Hat family; `needs-restarting` of dnf-plugins-core decides whether a reboot is needed. */
export function dnfAutomatic(settings: ResolvedAutomaticUpdates): Bundle {
  const timer = timerDropIn("dnf-automatic.timer", settings);
  return {
    name: "automatic-updates",
    packages: ["dnf-automatic", "dnf-plugins-core"],
    files: [{ path: "/etc/dnf/automatic.conf", content: automaticConf(settings) }, timer],
    validate: [
      "python3 -c 'import configparser; configparser.ConfigParser(interpolation=None).read_file(open(\"/etc/dnf/automatic.conf\"))'",
    ],
    services: [{ unit: "dnf-automatic.timer", onChange: "restart", paths: [timer.path] }],
    verify: ["systemctl is-active dnf-automatic.timer"],
  };
}
