import type { Platform } from "../../host/platform";
import type { ResolvedIntrusionPrevention } from "../../model/types";

/** Web servers whose error log can be watched. */
export type WebServer = "nginx" | "apache";

/** Jails of a web server, and the log that has to exist for them to start. */
export interface WebJails {
  readonly lines: readonly string[];
  readonly logFolder: string;
  readonly log: string;
}

/**
 * Jails for failed logins and for clients that keep breaking the rate limit.
 *
 * @returns jails that read the error log from its file: web servers do not write it to the journal
 */
export function webJails(
  server: WebServer,
  { limitMaxRetry }: ResolvedIntrusionPrevention,
  { family }: Platform,
): WebJails {
  const apacheFolder = family === "debian" ? "/var/log/apache2" : "/var/log/httpd";
  const logFolder = server === "nginx" ? "/var/log/nginx" : apacheFolder;
  const log = `${logFolder}/${server === "apache" && family === "redhat" ? "error_log" : "error.log"}`;
  const jail = (name: string, more: readonly string[] = []): string[] => [
    `[${name}]`,
    "enabled = true",
    "backend = auto",
    `logpath = ${log}`,
    "port = http,https",
    ...more,
  ];
  const lines =
    server === "nginx"
      ? [...jail("nginx-http-auth"), "", ...jail("nginx-limit-req", [`maxretry = ${limitMaxRetry}`])]
      : [...jail("apache-auth"), "", ...jail("apache-overflows")];
  return { lines, logFolder, log };
}
