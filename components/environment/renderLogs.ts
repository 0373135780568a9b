import { renderCertificates } from "../edge/certificate/render";
import { edgeUnit, renderEdge } from "../edge/render";
import { certificateRequests } from "../edge/sites";
import type { Bundle } from "../host/bundle";
import { placeholderIdentity, placeholderKey, renderElkHost } from "../logging/render";
import { renderLogShipper, renderShipperSource } from "../logging/shipper/render";
import { hostAndPort, logInput } from "../logging/ports";
import type { ResolvedEnvironment } from "../model/types";
import { logHosts } from "./logConnections";
import {
  certificateNames,
  certificatesSettings,
  kibanaEdgeOf,
  loggingServer,
  type PlannedHost,
} from "./plannedHost";

/** Address of a host that is known once it was made: one of TEST-NET-1, which is for examples (RFC 5737). */
const unknownAddress = (index: number): string => `192.0.2.${index + 1}`;

/**
 * What a host gets for the environment's logs, with stand-ins for what is made on the way.
 *
 * @param environment - the environment, defaults filled in
 * @param host - the host
 * @param hosts - all of its hosts
 */
export function renderLogs(
  environment: ResolvedEnvironment,
  host: PlannedHost,
  hosts: readonly PlannedHost[],
): Bundle[] {
  const { logging } = environment;
  if (!logging) return [];
  const { namespace, server, shipper } = logging;
  const nodes = logHosts(hosts).map(({ name }, index) => {
    const { address, internalAddress = address } = environment.hosts[name] ?? {};
    return { name, address: internalAddress ?? unknownAddress(index) };
  });
  const index = nodes.findIndex(({ name }) => name === host.name);
  const around = { nodes, namespace, reporting: hosts.map(({ name }) => name) };
  const existing = server.elasticsearch.existing;
  const port = logInput(logging);
  const destinations =
    existing && !server.logstash
      ? [hostAndPort(existing.url)]
      : nodes.map(({ address }) => `${address}:${port}`);
  const front = kibanaEdgeOf(host);
  return [
    ...(index === -1 ? [] : renderElkHost(server, index, around, host.platform)),
    ...(front
      ? [
          renderEdge(front, host.platform),
          renderCertificates(certificatesSettings(environment)!, certificateRequests(front), edgeUnit(front)),
        ]
      : []),
    renderShipperSource(shipper, host.platform),
    renderLogShipper(
      shipper,
      { hostName: host.name, namespace, webServer: loggingServer(environment, host) },
      {
        hosts: destinations,
        identity: placeholderIdentity,
        ...(!server.logstash && { apiKey: placeholderKey }),
      },
      certificateNames(environment, host),
      host.platform,
    ),
  ];
}
