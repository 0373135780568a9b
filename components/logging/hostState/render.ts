import { readAsset } from "../../assets";
import { certificateFiles } from "../../edge/paths";
import type { BundleFile, BundleService } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { rootSandbox } from "../../host/serviceSandbox";
import { everyFiveMinutes, renderTimer } from "../../host/timer";
import { datasets } from "../events/datasets";
import { ownLogFolder, queueFolder } from "../shipper/paths";

const script = "/usr/local/sbin/portcullis-host-state";
const settingsFile = "/etc/portcullis/logging/host-state.json";
const units = "/etc/systemd/system";
const unit = "portcullis-host-state";

/** What is measured on a host beside what every host has. */
export interface HostStateArgs {
  /** Names of the edge's certificates. Default: none. */
  readonly certificates?: readonly string[];
  /** How much the shipper's queue may hold, in MB. */
  readonly queueMegabytes: number;
}

/**
 * It runs as root, for the certificates, with the one capability that reading the queue of another user takes; the
 * kernel is asked about its clock, which is in the same group of calls as setting it.
 */
const replaced = /^(CapabilityBoundingSet|ProtectClock|ProcSubset|RestrictAddressFamilies|UMask)=/;
const sandbox = [
  ...rootSandbox.filter((line) => !replaced.test(line)),
  "CapabilityBoundingSet=CAP_DAC_READ_SEARCH",
  "SystemCallFilter=adjtimex clock_adjtime",
  "RestrictAddressFamilies=AF_UNIX",
  "UMask=0027",
  `ReadWritePaths=${ownLogFolder}`,
];

/**
 * What makes a host measure itself every five minutes: certificates, disks, updates, clock, the shipper's queue. The
 * events are lines in a file, which is kept below 4 MB and read by the shipper.
 */
export function renderHostState(
  { certificates = [], queueMegabytes }: HostStateArgs,
  platform: Platform,
): { packages: string[]; files: BundleFile[]; service: BundleService } {
  const settings = {
    dataset: datasets.state,
    log: `${ownLogFolder}/state.ndjson`,
    family: platform.family,
    certificates: Object.fromEntries(certificates.map((name) => [name, certificateFiles(name).chain])),
    queue: { folder: queueFolder, bytes: queueMegabytes * 1_000_000 },
  };
  return {
    packages: ["python3", "openssl"],
    files: [
      {
        path: script,
        content: readAsset("components/logging/hostState/assets/portcullis-host-state.py"),
        mode: "0755",
      },
      { path: settingsFile, content: `${JSON.stringify(settings, null, 2)}\n` },
      {
        path: `${units}/${unit}.service`,
        content: [
          "# Managed by Portcullis.",
          "[Unit]",
          "Description=State of this host, for its logs",
          "",
          "[Service]",
          "Type=oneshot",
          `ExecStart=${script} ${settingsFile}`,
          // The shipper reads it as a member of adm.
          "Group=adm",
          "TimeoutStartSec=4min",
          "Nice=15",
          "CPUWeight=10",
          "IOWeight=10",
          "MemoryMax=256M",
          ...sandbox,
          "",
        ].join("\n"),
      },
      {
        path: `${units}/${unit}.timer`,
        content: renderTimer("State of this host, every five minutes", everyFiveMinutes("5s")),
      },
    ],
    service: { unit: `${unit}.timer`, onChange: "restart" },
  };
}
