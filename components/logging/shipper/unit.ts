import { serviceSandbox } from "../../host/serviceSandbox";
import type { Platform } from "../../host/platform";
import type { ResolvedLogShipper } from "../../model/types";
import { configurationFolder, stateName } from "./paths";

/**
 * Which groups may read logs: on Debian adm, and systemd-journal. On the Red Hat family they are root's alone, so the
 * service may read what it finds, though write nothing: that takes a capability of the host, which a user namespace
 * of its own could not give.
 */
function readsLogs({ family }: Platform): { add: string[]; except: string[] } {
  const groups = "SupplementaryGroups=adm systemd-journal";
  if (family === "debian") return { add: [groups], except: [] };
  const capability = "CAP_DAC_READ_SEARCH";
  return {
    add: [groups, `CapabilityBoundingSet=${capability}`, `AmbientCapabilities=${capability}`],
    except: ["CapabilityBoundingSet=", "AmbientCapabilities=", "PrivateUsers=true"],
  };
}

/**
 * Filebeat's unit. Shipping gives way to everything else on the host: it gets processor and disk last, and memory up to
 * its limit.
 *
 * @param command - Filebeat and its paths
 * @param credentials - names of files in the configuration's folder; systemd hands the service copies of them
 */
export function renderUnit(
  settings: ResolvedLogShipper,
  command: string,
  credentials: readonly string[],
  platform: Platform,
): string {
  const { memoryMegabytes, cpuPercent } = settings;
  const { add, except } = readsLogs(platform);
  const sandbox = serviceSandbox.filter(
    (line) => !except.includes(line) && !line.startsWith("RestrictAddressFamilies="),
  );
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Log shipper",
    "Wants=network-online.target",
    "After=network-online.target",
    // It has to come back however often it ends.
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    ...credentials.map((name) => `LoadCredential=${name}:${configurationFolder}/${name}`),
    `StateDirectory=${stateName}`,
    "StateDirectoryMode=0700",
    `RuntimeDirectory=${stateName}`,
    "RuntimeDirectoryMode=0700",
    `ExecStart=${command} -c \${CREDENTIALS_DIRECTORY}/filebeat.yml --strict.perms=true`,
    "Restart=always",
    "RestartSec=5s",
    "TimeoutStopSec=30s",
    "Nice=10",
    "CPUWeight=20",
    `CPUQuota=${cpuPercent}%`,
    "IOWeight=20",
    "IOSchedulingClass=best-effort",
    "IOSchedulingPriority=7",
    `MemoryMax=${memoryMegabytes}M`,
    "MemorySwapMax=0",
    "TasksMax=256",
    // Collects garbage rather than run into the limit (Go's runtime, package runtime/debug).
    `Environment=GOMEMLIMIT=${Math.floor(memoryMegabytes * 0.8)}MiB`,
    ...sandbox,
    ...add,
    // A socket for its counters, and the journal's notifications.
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}
