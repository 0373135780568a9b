import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../model/resolve";
import type { AwsRedis as AwsRedisSettings, ResolvedGateway } from "../../model/types";
import { randomSecret } from "../../secrets/randomSecret";
import { authToken, engine, maxmemoryPolicy, redisPort } from "./engine";

/** Arguments of {@link AwsRedis}. */
export interface AwsRedisArgs {
  /** Its size, and when it is tended. Default: two small nodes. */
  settings?: AwsRedisSettings;
  /** Software of the gateways that count in it, which decides what happens once it is full. */
  gatewayEngine: ResolvedGateway["engine"];
  /** Ids of private subnets; with replicas, in two zones at least. */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of its security groups, one at least: they let in the hosts on {@link AwsRedis.port}, and nothing out. */
  securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** ARN of the KMS key that encrypts its snapshots, what it writes to disk, and its log. */
  keyArn: pulumi.Input<string>;
}

/**
 * An ElastiCache that the gateways of several hosts count in together: over TLS alone, with a password that is made
 * once and kept in the state, encrypted. Its certificate is of a public authority. {@link ApiGateway} takes it as it is,
 * as the argument `redis`.
 */
export class AwsRedis extends pulumi.ComponentResource {
  /** DNS name of the node that takes writes; after a failover it leads to another one. */
  readonly host: pulumi.Output<string>;
  /** TCP port, with TLS. */
  readonly port: pulumi.Output<number>;
  /** ACL user. */
  readonly username: pulumi.Output<string>;
  /** Password of that user; secret. */
  readonly password: pulumi.Output<string>;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: AwsRedisArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolve("awsRedis", args.settings);
    super("portcullis:aws:AwsRedis", name, { settings }, opts);
    const child = { parent: this };
    const { replicas } = settings;
    const tags = { Name: name };
    const subnetGroup = new elasticache.SubnetGroup(
      `${name}-subnets`,
      { description: `Subnets of ${name}`, subnetIds: args.subnetIds, tags },
      child,
    );
    const parameterGroup = new elasticache.ParameterGroup(
      `${name}-parameters`,
      {
        description: `Parameters of ${name}`,
        family: engine.family,
        parameters: [{ name: "maxmemory-policy", value: maxmemoryPolicy(args.gatewayEngine) }],
        tags,
      },
      child,
    );
    const log = new cloudwatch.LogGroup(
      `${name}-log`,
      {
        name: `/aws/elasticache/${name}`,
        retentionInDays: settings.logRetentionDays,
        kmsKeyId: args.keyArn,
        tags,
      },
      child,
    );
    const password = pulumi.secret(randomSecret(`${name}-auth-token`, child).apply(authToken));
    const group = new elasticache.ReplicationGroup(
      name,
      {
        description: "Counts the requests of API gateways",
        engine: engine.engine,
        engineVersion: engine.engineVersion,
        autoMinorVersionUpgrade: true,
        nodeType: settings.nodeType,
        numCacheClusters: replicas + 1,
        automaticFailoverEnabled: replicas > 0,
        multiAzEnabled: replicas > 0,
        port: redisPort,
        parameterGroupName: parameterGroup.name,
        subnetGroupName: subnetGroup.name,
        securityGroupIds: args.securityGroupIds,
        transitEncryptionEnabled: true,
        // The other mode, preferred, takes connections without TLS as well.
        transitEncryptionMode: "required",
        atRestEncryptionEnabled: true,
        kmsKeyId: args.keyArn,
        authToken: password,
        // A new password is good beside the former one, which gateways use until they have it.
        authTokenUpdateStrategy: "ROTATE",
        maintenanceWindow: settings.maintenanceWindow,
        snapshotWindow: settings.snapshotWindow,
        snapshotRetentionLimit: settings.snapshotRetentionDays,
        // The slow log would hold commands with their arguments, sessions of consumers among them.
        logDeliveryConfigurations: [
          {
            logType: "engine-log",
            logFormat: "json",
            destinationType: "cloudwatch-logs",
            destination: log.name,
          },
        ],
        // What an update says it did is in force.
        applyImmediately: true,
        tags,
      },
      {
        ...child,
        // AWS raises the minor version by itself; going back to this one would replace all nodes.
        ignoreChanges: ["engineVersion"],
      },
    );
    this.host = group.primaryEndpointAddress;
    this.port = group.port.apply((port) => port ?? redisPort);
    this.username = pulumi.output("default");
    this.password = password;
    this.registerOutputs({ settings, host: this.host, port: this.port, username: this.username });
  }
}
