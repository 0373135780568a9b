import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import type { HostRole, PlannedHost } from "../../environment/plannedHost";
import { resolve } from "../../model/resolve";
import type { Aws, ResolvedAws, ResolvedGateway, ResolvedLogging } from "../../model/types";
import { AwsAlarms } from "../alarms/awsAlarms";
import { AwsAlarmTopic } from "../alarms/awsAlarmTopic";
import { AwsLoadBalancer } from "../balancer/loadBalancer";
import { AwsBucket } from "../bucket/awsBucket";
import { AwsDns } from "../dns/dns";
import { AwsHost } from "../host/awsHost";
import { AwsKey } from "../key/awsKey";
import { AwsNetwork } from "../network/awsNetwork";
import { awsHosts, hostIndex, hostSettings, isPrivate } from "../plannedHosts";
import { AwsRedis } from "../redis/redis";
import { AwsSecurityGroups } from "../securityGroup/awsSecurityGroups";
import type { Role } from "../securityGroup/connections";
import { setupName } from "../../logging/elasticsearch/wanted";
import { accountOf } from "../account";
import { connectionPlan } from "./roles";

/** Arguments of {@link AwsInfrastructure}. */
export interface AwsInfrastructureArgs {
  /** The section `aws` of an environment. */
  settings: Aws;
  /** Ranges that administrators log in from. */
  adminRanges: readonly string[];
  /** What the hosts for logs are for. Default: nothing yet. */
  logging?: ResolvedLogging;
  /** DNS names that the hosts serve. */
  names: readonly string[];
  /** OpenSSH private key that logs in to the hosts. Kept as a secret. */
  sshPrivateKey: pulumi.Input<string>;
  /** Id of the hosted zone in which hosts prove their names by records. Default: they prove them otherwise. */
  challengeZoneId?: string;
  /** Software of the gateways that count in `settings.redis`. */
  gatewayEngine: ResolvedGateway["engine"];
}

const groups: Readonly<Record<HostRole, Role>> = { api: "api", bastion: "bastion", logs: "logHost" };

/** Everything in AWS that the hosts of an environment share, the hosts themselves, and what leads to them. */
export class AwsInfrastructure extends pulumi.ComponentResource {
  /** The Redis that the gateways count in, where the settings ask for one. */
  readonly redis?: AwsRedis;
  /** The DS record for the registrar, where the zone is signed. Known once {@link lead} was called. */
  dsRecord?: pulumi.Output<string>;
  /** Name of the bucket for logs and snapshots. */
  readonly bucketName: pulumi.Output<string>;

  private readonly settings: ResolvedAws;
  private readonly network: AwsNetwork;
  private readonly key: AwsKey;
  private readonly bucket: AwsBucket;
  private readonly securityGroups: AwsSecurityGroups;
  private readonly authorizedKey: pulumi.Output<string>;
  private readonly topic?: AwsAlarmTopic;
  private readonly hosts = new Map<string, AwsHost>();
  private front?: pulumi.Resource[];

  /** @throws ConfigurationError where a setting is wrong */
  constructor(
    private readonly name: string,
    private readonly args: AwsInfrastructureArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const settings = resolve("aws", args.settings);
    const provider = new Provider(
      `${name}-provider`,
      {
        region: settings.region,
        defaultTags: { tags: { "portcullis:environment": pulumi.getStack() } },
      },
      { parent: opts?.parent },
    );
    super("portcullis:aws:AwsInfrastructure", name, { settings }, { ...opts, providers: { aws: provider } });
    this.settings = settings;
    const { deletionProtection } = settings;
    const child = { parent: this };
    this.key = new AwsKey(
      `${name}-key`,
      { description: `Encrypts what ${name} stores`, deletionProtection },
      child,
    );
    const keyArn = this.key.arn;
    this.network = new AwsNetwork(
      `${name}-network`,
      { settings: settings.network, keyArn, deletionProtection },
      child,
    );
    this.bucket = new AwsBucket(
      `${name}-bucket`,
      { keyArn, expiryDays: settings.bucket.expiryDays, deletionProtection },
      child,
    );
    this.bucketName = this.bucket.name;
    const plan = connectionPlan(settings, args.adminRanges, args.logging);
    this.securityGroups = new AwsSecurityGroups(`${name}-groups`, { vpcId: this.network.vpcId, plan }, child);
    this.authorizedKey = tls
      .getPublicKeyOutput({ privateKeyOpenssh: pulumi.secret(args.sshPrivateKey) }, child)
      .publicKeyOpenssh.apply((line) => pulumi.unsecret(pulumi.output(line.trim())));
    if (settings.alarms)
      this.topic = new AwsAlarmTopic(`${name}-alarms`, { settings: settings.alarms, keyArn }, child);
    if (settings.redis) {
      this.redis = new AwsRedis(
        `${name}-redis`,
        {
          settings: settings.redis,
          gatewayEngine: args.gatewayEngine,
          subnetIds: this.network.privateSubnets.map(({ id }) => id),
          securityGroupIds: [this.group("redis")],
          keyArn,
        },
        child,
      );
    }
    this.registerOutputs({ settings });
  }

