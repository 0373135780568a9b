/** What Route 53 asks a host. */
export interface HealthQuestion {
  type: "HTTPS" | "TCP";
  port: number;
  requestInterval: number;
  failureThreshold: number;
  fqdn?: string;
  enableSni?: boolean;
  resourcePath?: string;
}

/**
 * How Route 53 finds out whether a host's edge is there: within 30 seconds, and as long again as resolvers keep the
 * answer. Without a path a host is healthy that takes TCP connections, since the edge answers nobody who asks for nothing.
 *
 * @param name - a name that the edge serves
 * @param path - path that a healthy edge answers by 2xx or 3xx
 */
export function healthQuestion(name: string, path?: string): HealthQuestion {
  const common = { port: 443, requestInterval: 10, failureThreshold: 3 } as const;
  // The edge refuses a handshake that does not say which name is meant.
  return path === undefined
    ? { type: "TCP", ...common }
    : { type: "HTTPS", ...common, fqdn: name, enableSni: true, resourcePath: path };
}
