import { rootSandbox } from "../host/serviceSandbox";
import { ownLogFolder } from "../logging/shipper/paths";

/** Name of the service that audits its host, and of its timer, without suffix. */
export const auditUnit = "portcullis-audit";

/** Folder of what the last audit came to; root's alone. */
export const stateFolder = "/var/lib/portcullis/audit";

/**
 * An audit reads what is anybody's: files and processes of all users, the rules of the firewall, the clock. It writes to
 * its state and its log, and changes nothing of the host.
 */
const replaced =
  /^(CapabilityBoundingSet|ProcSubset|ProtectClock|ProtectHome|RestrictAddressFamilies|RestrictNamespaces)=/;
const sandbox = [
  ...rootSandbox.filter((line) => !replaced.test(line)),
  "CapabilityBoundingSet=CAP_DAC_READ_SEARCH CAP_NET_ADMIN CAP_SYS_ADMIN CAP_SYS_PTRACE",
  // It may ask what listens on the host, and nobody else.
  "IPAddressDeny=any",
  "IPAddressAllow=localhost",
  "PrivateMounts=true",
  "ProtectHome=read-only",
  // The firewall's rules are loaded into an empty network of their own, to be compared with those in force.
  "RestrictNamespaces=net",
  "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX",
  // The kernel is asked about its clock by a call that could set it too, with a capability that is not there.
  "SystemCallFilter=adjtimex clock_adjtime",
];

/**
 * Renders the service of the daily audit.
 *
 * @param script - the script that it runs
 * @param settings - the script's settings
 */
export function renderUnit(script: string, settings: string): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Audit of this host",
    "",
    "[Service]",
    "Type=oneshot",
    `ExecStart=${script} ${settings}`,
    // The shipper reads the log as a member of adm.
    "Group=adm",
    `StateDirectory=${stateFolder.replace("/var/lib/", "")}`,
    "StateDirectoryMode=0700",
    `LogsDirectory=${ownLogFolder.replace("/var/log/", "")}`,
    "LogsDirectoryMode=0751",
    "TimeoutStartSec=20min",
    "Nice=15",
    "CPUWeight=10",
    "IOWeight=10",
    "MemoryMax=512M",
    ...sandbox,
    "",
  ].join("\n");
}
