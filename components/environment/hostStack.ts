import * as pulumi from "@pulumi/pulumi";
import { renderExpectations } from "../audit/expectations/render";
import { HostAudit } from "../audit/hostAudit";
import { auditedBundles } from "../audit/render";
import { HostMetrics } from "../aws/metrics/hostMetrics";
import { DemoApi } from "../demo/demoApi";
import { Certificates } from "../edge/certificate/certificates";
import { HttpsEdge } from "../edge/httpsEdge";
import { ApiGateway } from "../gateway/apiGateway";
import type { GatewayKeys } from "../gateway/keys/gatewayKeys";
import type { SharedRedis } from "../gateway/sharedRedis";
import { AutomaticUpdates } from "../hardening/automaticUpdates/automaticUpdates";
import { Firewall } from "../hardening/firewall/firewall";
import { IntrusionPrevention } from "../hardening/intrusionPrevention/intrusionPrevention";
import { Kernel } from "../hardening/kernel/kernel";
import { LocalLogs } from "../hardening/localLogs/localLogs";
import { Logins } from "../hardening/logins/logins";
import { SshServer } from "../hardening/sshServer/sshServer";
import { TimeSync } from "../hardening/timeSync/timeSync";
import type { Bundle } from "../host/bundle";
import type { LinuxHost } from "../host/linuxHost";
import type { ResolvedEnvironment } from "../model/types";
import { renderEnvironment } from "./render";
import {
  certificateNames,
  certificatesSettings,
  firewallSettings,
  openPorts,
  type PlannedHost,
  loggingServer,
  sshServerSettings,
  webServer,
} from "./plannedHost";

/** Arguments of {@link HostStack}. */
export interface HostStackArgs {
  /** The environment that the host is part of. */
  environment: ResolvedEnvironment;
  /** What the host is for, as `plannedHosts` says. */
  plan: PlannedHost;
  /** The host itself. */
  host: LinuxHost;
  /** What is brought to the host, as the environment renders it. Default: it is rendered. */
  bundles?: readonly Bundle[];
  /** Keys of the gateway's consumers, where the environment has a gateway. Default: the host makes its own. */
  gatewayKeys?: GatewayKeys;
  /** Redis that the gateways of several hosts count in. Default: as the environment's gateway says. */
  redis?: SharedRedis;
  /** Folder that the names of OpenAPI documents start from. Default: the program's. */
  folder?: string;
  /** What has to be there before certificates are asked for, such as DNS records. Default: nothing. */
  beforeCertificates?: readonly pulumi.Resource[];
}

/** All that runs on one host of an environment. */
export class HostStack extends pulumi.ComponentResource {
  /** Its API gateway, where the host has one. */
  readonly gateway?: ApiGateway;

  constructor(name: string, args: HostStackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:environment:HostStack", name, {}, opts);
    const { environment, plan, host } = args;

    // The firewall stands before anything that listens; everything else waits until it let us in again.
    const firewall = new Firewall(
      `${name}-firewall`,
      {
        host,
        adminRanges: [...plan.adminRanges],
        openPorts: openPorts(environment, plan),
        settings: firewallSettings(environment, plan),
      },
      { parent: this },
    );
    const behindFirewall = { parent: this, dependsOn: [firewall] };
    const hardening = [
      new SshServer(
        `${name}-ssh-server`,
        { host, settings: sshServerSettings(environment, plan) },
        behindFirewall,
      ),
      new Kernel(`${name}-kernel`, { host, settings: environment.kernel }, behindFirewall),
      new TimeSync(`${name}-time-sync`, { host, settings: environment.timeSync }, behindFirewall),
      new AutomaticUpdates(
        `${name}-automatic-updates`,
        { host, settings: environment.automaticUpdates },
        behindFirewall,
      ),
      new Logins(`${name}-logins`, { host, settings: environment.logins }, behindFirewall),
      new LocalLogs(
        `${name}-local-logs`,
        { host, settings: environment.localLogs, webServer: loggingServer(environment, plan) },
        behindFirewall,
      ),
    ];
    const { edge, certificates, gateway } = plan.role === "api" ? this.services(name, args, firewall) : {};
    this.gateway = gateway;
    const prevention = new IntrusionPrevention(
      `${name}-intrusion-prevention`,
      {
        host,
        settings: environment.intrusionPrevention,
        firewall: environment.firewall.backend,
        webServer: webServer(environment, plan),
      },
      // It watches the edge's log, which has to be there.
      { parent: this, dependsOn: [firewall, ...(edge ? [edge] : [])] },
    );
    if (plan.metricsRegion !== undefined) {
      new HostMetrics(
        `${name}-metrics`,
        { host, region: plan.metricsRegion, certificates: certificateNames(environment, plan) },
        behindFirewall,
      );
    }
    const { bundles = renderEnvironment(environment, args.folder)[plan.name]! } = args;
    const audited = auditedBundles(bundles, environment.audit);
    new HostAudit(
      `${name}-audit`,
      { host, settings: environment.audit, expectations: renderExpectations(environment, plan, audited) },
      // What it looks at has to be there.
      { parent: this, dependsOn: [...hardening, prevention, ...(certificates ? [certificates] : [])] },
    );
    this.registerOutputs({ role: plan.role });
  }

  /** What an API's host has beside its hardening. */
  private services(
    name: string,
    { environment, host, gatewayKeys, redis, folder, beforeCertificates = [] }: HostStackArgs,
    firewall: Firewall,
  ): { edge?: HttpsEdge; certificates?: Certificates; gateway?: ApiGateway } {
    const upstreams: pulumi.Resource[] = [firewall];
    const after = (): pulumi.ComponentResourceOptions => ({ parent: this, dependsOn: [...upstreams] });
    if (environment.demoApi)
      upstreams.push(new DemoApi(`${name}-demo-api`, { host, settings: environment.demoApi }, after()));
    const gateway =
      environment.gateway &&
      new ApiGateway(
        `${name}-gateway`,
        { host, settings: environment.gateway, keys: gatewayKeys, redis, folder },
        after(),
      );
    if (gateway) upstreams.push(gateway);
    const edge =
      environment.edge &&
      new HttpsEdge(`${name}-edge`, { host, settings: environment.edge, gateway: gateway?.front }, after());
    const certificates =
      edge &&
      new Certificates(
        `${name}-certificates`,
        {
          host,
          // The schema asks for certificates wherever there is an edge.
          settings: certificatesSettings(environment)!,
          certificates: edge.certificates,
          unit: edge.unit,
        },
        { parent: this, dependsOn: [edge, ...beforeCertificates] },
      );
    return { edge, certificates, gateway };
  }
}
