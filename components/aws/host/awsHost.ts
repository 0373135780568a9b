import * as ec2 from "@pulumi/aws/ec2";
import type { types } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { renderUserData } from "../../host/cloudInit";
import type { LinuxHost } from "../../host/linuxHost";
import { installPackages } from "../../host/packages";
import { type Platform, platforms } from "../../host/platform";
import { resolve } from "../../model/resolve";
import type { AwsHost as AwsHostSettings } from "../../model/types";
import { accountOf } from "../account";
import { awsUser as user } from "../user";
import { newestImage } from "./image";
import { instanceProfile } from "./instanceProfile";
import { architectureOf } from "./instanceType";

/** Arguments of {@link AwsHost}. */
export interface AwsHostArgs {
  /** Image, size and disk. Default but for `platform`: a t3.small with 20 GiB. */
  settings: AwsHostSettings;
  /** The subnet: one with a way to the internet where {@link public} is set. */
  subnetId: pulumi.Input<string>;
  /** The security groups. */
  securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Public key, as a line of `authorized_keys`, that logs in as `admin`. Only a new machine reads it: where the key is to
   * change, add the new one to `~admin/.ssh/authorized_keys` first.
   */
  authorizedKey: pulumi.Input<string>;
  /** OpenSSH private key that belongs to {@link authorizedKey}. Kept as a secret. */
  privateKey: pulumi.Input<string>;
  /** ARN of the KMS key that encrypts the volume, and the objects of {@link bucketArn}. */
  keyArn: pulumi.Input<string>;
  /** Packages that the bundles of this host will ask for; they are installed in one run before any bundle. Default none. */
  packages?: readonly string[];
  /** ARN of the bucket that the host may write to, below `hosts/<name>/`. Default: it writes to none. */
  bucketArn?: pulumi.Input<string>;
  /**
   * First part of the keys of objects in the bucket that the host may also read and delete: Elasticsearch's snapshots, such as
   * `portcullis-logs-prod`. Default: none.
   */
  snapshotPrefix?: string;
  /** ARN of the Route 53 zone in which the host may prove its names (ACME dns-01). Default: it may change none. */
  hostedZoneArn?: pulumi.Input<string>;
  /** Whether the host has a public address (an Elastic IP). */
  public: boolean;
  /**
   * Neither Pulumi nor EC2's interface deletes or replaces the machine while it is set. It can be stopped: that does not
   * lose anything, and a change of the instance type has to.
   */
  deletionProtection: boolean;
  /** Bastion through which a host without a public address is reached. Default: it is connected to directly. */
  proxy?: AwsHost;
}

type Connection = types.input.remote.ConnectionArgs;

/**
 * How long a connection is tried. EC2 calls an instance running when its boot begins; SSH answers a minute later, with
 * Graviton's smallest and a new volume two. Sixty refusals, between which the provider waits up to 5 s, last four minutes;
 * without any answer it gives up after a quarter of an hour.
 */
const patience = { dialErrorLimit: 60, perDialTimeout: 10 };

/**
 * A host on EC2 with Debian's or Ubuntu's own image: IMDSv2 alone with a hop limit of 1, an encrypted gp3 volume, a role
 * with the least it needs, detailed monitoring, and an SSH host key that is known before the first boot.
 *
 * The machine stays as it was made: neither a newer image of the vendor nor other first-boot data (the key that logs in, a
 * newer Portcullis) replaces or stops it. Another `settings.image`, platform or processor architecture does, and so does
 * `pulumi up --replace <URN of the aws:ec2/instance:Instance>`, which takes the vendor's newest image. Each takes the
 * first-boot data of that day, and needs {@link AwsHostArgs.deletionProtection} to be off. All bundles are then applied to the
 * new machine.
 *
 * The role lets the agent of Session Manager register. Ubuntu's images have the agent, Debian's do not.
 */
export class AwsHost extends pulumi.ComponentResource implements LinuxHost {
  readonly connection: LinuxHost["connection"];
  readonly platform: Platform;
  readonly ready: pulumi.Resource[] = [];
  readonly machine: pulumi.CustomResource;
  /** ID of the instance. */
  readonly instanceId: pulumi.Output<string>;
  /** Private IPv4 address. */
  readonly privateIp: pulumi.Output<string>;
  /** Public IPv4 address, where the host has one. */
  readonly publicIp?: pulumi.Output<string>;

