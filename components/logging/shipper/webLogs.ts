import { posix } from "node:path";
import { accessLog as apacheLog } from "../../edge/apache/accessLog";
import { accessLog as nginxLog } from "../../edge/nginx/accessLog";

/** Logs of a web server at the edge. */
export interface WebLogs {
  /** One JSON object a request. */
  readonly access: string;
  /** Its own complaints, as text. */
  readonly error: string;
}

/** Where the edge's web servers log. */
export function webLogs(server: "nginx" | "apache"): WebLogs {
  const access = server === "nginx" ? nginxLog : apacheLog;
  return { access, error: posix.join(posix.dirname(access), "error.log") };
}
