import type { BundleFile } from "../../host/bundle";
import type { ResolvedLocalLogs } from "../../model/types";

/** Read last of journald's settings. */
const file = "/etc/systemd/journald.conf.d/90-portcullis.conf";

/**
 * Renders journald's settings (journald.conf(5)). Numbers in front: recommendations of the CIS Debian Linux 12 Benchmark
 * v1.1.0.
 */
export function renderJournal({ retentionDays }: ResolvedLocalLogs): BundleFile {
  const lines = [
    "[Journal]",
    // 6.1.2.4: what led to a crash or a reboot is there afterwards.
    "Storage=persistent",
    // 6.1.2.3
    "Compress=yes",
    // 6.1.1.4, 6.1.2.2: one system of logs, not a second copy with other rules.
    "ForwardToSyslog=no",
    // 6.1.1.3: a service that logs without end fills no disk, and pushes out old entries only.
    "SystemMaxUse=1G",
    "SystemKeepFree=500M",
    "RuntimeMaxUse=200M",
    "RuntimeKeepFree=50M",
    // Entries go with their file as a whole: with the default of a month per file they would stay a month too long.
    "MaxFileSec=1day",
    `MaxRetentionSec=${retentionDays}day`,
    // The defaults, spelled out: what one service says in a rush takes nobody else's place.
    "RateLimitIntervalSec=30s",
    "RateLimitBurst=10000",
    // Where keys for it have been made (journalctl --setup-keys), entries that were changed are found.
    "Seal=yes",
  ];
  return { path: file, content: ["# Managed by Portcullis.", ...lines, ""].join("\n") };
}

/**
 * Shell text that puts the settings in force. A journal that was kept in memory until now gets its folder, with the
 * owner and mode that systemd itself has for it (6.1.1.2), and goes there.
 */
export const restartJournal = {
  run: [
    "mkdir -p /var/log/journal",
    "systemd-tmpfiles --create --prefix=/var/log/journal",
    "systemctl restart systemd-journald.service",
    "journalctl --flush",
  ].join("\n"),
  paths: [file],
};

/** Shell text that checks that the settings are the ones that count, and that the journal is kept. */
export const checkJournal = [
  "systemctl is-active systemd-journald.service",
  `test "$(systemd-analyze cat-config systemd/journald.conf | grep '^Storage=' | tail -n 1)" = Storage=persistent`,
  "journalctl --quiet --lines=1 --directory=/var/log/journal | grep -q .",
];
