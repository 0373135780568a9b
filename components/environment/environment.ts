import * as pulumi from "@pulumi/pulumi";
import type { AwsInfrastructure } from "../aws/infrastructure/awsInfrastructure";
import type { ConsumerCredentials } from "../gateway/keys/credentials";
import { GatewayKeys, keysToMake } from "../gateway/keys/gatewayKeys";
import { ExistingHost } from "../host/existingHost";
import type { LinuxHost } from "../host/linuxHost";
import type { ResolvedEnvironment } from "../model/types";
import type { LogsAccess } from "../logging/elkServer";
import { type MadeHost, makeLogs } from "./environmentLogs";
import { HostStack } from "./hostStack";
import { awsInfrastructure } from "./infrastructure";
import { type PlannedHost, plannedHosts } from "./plannedHost";
import { renderEnvironment } from "./render";

/** Arguments of {@link Environment}. */
export interface EnvironmentArgs {
  /** The whole environment, checked and with its defaults filled in, as `loadEnvironment` returns it. */
  settings: ResolvedEnvironment;
  /** OpenSSH private key for the hosts that name no `privateKeyFile`. Kept as a secret. */
  sshPrivateKey?: pulumi.Input<string>;
  /** Folder that the names of OpenAPI documents start from. Default: the program's. */
  folder?: string;
}

const noCredentials = pulumi.output<Readonly<Record<string, ConsumerCredentials>>>({});

/** A host, and what has to be there before it asks for certificates. */
interface ReachableHost {
  host: LinuxHost;
  /** Address for people. */
  address: pulumi.Input<string>;
  /** Address for other hosts of the environment. Default: the same. */
  inside?: pulumi.Input<string>;
  beforeCertificates?: pulumi.Resource[];
}

/**
 * One environment: every host of it with all that runs there. A change reaches the hosts one after the other, unless
 * `settings.rollout` is `parallel`.
 */
export class Environment extends pulumi.ComponentResource {
  /** What runs on the hosts, by the host's name. */
  readonly hosts: Readonly<Record<string, HostStack>>;
  /** What the gateway's consumers prove themselves by at present, by name; secret. Empty without a gateway. */
  readonly credentials: pulumi.Output<Readonly<Record<string, ConsumerCredentials>>>;
  /** Where the environment's sites answer. */
  readonly urls: readonly string[];
  /** Address of each host, by name: the public one where it has one. */
  readonly addresses: pulumi.Output<Readonly<Record<string, string>>>;
  /** How the environment's logs are read, where they are collected; its key is secret. */
  readonly logs?: pulumi.Output<LogsAccess>;
  /** The DS record for the registrar of the zone, where this environment signs it. */
  readonly dsRecord?: pulumi.Output<string>;

  /**
   * @throws ConfigurationError where a document that the settings name is wrong
   * @throws RunError where an SSH key is missing
   */
  constructor(name: string, args: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:environment:Environment", name, {}, opts);
    const { settings, sshPrivateKey, folder } = args;
    // Every bundle's packages are known before the first connection, so that a host needs one package run for all.
    const bundles = renderEnvironment(settings, folder);
    // One set of keys for the gateways of all hosts: whichever a client reaches lets it in.
    const gatewayKeys =
      settings.gateway &&
      new GatewayKeys(`${name}-gateway-keys`, keysToMake(settings.gateway), { parent: this });
    const infrastructure = awsInfrastructure(name, settings, sshPrivateKey, this);
    const redis = infrastructure?.redis;
    const hosts: Record<string, HostStack> = {};
    const addresses: Record<string, pulumi.Input<string>> = {};
    const made: MadeHost[] = [];
    let former: HostStack[] = [];
    for (const plan of plannedHosts(settings)) {
      const packages = bundles[plan.name]!.flatMap((bundle) => bundle.packages ?? []);
      const { address, inside, ...reachable } = this.makeHost(args, plan, packages, former, infrastructure);
      const stack = new HostStack(
        plan.name,
        {
          environment: settings,
          plan,
          ...reachable,
          bundles: bundles[plan.name],
          gatewayKeys,
          redis,
          folder,
        },
        { parent: this, dependsOn: former },
      );
      if (settings.hosts[plan.name] === undefined) infrastructure?.watch(plan, [stack]);
      addresses[plan.name] = address;
      hosts[plan.name] = stack;
      made.push({ plan, host: reachable.host, address: inside ?? address, stack });
      // The others are reached through the bastion, whatever the roll-out.
      if (settings.rollout === "rolling" || plan.role === "bastion") former = [stack];
    }
    infrastructure?.lead();
    this.logs = makeLogs(name, settings, made, infrastructure?.bucketName, this)?.access;
    this.dsRecord = infrastructure?.dsRecord;
    this.addresses = pulumi.output(addresses);
    this.hosts = hosts;
    this.urls = (settings.edge?.sites ?? []).flatMap(({ names }) => names.map((site) => `https://${site}/`));
    // A key is handed out only once every gateway accepts it.
    const accepted = Object.values(hosts).flatMap(({ gateway }) => (gateway ? [gateway.bundle.report] : []));
    this.credentials = gatewayKeys
      ? pulumi.all([gatewayKeys.credentials, pulumi.all(accepted)]).apply(([credentials]) => credentials)
      : noCredentials;
    this.registerOutputs({
      hosts: Object.keys(hosts),
      urls: this.urls,
      addresses: this.addresses,
      credentials: this.credentials,
    });
  }

  private makeHost(
    { settings, sshPrivateKey }: EnvironmentArgs,
    plan: PlannedHost,
    packages: readonly string[],
    dependsOn: pulumi.Resource[],
    infrastructure: AwsInfrastructure | undefined,
  ): ReachableHost {
    const existing = settings.hosts[plan.name];
    if (existing) {
      const host = new ExistingHost(
        plan.name,
        { settings: existing, privateKey: sshPrivateKey, packages },
        { parent: this, dependsOn },
      );
      return { host, address: existing.address, inside: existing.internalAddress };
    }
    // What is not there already, the infrastructure makes.
    const host = infrastructure!.makeHost(plan, packages, dependsOn);
    // The only host of a name is asked over it for a certificate.
    const beforeCertificates =
      settings.aws!.api.count === 1 && plan.role === "api" ? infrastructure!.lead() : [];
    return {
      host,
      address: host.publicIp ?? host.privateIp,
      inside: host.privateIp,
      beforeCertificates,
    };
  }
}
