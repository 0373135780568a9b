import path from "node:path/posix";
import { accessLog as apacheLog } from "../../edge/apache/accessLog";
import { accessLog as nginxLog } from "../../edge/nginx/accessLog";
import type { BundleFile } from "../../host/bundle";
import type { ResolvedIntrusionPrevention } from "../../model/types";

/** Web servers that an edge can be. */
export type WebServer = "nginx" | "apache";

/** Jails of a web server, and the log that has to exist for them to start. */
export interface WebJails {
  readonly lines: readonly string[];
  /** What counts as a failure. */
  readonly filter: BundleFile;
  /** Shell text that makes sure that the log is there, to be read by nobody else than its owner and group. */
  readonly prepare: string;
}

const jail = "portcullis-limits";

/** What the edge itself, and no upstream, refuses by 429. What a client sends cannot look like it: JSON escapes quotes. */
const refused = {
  nginx:
    '"http\\.response\\.status_code":429,.*"source\\.ip":"<HOST>".*"portcullis\\.upstream\\.status_code":null',
  apache: '"source\\.ip":"<HOST>".*"portcullis\\.edge\\.status_code":"429"',
} as const;

/**
 * Jail for clients that keep breaking the edge's rate limit. It reads the access log from its file: web servers do not
 * write it to the journal, and the error log has no such lines, since they would have the request's query in them.
 */
export function webJails(server: WebServer, { limitMaxRetry }: ResolvedIntrusionPrevention): WebJails {
  const log = server === "nginx" ? nginxLog : apacheLog;
  return {
    lines: [
      `[${jail}]`,
      "enabled = true",
      `filter = ${jail}`,
      "backend = auto",
      `logpath = ${log}`,
      "port = http,https",
      `maxretry = ${limitMaxRetry}`,
    ],
    filter: {
      path: `/etc/fail2ban/filter.d/${jail}.conf`,
      content: [
        "# Managed by Portcullis.",
        "[Definition]",
        `failregex = ${refused[server]}`,
        // nginx has seconds, Apache fractions of them.
        'datepattern = ^\\{"@timestamp":"%%Y-%%m-%%dT%%H:%%M:%%S(?:\\.%%f)?%%z',
        "",
      ].join("\n"),
    },
    prepare: `mkdir -p ${path.dirname(log)}; [ -e ${log} ] || install -m 0640 /dev/null ${log}`,
  };
}
