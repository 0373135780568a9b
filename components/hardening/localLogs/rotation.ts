import path from "node:path/posix";
import { accessLog as apacheLog } from "../../edge/apache/accessLog";
import { accessLog as nginxLog } from "../../edge/nginx/accessLog";
import type { BundleFile } from "../../host/bundle";
import type { ResolvedLocalLogs } from "../../model/types";
import type { WebServer } from "../intrusionPrevention/webJails";

/** Folder of our own logs. Programs write to folders of their own in it; the files' modes keep others out. */
export const logFolder = "/var/log/portcullis";

/** File by which systemd makes {@link logFolder}. */
export const folderFile = "/etc/tmpfiles.d/portcullis-logs.conf";

/** Drop-in of the timer that rotates. */
export const timerFile = "/etc/systemd/system/logrotate.timer.d/50-portcullis.conf";

function rotate(what: string, days: number, more: readonly string[]): string {
  return [
    "# Managed by Portcullis.",
    `${what} {`,
    "    daily",
    `    rotate ${days}`,
    `    maxage ${days}`,
    "    maxsize 200M",
    "    missingok",
    "    notifempty",
    "    compress",
    // Who reads the log may not be done with the last one.
    "    delaycompress",
    ...more.map((line) => `    ${line}`),
    "}",
    "",
  ].join("\n");
}

/** How a web server takes to its new files, and whose they are. Nobody else reads them (CIS Debian 12 v1.1.0, 6.1.4.1). */
const webServers = {
  nginx: {
    log: nginxLog,
    create: "create 0640 www-data adm",
    reopen: '[ ! -s /run/nginx.pid ] || kill -USR1 "$(cat /run/nginx.pid)"',
  },
  apache: {
    log: apacheLog,
    create: "create 0640 root adm",
    reopen: "! systemctl --quiet is-active apache2.service || systemctl reload apache2.service",
  },
} as const;

/**
 * Renders what rotates the logs (logrotate(8)). The file for a web server takes the place of its package's, which keeps
 * 14 days, however large they are.
 *
 * @param settings - the settings
 * @param server - the web server on the host. Default: none
 */
export function renderRotation(settings: ResolvedLocalLogs, server?: WebServer): BundleFile[] {
  const { retentionDays } = settings;
  const web = server && webServers[server];
  return [
    { path: folderFile, content: `# Managed by Portcullis.\nd ${logFolder} 0751 root adm -\n` },
    {
      path: timerFile,
      // An hour, not a day: a log that grows fast is cut in time.
      content: "# Managed by Portcullis.\n[Timer]\nOnCalendar=\nOnCalendar=hourly\nAccuracySec=1m\n",
    },
    {
      path: "/etc/logrotate.d/portcullis",
      content: rotate(`${logFolder}/*.log`, retentionDays, ["copytruncate"]),
    },
    ...(web
      ? [
          {
            path: `/etc/logrotate.d/${path.basename(path.dirname(web.log))}`,
            content: rotate(`${path.dirname(web.log)}/*.log`, retentionDays, [
              web.create,
              "sharedscripts",
              "postrotate",
              `    ${web.reopen}`,
              "endscript",
            ]),
          },
        ]
      : []),
  ];
}
