/** Ports that the edge listens on, by what Portcullis calls the listener. */
export const listeners = { https: 443, http: 80 } as const;

/**
 * How a Network Load Balancer treats the edges behind it.
 *
 * A host is healthy that takes TCP connections on port 443, for the group of port 80 as well, so that a host is in or
 * out as a whole. An HTTP or HTTPS check could not be answered: it names no site (its Host is the target's address, and
 * it sends no server name), and the edge refuses what no site is meant by. A host whose edge is gone or whose firewall
 * is shut is found within 20 seconds; errors of what is behind the edge are for alarms, since an API that fails
 * everywhere would take every host out.
 *
 * @param port - port of the edge
 */
export function edgeTargets(port: number): {
  port: number;
  protocol: string;
  targetType: string;
  preserveClientIp: string;
  proxyProtocolV2: boolean;
  deregistrationDelay: number;
  connectionTermination: boolean;
  targetHealthStates: { enableUnhealthyConnectionTermination: boolean }[];
  healthCheck: {
    protocol: string;
    port: string;
    interval: number;
    timeout: number;
    healthyThreshold: number;
    unhealthyThreshold: number;
  };
} {
  return {
    port,
    protocol: "TCP",
    targetType: "instance",
    // Limits, logs and bans are about clients: without it each of them would be the balancer.
    preserveClientIp: "true",
    proxyProtocolV2: false,
    // A request takes the edge's 60 seconds at most, by default; what is still open after two minutes is closed.
    deregistrationDelay: 120,
    connectionTermination: true,
    // Clients connect anew to a healthy host, rather than wait for one that is out.
    targetHealthStates: [{ enableUnhealthyConnectionTermination: true }],
    healthCheck: {
      protocol: "TCP",
      port: String(listeners.https),
      interval: 10,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
    },
  };
}