  /**
   * @throws ConfigurationError where a setting is wrong
   * @throws RunError where the bastion is behind a bastion itself
   */
  constructor(name: string, args: AwsHostArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolve("awsHost", args.settings, name);
    const { deletionProtection, public: isPublic, proxy } = args;
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:aws:AwsHost", name, { settings, public: isPublic, deletionProtection }, opts);
    this.platform = platforms[settings.platform];

    const hostKey = new tls.PrivateKey(
      `${name}-host-key`,
      { algorithm: "ED25519" },
      { parent: this, protect: deletionProtection },
    );
    const publicHostKey = hostKey.publicKeyOpenssh.apply((text) => text.trim());
    const userData = pulumi.secret(
      pulumi
        .all([args.authorizedKey, hostKey.privateKeyOpenssh, publicHostKey])
        .apply(([authorizedKey, privateKey, publicKey]) =>
          renderUserData({
            user,
            hostname: name,
            authorizedKeys: [authorizedKey],
            hostKeys: { ed25519: { private: privateKey, public: publicKey } },
          }),
        ),
    );
    const { hostedZoneArn, bucketArn, snapshotPrefix, keyArn } = args;
    const access = pulumi.output({
      host: name,
      account: accountOf(this),
      hostedZoneArn,
      bucketArn,
      snapshotPrefix,
      keyArn,
    });
    const instance = new ec2.Instance(
      name,
      {
        ami: settings.image ?? newestImage(settings.platform, settings.instanceType, { parent: this }),
        instanceType: settings.instanceType,
        subnetId: args.subnetId,
        vpcSecurityGroupIds: args.securityGroupIds,
        // An Elastic IP makes EC2 say true: a false here would replace the machine at the next update.
        associatePublicIpAddress: isPublic ? undefined : false,
        iamInstanceProfile: instanceProfile(name, access, this),
        userData,
        userDataReplaceOnChange: false,
        metadataOptions: {
          httpEndpoint: "enabled",
          // AWS EC2 User Guide, "Use the IMDS securely"; CIS AWS Foundations 5.6. One hop: not from a container.
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          httpProtocolIpv6: "disabled",
          instanceMetadataTags: "disabled",
        },
        rootBlockDevice: {
          volumeType: "gp3",
          volumeSize: settings.volume.sizeGiB,
          encrypted: true,
          kmsKeyId: args.keyArn,
          deleteOnTermination: true,
          tags: { Name: name },
        },
        monitoring: true,
        ebsOptimized: true,
        disableApiTermination: deletionProtection,
        disableApiStop: false,
        // `shutdown` on the host must not delete it.
        instanceInitiatedShutdownBehavior: "stop",
        sourceDestCheck: true,
        tenancy: "default",
        tags: { Name: name },
      },
      {
        parent: this,
        protect: deletionProtection,
        ignoreChanges: ["userData", ...(settings.image === undefined ? ["ami"] : [])],
        // A replacement that is asked for takes all inputs as they are now, those that are ignored else too.
        replacementTrigger: [
          settings.platform,
          architectureOf(settings.instanceType),
          settings.image ?? "newest",
        ],
        replaceWith: [hostKey],
      },
    );
    this.machine = instance;
    this.instanceId = instance.id;
    this.privateIp = instance.privateIp;
    if (isPublic) {
      const address = new ec2.Eip(
        `${name}-address`,
        { domain: "vpc", instance: instance.id, tags: { Name: name } },
        { parent: this, protect: deletionProtection },
      );
      this.publicIp = address.publicIp;
    }

    this.connection = pulumi
      .all([
        this.publicIp ?? this.privateIp,
        publicHostKey,
        pulumi.secret(args.privateKey),
        proxy?.connection,
      ])
      .apply(([host, key, privateKey, bastion]) => ({
        host,
        user,
        port: 22,
        hostKey: key,
        privateKey,
        ...patience,
        ...(bastion && { proxy: asProxy(name, bastion) }),
      }));
    this.ready.push(...installPackages(name, this, args.packages, this));
    this.registerOutputs({
      settings,
      instanceId: this.instanceId,
      privateIp: this.privateIp,
      publicIp: this.publicIp,
    });
  }
}

/** A host's connection as the first half of another's: one bastion is the most that the provider goes through. */
function asProxy(
  name: string,
  { proxy, ...connection }: pulumi.Unwrap<Connection>,
): pulumi.Unwrap<Connection> {
  if (proxy === undefined) return connection;
  throw new pulumi.RunError(`host ${name}: its bastion must not be behind a bastion itself`);
}