  /** The hosts that there will be, in the order in which a change reaches them. */
  plannedHosts(): PlannedHost[] {
    return awsHosts(this.settings, this.args.adminRanges);
  }

  /**
   * Makes a host.
   *
   * @param plan - one of {@link plannedHosts}; the bastion first, where there is one
   * @param packages - packages of all its bundles
   * @param dependsOn - what has to be done before
   */
  makeHost(plan: PlannedHost, packages: readonly string[], dependsOn: readonly pulumi.Resource[]): AwsHost {
    const { settings, args, key, network } = this;
    const inPrivate = isPrivate(settings, plan);
    const subnets = inPrivate ? network.privateSubnets : network.publicSubnets;
    const host = new AwsHost(
      plan.name,
      {
        settings: hostSettings(settings, plan),
        subnetId: subnets[hostIndex(plan) % subnets.length]!.id,
        securityGroupIds: [this.group(groups[plan.role])],
        authorizedKey: this.authorizedKey,
        privateKey: args.sshPrivateKey,
        keyArn: key.arn,
        packages,
        bucketArn: this.bucket.arn,
        snapshotPrefix: plan.role === "logs" && args.logging ? setupName(args.logging.namespace) : undefined,
        hostedZoneArn: plan.role === "api" || plan.kibana ? this.challengeZoneArn() : undefined,
        public: !inPrivate,
        deletionProtection: settings.deletionProtection,
        proxy: inPrivate ? this.hosts.get("bastion") : undefined,
      },
      { parent: this, dependsOn: [network, ...dependsOn] },
    );
    this.hosts.set(plan.name, host);
    return host;
  }

  /**
   * Makes the alarms of a host, where the settings ask for any.
   *
   * @param plan - the host, made before
   * @param dependsOn - what sends the host's own metrics: an alarm that is there earlier would ring until the first of them
   */
  watch(plan: PlannedHost, dependsOn: readonly pulumi.Resource[]): void {
    if (!this.topic) return;
    new AwsAlarms(
      `${plan.name}-alarms`,
      {
        settings: this.settings.alarms!,
        instanceId: this.hosts.get(plan.name)!.instanceId,
        topicArn: this.topic.arn,
        certificates: plan.role === "api" && this.args.names.length > 0,
      },
      { parent: this, dependsOn: [...dependsOn] },
    );
  }

  /**
   * Leads the names to the hosts that serve and were made until now, by a load balancer or by records; once.
   *
   * @returns what clients find the hosts by
   */
  lead(): pulumi.Resource[] {
    this.front ??= this.makeFront();
    return this.front;
  }

  private makeFront(): pulumi.Resource[] {
    const { name, settings, network, args } = this;
    const hosts = this.plannedHosts()
      .filter(({ role }) => role === "api")
      .map((plan) => this.hosts.get(plan.name)!);
    const child = { parent: this };
    const balancer =
      settings.balancing === "network"
        ? new AwsLoadBalancer(
            `${name}-balancer`,
            {
              vpcId: network.vpcId,
              subnetIds: network.publicSubnets.map(({ id }) => id),
              securityGroupIds: [this.group("loadBalancer")],
              instanceIds: hosts.map(({ instanceId }) => instanceId),
              accessLogsBucket: this.bucket.name,
              deletionProtection: settings.deletionProtection,
            },
            // AWS tries the bucket's policy when it is told of the bucket.
            { ...child, dependsOn: [this.bucket] },
          )
        : undefined;
    if (!settings.dns) return balancer ? [balancer] : [];
    const dns = new AwsDns(
      `${name}-dns`,
      {
        settings: settings.dns,
        names: args.names,
        target: balancer ? { loadBalancer: balancer } : { addresses: hosts.map(({ publicIp }) => publicIp!) },
        deletionProtection: settings.deletionProtection,
      },
      child,
    );
    this.dsRecord = dns.dsRecord;
    return [dns];
  }

  private group(role: Role): pulumi.Output<string> {
    return this.securityGroups.ids[role]!;
  }

  /** ARN of the zone that hosts may prove their names in. */
  private challengeZoneArn(): pulumi.Output<string> | undefined {
    const zoneId = this.args.challengeZoneId;
    if (zoneId === undefined) return undefined;
    return accountOf(this).apply(({ partition }) => `arn:${partition}:route53:::hostedzone/${zoneId}`);
  }
}
