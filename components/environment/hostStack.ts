import * as pulumi from "@pulumi/pulumi";
import { DemoApi } from "../demo/demoApi";
import { Certificates } from "../edge/certificate/certificates";
import { HttpsEdge } from "../edge/httpsEdge";
import { ApiGateway } from "../gateway/apiGateway";
import type { GatewayKeys } from "../gateway/keys/gatewayKeys";
import { AutomaticUpdates } from "../hardening/automaticUpdates/automaticUpdates";
import { Firewall } from "../hardening/firewall/firewall";
import { IntrusionPrevention } from "../hardening/intrusionPrevention/intrusionPrevention";
import { Kernel } from "../hardening/kernel/kernel";
import { SshServer } from "../hardening/sshServer/sshServer";
import { TimeSync } from "../hardening/timeSync/timeSync";
import { ExistingHost } from "../host/existingHost";
import type { LinuxHost } from "../host/linuxHost";
import type { ResolvedEnvironment } from "../model/types";

/** Arguments of {@link HostStack}. */
export interface HostStackArgs {
  /** The environment that the host is part of, under the host stack's name. */
  environment: ResolvedEnvironment;
  /** Packages of all bundles, installed in one run. */
  packages: readonly string[];
  /** OpenSSH private key, where the host's settings name no `privateKeyFile`. Kept as a secret. */
  sshPrivateKey?: pulumi.Input<string>;
  /** Keys of the gateway's consumers, where the environment has a gateway. Default: the host makes its own. */
  gatewayKeys?: GatewayKeys;
  /** Folder that the names of OpenAPI documents start from. Default: the program's. */
  folder?: string;
}

/** One host of an environment and all that runs on it. */
export class HostStack extends pulumi.ComponentResource {
  /** The host itself. */
  readonly host: LinuxHost;
  /** Its API gateway, where the environment has one. */
  readonly gateway?: ApiGateway;

  constructor(name: string, args: HostStackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:environment:HostStack", name, {}, opts);
    const { environment, packages, sshPrivateKey, gatewayKeys, folder } = args;
    const { edge, certificates } = environment;
    const host = new ExistingHost(
      name,
      { settings: environment.hosts[name]!, privateKey: sshPrivateKey, packages },
      { parent: this },
    );
    this.host = host;

    // The firewall stands before anything that listens; everything else waits until it let us in again.
    const firewall = new Firewall(
      `${name}-firewall`,
      {
        host,
        adminRanges: environment.adminRanges,
        openPorts: edge ? [80, 443] : [],
        settings: environment.firewall,
      },
      { parent: this },
    );
    const behindFirewall = { parent: this, dependsOn: [firewall] };
    new SshServer(`${name}-ssh-server`, { host, settings: environment.sshServer }, behindFirewall);
    new Kernel(`${name}-kernel`, { host, settings: environment.kernel }, behindFirewall);
    new TimeSync(`${name}-time-sync`, { host, settings: environment.timeSync }, behindFirewall);
    new AutomaticUpdates(
      `${name}-automatic-updates`,
      { host, settings: environment.automaticUpdates },
      behindFirewall,
    );

    const upstreams: pulumi.Resource[] = [];
    if (environment.demoApi) {
      upstreams.push(
        new DemoApi(`${name}-demo-api`, { host, settings: environment.demoApi }, behindFirewall),
      );
    }
    if (environment.gateway) {
      this.gateway = new ApiGateway(
        `${name}-gateway`,
        { host, settings: environment.gateway, keys: gatewayKeys, folder },
        { parent: this, dependsOn: [firewall, ...upstreams] },
      );
      upstreams.push(this.gateway);
    }
    const edges: pulumi.Resource[] = [];
    if (edge) {
      const httpsEdge = new HttpsEdge(
        `${name}-edge`,
        { host, settings: edge, gateway: this.gateway?.front },
        { parent: this, dependsOn: [firewall, ...upstreams] },
      );
      edges.push(httpsEdge);
      // The schema asks for certificates wherever there is an edge.
      new Certificates(
        `${name}-certificates`,
        { host, settings: certificates!, certificates: httpsEdge.certificates, unit: httpsEdge.unit },
        { parent: this, dependsOn: edges },
      );
    }
    new IntrusionPrevention(
      `${name}-intrusion-prevention`,
      {
        host,
        settings: environment.intrusionPrevention,
        firewall: environment.firewall.backend,
        webServer: edge?.server,
      },
      // It watches the edge's log, which has to be there.
      { parent: this, dependsOn: [firewall, ...edges] },
    );
    this.registerOutputs({ address: environment.hosts[name]!.address });
  }
}
