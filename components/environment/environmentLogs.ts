import type * as pulumi from "@pulumi/pulumi";
import { Certificates } from "../edge/certificate/certificates";
import { HttpsEdge } from "../edge/httpsEdge";
import type { LinuxHost } from "../host/linuxHost";
import { kibanaEdge } from "../logging/kibana/edge";
import { ElkServer } from "../logging/elkServer";
import { LogShipper } from "../logging/shipper/logShipper";
import type { ResolvedEnvironment } from "../model/types";
import { logHosts } from "./logConnections";
import { certificateNames, certificatesSettings, loggingServer, type PlannedHost } from "./plannedHost";

/** A host of an environment that was made. */
export interface MadeHost {
  /** What it is for. */
  plan: PlannedHost;
  /** The host itself. */
  host: LinuxHost;
  /** Address that others of the environment reach it at. */
  address: pulumi.Input<string>;
  /** All else that runs on it. */
  stack: pulumi.Resource;
}

/** The edge of the host that runs Kibana: it is there once Kibana is, whose authority it reads. */
function kibanaFront(
  environment: ResolvedEnvironment,
  { plan, host }: MadeHost,
  server: ElkServer,
  parent: pulumi.Resource,
): pulumi.Resource[] {
  const edge = new HttpsEdge(
    `${plan.name}-kibana-edge`,
    { host, settings: kibanaEdge(plan.kibana!) },
    { parent, dependsOn: [server] },
  );
  const certificates = new Certificates(
    `${plan.name}-kibana-certificates`,
    {
      host,
      settings: certificatesSettings(environment)!,
      certificates: edge.certificates,
      unit: edge.unit,
    },
    { parent, dependsOn: [edge] },
  );
  return [edge, certificates];
}

/**
 * Makes what collects an environment's logs, and then what ships them from each of its hosts: last of all, since each
 * shipper has to know where to, and with the environment's own way of rolling out.
 *
 * @param name - name of the environment
 * @param environment - the environment, defaults filled in
 * @param made - all of its hosts
 * @param snapshotBucket - bucket that Elasticsearch is copied to where the settings say nothing of it. Default: none
 * @param parent - the environment's component
 * @returns what collects the logs; undefined where nothing does
 */
export function makeLogs(
  name: string,
  environment: ResolvedEnvironment,
  made: readonly MadeHost[],
  snapshotBucket: pulumi.Input<string> | undefined,
  parent: pulumi.Resource,
): ElkServer | undefined {
  const { logging, rollout } = environment;
  if (!logging) return undefined;
  const collectors = new Set(logHosts(made.map(({ plan }) => plan)).map((plan) => plan.name));
  const nodes = made.filter(({ plan }) => collectors.has(plan.name));
  const server = new ElkServer(
    `${name}-logs`,
    {
      hosts: nodes.map(({ plan, host, address }) => ({ name: plan.name, host, address })),
      settings: logging.server,
      namespace: logging.namespace,
      reporting: made.map(({ plan }) => plan.name),
      snapshotBucket,
    },
    { parent, dependsOn: nodes.map(({ stack }) => stack) },
  );
  const shows = nodes.find(({ plan }) => plan.kibana);
  const front = shows ? kibanaFront(environment, shows, server, parent) : [];
  let former: pulumi.Resource[] = front;
  for (const { plan, host, stack } of made) {
    const shipper = new LogShipper(
      `${plan.name}-log-shipper`,
      {
        host,
        settings: logging.shipper,
        namespace: logging.namespace,
        hostName: plan.name,
        webServer: loggingServer(environment, plan),
        certificates: certificateNames(environment, plan),
        ...server.destination(plan.name),
      },
      { parent, dependsOn: [server, stack, ...former] },
    );
    if (rollout === "rolling") former = [shipper];
  }
  return server;
}
