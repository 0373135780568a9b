/* Generated from components/model/schema by `npm run generate`. Do not edit. */

/**
 * The host's operating system, ID-VERSION_ID of its /etc/os-release.
 */
export type AwsPlatform = "debian-12" | "debian-13" | "ubuntu-22.04" | "ubuntu-24.04";
/**
 * EC2 instance type of the Nitro System, such as t3.small, or t4g.small with a Graviton processor (arm64): older ones such as t2 and m4 are refused. A change stops and starts the machine; one to another architecture replaces it.
 */
export type InstanceType = string;
/**
 * ID of the image (AMI) to use. Another one replaces the machine, as do setting and removing it. Default: the newest of the platform's vendor when the machine is made, kept from then on.
 */
export type MachineImage = string;
/**
 * An IPv4 or IPv6 range in CIDR notation, such as 203.0.113.0/24 or 2001:db8::/32.
 */
export type Cidr = string;
/**
 * A TCP or UDP port, 1 to 65535.
 */
export type Port = number;
/**
 * A fully qualified DNS name in lower case, such as api.example.com.
 */
export type DnsName = string;
/**
 * How callers prove who they are: jwt, a bearer token that a consumer signed; oauth2, a bearer access token of an issuer; apiKey, a consumer's key in the header X-API-Key.
 */
export type Authentication = "jwt" | "oauth2" | "apiKey";
/**
 * A role: letters, digits, and . _ : -.
 */
export type Role = string;
/**
 * Roles.
 *
 * @maxItems 50
 */
export type Roles = Role[];
/**
 * A number of requests, 1 to 1000000000.
 */
export type Requests = number;
/**
 * Most requests of a consumer in a calendar month (UTC) on Kong, in 30 days on Tyk, counted by what the rate limit counts by.
 */
export type Quota = number;
/**
 * Largest request body in bytes, 1 to 1 GiB. Larger is answered by 413.
 */
export type BodyBytes = number;
/**
 * Media types that a body may have, without parameters; any other is answered by 415. Default: those of the document, else application/json.
 *
 * @minItems 1
 * @maxItems 50
 */
export type ContentTypes = [string, ...string[]];
/**
 * A header name in lower case; not one that frames a message, says who calls, or carries a credential.
 */
export type HeaderName = string;

/**
 * Each host looks every day at itself, whether it is what its configuration says. What it finds goes to its journal, and with the logs where there are any.
 */
export interface Audit {
  /**
   * When it begins, every day, HH:MM in the host's time zone; after the automatic updates, and the reboot that they may need.
   */
  time?: string;
  /**
   * Up to how many minutes later a host begins, so that not all do at once, 0 to 720.
   */
  randomDelayMinutes?: number;
}
/**
 * Updates that install themselves: unattended-upgrades on Debian and Ubuntu, dnf-automatic on Rocky Linux.
 */
export interface AutomaticUpdates {
  /**
   * security: security updates alone; all: also what the distribution's stable updates bring.
   */
  scope?: "security" | "all";
  /**
   * When updates begin to install, every day, HH:MM in the host's time zone.
   */
  time?: string;
  /**
   * Up to how many minutes later a host begins, so that not all do at once, 0 to 720.
   */
  randomDelayMinutes?: number;
  /**
   * Reboots, without which a new kernel is not in force.
   */
  reboot?: {
    /**
     * Whether the host reboots by itself when an update needs it.
     */
    automatic?: boolean;
    /**
     * When, HH:MM in the host's time zone; after updates have installed.
     */
    time?: string;
    /**
     * Whether it reboots although somebody is logged in. unattended-upgrades only.
     */
    withUsers?: boolean;
  };
  /**
   * Whom to mail a report; the host needs a mail command that delivers. Default: nobody, the host's log tells.
   */
  mail?: {
    /**
     * Mail address.
     */
    to: string;
    /**
     * on-change: whenever something was installed or failed; only-on-error: when something failed. unattended-upgrades only.
     */
    when?: "on-change" | "only-on-error";
  };
  /**
   * Installs no updates: known holes stay open until somebody acts.
   */
  insecureOff?: boolean;
}
/**
 * CloudWatch alarms of every host, and who hears of them: emails, or a topic that exists.
 */
export interface AwsAlarms {
  /**
   * Addresses that are told, through a topic that is made for them. Each gets a message to confirm that it wants to be.
   *
   * @maxItems 20
   */
  emails?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
  /**
   * ARN of an Amazon SNS topic that is there already, in the region of the hosts, and lets CloudWatch publish.
   */
  topicArn?: string;
  /**
   * Use of the processors, in percent over a quarter of an hour, above which there is an alarm, 1 to 100.
   */
  cpuPercent?: number;
  /**
   * Use of the root volume, in percent, above which there is an alarm, 1 to 99.
   */
  diskPercent?: number;
  /**
   * Days that the first certificate to end has left, below which there is an alarm, 1 to 60. They are renewed 30 days before their end.
   */
  certificateDays?: number;
}
/**
 * Records of the edge's names in a public hosted zone of Amazon Route 53, which exists already. zoneId or zone says which; it has to be one of them.
 */
export interface AwsDns {
  /**
   * Id of the hosted zone, such as Z0123456789ABCDEFGHIJ.
   */
  zoneId?: string;
  /**
   * Name of the hosted zone, such as example.com. The account has to have one public zone of that name.
   */
  zone?: string;
  /**
   * Seconds for which resolvers keep an address, 10 to 3600: so long do clients still come to a host that is out.
   */
  ttl?: number;
  /**
   * Authorities that may issue certificates for the names, as they call themselves in CAA records (RFC 8659). None may issue a wildcard certificate.
   *
   * @minItems 1
   */
  certificateAuthorities?: [string, ...string[]];
  /**
   * Path of a public operation that answers 2xx or 3xx on a healthy host, asked over HTTPS for the first name, where records are health-checked. Default: a host is healthy that takes TCP connections on port 443.
   */
  healthCheckPath?: string;
  /**
   * Whether the zone is signed (RFC 4033). It is in force once the registrar has the DS record that the stack puts out. One stack a zone.
   */
  dnssec?: boolean;
  /**
   * Whether each query of the zone is logged, in the log group /aws/route53/ZONE of region us-east-1. One stack a zone.
   */
  queryLog?: boolean;
  /**
   * Days for which logged queries are kept; a year at least is what PCI DSS 10.5.1 asks for.
   */
  queryLogRetentionDays?: 365 | 400 | 545 | 731 | 1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653;
}
/**
 * A subnet that is there already.
 */
export interface AwsExistingSubnet {
  /**
   * Id of the subnet, such as subnet-0123456789abcdef0.
   */
  id: string;
  /**
   * Its IPv4 range, such as 10.0.1.0/24.
   */
  cidrBlock: string;
  /**
   * Availability zone that it is in, such as eu-central-1a.
   */
  zone: string;
}
/**
 * The host's disk: gp3, encrypted.
 */
export interface ResolvedRootVolume {
  /**
   * Size in GiB, 8 to 16384. It grows without a stop, and cannot shrink.
   */
  sizeGiB: number;
}
/**
 * A host on Amazon EC2: image, size and disk.
 */
export interface AwsHost {
  platform: AwsPlatform;
  instanceType?: InstanceType;
  volume?: ResolvedRootVolume;
  image?: MachineImage;
}
/**
 * The Virtual Private Cloud (VPC) that hosts are in: one that is made from cidrBlock and zones, with a public and a private subnet in each zone, IPv4 only; or an existing one.
 */
export interface AwsNetwork {
  /**
   * IPv4 range of the VPC, from /16 to /24, such as 10.20.0.0/16. It is cut into 16 parts: eight for public subnets, eight for private ones, one each for the zones a to h, so that a further zone moves no other. Cannot be changed without making everything anew.
   */
  cidrBlock?: string;
  /**
   * Availability zones of the region, two to eight, such as eu-central-1a. Add new ones at the end: the first one holds the NAT gateway of natGateways single.
   */
  zones?: string[];
  /**
   * How hosts in private subnets reach the internet, for packages and certificates. none: not at all. single: through one NAT gateway, and not at all while its zone is down. perZone: through one in their own zone. Each costs by the hour.
   */
  natGateways?: "none" | "single" | "perZone";
  /**
   * Services that subnets reach inside AWS, through their route tables and for this account alone; free of charge. s3 also reaches the buckets that Systems Manager and the CloudWatch agent are fetched from, and no others.
   */
  gatewayEndpoints?: ("s3" | "dynamodb")[];
  /**
   * Services that private subnets reach inside AWS, through an interface in each of them and for this account alone; each interface costs by the hour. Session Manager needs ssm, ssmmessages and ec2messages where there is no NAT gateway.
   */
  interfaceEndpoints?: (
    "ec2" | "ec2messages" | "kms" | "logs" | "monitoring" | "sns" | "ssm" | "ssmmessages" | "sts"
  )[];
  /**
   * The log of all connections of the VPC, accepted and refused, in CloudWatch.
   */
  flowLogs?: {
    /**
     * Days that it is kept: a year at least, as CloudWatch offers them.
     */
    retentionDays?: 365 | 400 | 545 | 731 | 1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653;
  };
  /**
   * A VPC that is there already, instead of cidrBlock and zones. Its routes, endpoints and flow logs are its owner's: nothing is made in it here.
   */
  existing?: {
    /**
     * Id of the VPC, such as vpc-0123456789abcdef0.
     */
    vpcId: string;
    /**
     * Subnets with a route to an internet gateway.
     */
    publicSubnets?: AwsExistingSubnet[];
    /**
     * Subnets that nothing on the internet can connect to, with a way out for packages and certificates.
     */
    privateSubnets?: AwsExistingSubnet[];
  };
}
/**
 * An Amazon ElastiCache with Valkey that the gateways of an environment's hosts count in together. TLS and a password are always on. One environment each: gateways of two would withdraw each other's keys.
 */
export interface AwsRedis {
  /**
   * Type of each node, such as cache.t4g.small or cache.m7g.large.
   */
  nodeType?: string;
  /**
   * Nodes beside the primary one, in other zones, 0 to 5. With one or more a replica takes over within about a minute; with 0 the gateways refuse calls until a node is replaced.
   */
  replicas?: number;
  /**
   * Weekly time in UTC for the provider's updates, as ddd:hh:mm-ddd:hh:mm, at least an hour.
   */
  maintenanceWindow?: string;
  /**
   * Daily time in UTC for the snapshot, as hh:mm-hh:mm, at least an hour and not within maintenanceWindow.
   */
  snapshotWindow?: string;
  /**
   * Days for which a snapshot is kept, 1 to 35.
   */
  snapshotRetentionDays?: number;
  /**
   * Days for which the engine's log is kept in CloudWatch Logs; a year at least is what PCI DSS 10.5.1 asks for.
   */
  logRetentionDays?: 365 | 400 | 545 | 731 | 1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653;
}
/**
 * Hosts that are made in Amazon Web Services, with the network, the key, the storage and the alarms around them. The credentials are those of Pulumi's AWS provider.
 */
export interface Aws {
  /**
   * Region that everything is made in, such as eu-central-1.
   */
  region: string;
  network: AwsNetwork;
  /**
   * The hosts that serve: api-1, api-2 and so on, spread over the network's zones in turn.
   */
  api: {
    /**
     * How many, 1 to 20. More than one need balancing.
     */
    count?: number;
    /**
     * private: no address of their own, reached through balancing network and set up through the bastion. public: an Elastic IP address each.
     */
    subnets?: "private" | "public";
    host: AwsHost;
  };
  /**
   * A hardened host with an Elastic IP address that SSH connections to private hosts go through. Needed for private hosts.
   */
  bastion?: AwsHost;
  /**
   * The hosts that collect the environment's logs, in private subnets: logs-1, or logs-1 to logs-3, spread over the network's zones in turn. What runs there is said in `logging`. Default: none.
   */
  logs?: {
    /**
     * How many: 1, or 3 so that one of them may fail. Elasticsearch needs a majority, which two have not.
     */
    count?: 1 | 3;
    host: AwsHost;
  };
  /**
   * How requests find one of several hosts. network: a Network Load Balancer. dns: health-checked records in Route 53, public hosts only. none: one host.
   */
  balancing?: "network" | "dns" | "none";
  /**
   * Records of the edge's names in Amazon Route 53. Default: they are kept elsewhere.
   */
  dns?: AwsDns;
  /**
   * An ElastiCache that counts the requests of all hosts together. Default: each gateway has a Redis of its own.
   */
  redis?: AwsRedis;
  /**
   * CloudWatch alarms of every host, and who hears of them. Default: none.
   */
  alarms?: AwsAlarms;
  /**
   * The bucket for logs and snapshots.
   */
  bucket?: {
    /**
     * Days after which AWS's own logs in it are deleted, 90 to 3650. Snapshots are Elasticsearch's to delete.
     */
    expiryDays?: number;
  };
  /**
   * Whether hosts, key, bucket and balancer are protected from deletion, by AWS and by Pulumi. For production.
   */
  deletionProtection?: boolean;
}
/**
 * TLS certificates from an ACME directory (RFC 8555), such as Let's Encrypt, renewed by the host itself.
 */
export interface Certificates {
  /**
   * Contact address of the ACME account. The client needs one, although Let's Encrypt no longer writes to it.
   */
  email: string;
  /**
   * letsencrypt, letsencrypt-staging (certificates that no browser trusts, for trying out), or the URL of another ACME directory.
   */
  directory?: string;
  /**
   * PEM certificates that sign the directory's own HTTPS certificate. Default: the host's own trust store.
   */
  directoryCa?: string;
  /**
   * How names are proved: http-01 over port 80 of the host, dns-01-route53 by records in Amazon Route 53, with the instance's own role.
   */
  challenge?: "http-01" | "dns-01-route53";
  /**
   * ID of the Route 53 hosted zone for dns-01-route53. Default: the zone is looked up, which the role has to allow.
   */
  route53ZoneId?: string;
  /**
   * AWS region for dns-01-route53; Route 53 itself is global.
   */
  awsRegion?: string;
  /**
   * Key of the certificates: an elliptic curve (small and fast; the modern TLS profile needs one) or RSA with its bits.
   */
  keyType?: "ecdsa-p256" | "ecdsa-p384" | "rsa-2048" | "rsa-4096";
}
/**
 * A small orders API for trying Portcullis out: an upstream that runs on the host, reachable from the host alone.
 */
export interface DemoApi {
  /**
   * TCP port on 127.0.0.1, 1024 to 65535.
   */
  port?: number;
  /**
   * Largest request body in bytes, 1 to 1 MiB. Larger is answered by 413.
   */
  bodyBytes?: number;
}
/**
 * The HTTPS edge: a web server that ends TLS, limits clients and passes requests on to an upstream on the same host.
 */
export interface Edge {
  /**
   * The web server. Apache counts requests in windows of 10 seconds, where nginx smooths them by a leaky bucket.
   */
  server?: "nginx" | "apache";
  /**
   * Mozilla Server Side TLS 6.0 profile: intermediate is TLS 1.2 and 1.3 for nearly all clients, modern is TLS 1.3 alone.
   */
  tlsProfile?: "intermediate" | "modern";
  /**
   * Strict-Transport-Security (RFC 6797): browsers keep to HTTPS for these names.
   */
  hsts?: {
    /**
     * How long browsers remember, in seconds, from a day to ten years. Default: two years.
     */
    maxAge?: number;
    /**
     * Whether names below the site's own are meant too.
     */
    includeSubDomains?: boolean;
    /**
     * Consent to be built into browsers; hard to take back. Needs includeSubDomains and a maxAge of at least 31536000.
     */
    preload?: boolean;
  };
  /**
   * Sends no Strict-Transport-Security: the first request of every visit can be intercepted over HTTP.
   */
  insecureNoHsts?: boolean;
  /**
   * What is served. Requests for any other name are refused.
   *
   * @minItems 1
   * @maxItems 100
   */
  sites: [
    {
      /**
       * DNS names of the site, each on one site only. The first one names its certificate, which holds all of them.
       *
       * @minItems 1
       * @maxItems 100
       */
      names: [DnsName, ...DnsName[]];
      /**
       * Where requests are passed on to.
       */
      upstream: {
        /**
         * http://127.0.0.1:PORT or http://[::1]:PORT, or the same with https. Loopback only: requests must not leave the host.
         */
        url: string;
        /**
         * File on the host with the PEM certificates that sign the upstream's own, which has to hold the site's names. Needed with https, and with it alone; the file has to be there before the edge.
         */
        authority?: string;
        /**
         * Whether it serves pages for people rather than an API: what it says of them itself by content-security-policy, cross-origin-resource-policy, permissions-policy and referrer-policy is kept.
         */
        pages?: boolean;
      };
    },
    ...{
      /**
       * DNS names of the site, each on one site only. The first one names its certificate, which holds all of them.
       *
       * @minItems 1
       * @maxItems 100
       */
      names: [DnsName, ...DnsName[]];
      /**
       * Where requests are passed on to.
       */
      upstream: {
        /**
         * http://127.0.0.1:PORT or http://[::1]:PORT, or the same with https. Loopback only: requests must not leave the host.
         */
        url: string;
        /**
         * File on the host with the PEM certificates that sign the upstream's own, which has to hold the site's names. Needed with https, and with it alone; the file has to be there before the edge.
         */
        authority?: string;
        /**
         * Whether it serves pages for people rather than an API: what it says of them itself by content-security-policy, cross-origin-resource-policy, permissions-policy and referrer-policy is kept.
         */
        pages?: boolean;
      };
    }[],
  ];
  /**
   * Limits of each client address. An IPv6 client is its /64 network on nginx.
   */
  limits?: {
    /**
     * Requests a second that an address may make in the long run, 1 to 100000. More is answered by 429.
     */
    requestsPerSecond?: number;
    /**
     * Requests that an address may make at once on top of the rate, 1 to 100000.
     */
    burst?: number;
    /**
     * Connections (with HTTP/2 on nginx: requests at a time) of an address, 1 to 10000. More is answered by 429 or closed.
     */
    connections?: number;
    /**
     * Largest request body in bytes, 1 to 1 GiB. Larger is answered by 413. Default: 1 MiB.
     */
    bodyBytes?: number;
  };
  /**
   * Limits against slow clients and slow upstreams, in seconds, 1 to 3600 each.
   */
  timeouts?: {
    /**
     * Seconds that a client may take to send the whole request header.
     */
    header?: number;
    /**
     * Seconds that a client may pause while it sends the body.
     */
    body?: number;
    /**
     * Seconds that a client may pause while it receives the response.
     */
    send?: number;
    /**
     * Seconds that a connection stays open between two requests.
     */
    idle?: number;
    /**
     * Seconds until the upstream has to accept a connection, else 504 (502 on Apache).
     */
    upstreamConnect?: number;
    /**
     * Seconds that the upstream may pause while it receives a request or sends a response, else 504.
     */
    upstream?: number;
  };
  /**
   * Further response headers, or other values for the security headers, by name in lower case. Strict-Transport-Security has settings of its own.
   */
  responseHeaders?: {
    [k: string]: string;
  };
}
/**
 * Where a program of the Elastic Stack comes from: Elastic's package repository, a mirror of it, or one file with a checksum.
 */
export interface ElasticSource {
  /**
   * Version of the package; no other is installed. Those of Elasticsearch, Logstash and Kibana have to be the same, and none of Filebeat's may be newer.
   */
  version?: string;
  /**
   * URL of an apt or, for Rocky Linux, yum repository that holds it. Default: Elastic's own, of the version's major.
   */
  repository?: string;
  /**
   * URL of the OpenPGP key that signs the repository.
   */
  signingKey?: string;
  /**
   * Fingerprint of that key: 40 hexadecimal digits in upper case. Any other key is refused.
   */
  fingerprint?: string;
  /**
   * The package as one file, .deb or .rpm, instead of a repository. Default: none.
   */
  archive?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-512 of the file, 128 hexadecimal digits in lower case, as Elastic publishes it beside each file. Any other file is refused.
     */
    sha512: string;
  };
}
/**
 * Where the logs are kept: Elasticsearch on one host or on three, or one that is there already.
 */
export interface Elasticsearch {
  /**
   * The package that it is installed from.
   */
  source?: ElasticSource;
  /**
   * A .tar.gz as Elastic publishes it, with a Java of its own, instead of the package. Default: none.
   */
  tarball?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-512 of the file, 128 hexadecimal digits in lower case, as Elastic publishes it beside each file. Any other file is refused.
     */
    sha512: string;
  };
  /**
   * An Elasticsearch that is there already and belongs to somebody: no node is made, only data streams, roles and keys. Default: none.
   */
  existing?: {
    /**
     * Its HTTPS URL.
     */
    url: string;
    /**
     * PEM certificates that sign its own. Default: the hosts' trust store.
     */
    authority?: string;
    /**
     * Account that sets it up and makes keys: an API key could only make keys without rights. It needs the cluster privileges monitor, manage_security, manage_index_templates and manage_ilm, for snapshots manage_slm and cluster:admin/repository/*, and all privileges on the environment's data streams.
     */
    user: string;
    /**
     * Password of the account.
     */
    password: string;
  };
  /**
   * Java heap in MiB, 256 to 31744: above that, Java's pointers take twice the room. Default: half of the host's memory, within these bounds.
   */
  heapMegabytes?: number;
  /**
   * How long events are kept at least, in days, 1 to 3650. They go with their index, at most rollover.days later.
   */
  retentionDays?: number;
  /**
   * When a data stream goes on in a new index: whichever comes first.
   */
  rollover?: {
    /**
     * Age of the index, in days, 1 to 90.
     */
    days?: number;
    /**
     * Size of its primary shard, in GiB, 1 to 50.
     */
    gigabytes?: number;
  };
  /**
   * Copies of the data streams, made every day. Default: none.
   */
  snapshots?: {
    /**
     * Where they are: exactly one of folder and bucket.
     */
    repository: {
      /**
       * A folder of the host, made where it is missing; with three nodes one that all of them share, such as an NFS mount.
       */
      folder?: string;
      /**
       * Name of an S3 bucket in the hosts' own region, which their role may read and write. On each host a service of root's hands its role to Elasticsearch alone.
       */
      bucket?: string;
    };
    /**
     * When they are made, in UTC.
     */
    time?: string;
    /**
     * How long each is kept, in days, 1 to 3650.
     */
    keepDays?: number;
  };
}
/**
 * What collects the logs of an environment, keeps them, shows them and raises alerts.
 */
export interface ElkServer {
  elasticsearch?: Elasticsearch;
  /**
   * Logstash in front of Elasticsearch, on each of its hosts: it cleans events once more and takes them while Elasticsearch is away. `{}` has it with all defaults. Default: none; hosts write to Elasticsearch, each with an API key of its own that can do nothing else.
   */
  logstash?: Logstash;
  /**
   * Kibana on the first of the hosts, behind an edge of that host. Default: none.
   */
  kibana?: Kibana;
  alerts?: LogAlerts;
}
/**
 * Logstash between the shippers and Elasticsearch: it lets in those with a certificate of the environment, cleans their events, and keeps them on disk until they are stored.
 */
export interface Logstash {
  source?: ElasticSource;
  /**
   * Java heap in MiB, 256 to 31744. Default: an eighth of the host's memory, but no less than 512 and no more than 4096.
   */
  heapMegabytes?: number;
  /**
   * Where events are kept on disk while Elasticsearch is away. Is it full, shippers wait, with queues of their own.
   */
  queue?: {
    /**
     * Its size in MiB, 256 to 1048576.
     */
    megabytes?: number;
    /**
     * After how many events it is written through to the disk, and at the latest after a second. So many can be lost where the host loses its power, none where Logstash is killed. 1 loses none, and is slow.
     */
    checkpointWrites?: number;
  };
  /**
   * Events that Elasticsearch refused, on their way to a data stream of their own.
   */
  deadLetters?: {
    /**
     * Size of their queue in MiB, 16 to 65536. Is it full, the oldest go.
     */
    megabytes?: number;
    /**
     * How long they stay there at most, in days.
     */
    days?: number;
  };
}
/**
 * Kibana on loopback, behind an edge of its host: dashboards, searches and, with its own rules, alerts.
 */
export interface Kibana {
  source?: ElasticSource;
  /**
   * DNS name that people reach it at, such as logs.example.com; the edge's certificate is for it.
   */
  name: DnsName;
  /**
   * JavaScript heap in MiB, 512 to 8192.
   */
  heapMegabytes?: number;
  /**
   * How long a login lasts.
   */
  session?: {
    /**
     * Minutes after which somebody who does nothing is logged out, 5 to 1440.
     */
    idleMinutes?: number;
    /**
     * Hours after which everybody is, 1 to 168.
     */
    lifespanHours?: number;
  };
  /**
   * Elastic's licence of the server: with basic, which is free, Kibana sends no e-mail and calls no webhooks.
   */
  licence?: "basic" | "gold" | "platinum" | "enterprise" | "trial";
}
/**
 * Alerts on what the logs say: when they fire, and who hears of them. Every alert is written to the data stream of alerts and to a log; e-mail and webhook come on top.
 */
export interface LogAlerts {
  /**
   * What looks at the logs: Kibana's own rules, or ElastAlert 2, which needs no Kibana. Kibana sends e-mail and calls webhooks with a gold licence only (Elastic's subscriptions); ElastAlert 2 always does. Default: Kibana where there is one, else ElastAlert 2.
   */
  engine?: "kibana" | "elastAlert";
  /**
   * Time between two looks at the logs, in seconds, 10 to 3600.
   */
  everySeconds?: number;
  /**
   * How long an alert that goes on is not told again, in minutes, 5 to 10080. What lasts for days, such as a certificate near its end, is told once a day at most.
   */
  repeatMinutes?: number;
  /**
   * From when on there is an alert, by rule.
   */
  thresholds?: {
    /**
     * server-errors: answers of 5xx among all of a site.
     */
    serverErrors?: {
      /**
       * Share of the requests, in percent, above which there is an alert, 0.1 to 100.
       */
      percent?: number;
      /**
       * With fewer requests in that time there is none, 1 to 1000000.
       */
      minimumRequests?: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes?: number;
    };
    /**
     * latency: time that the slowest twentieth of a site's requests takes (the 95th percentile).
     */
    latency?: {
      /**
       * Time above which there is an alert, in milliseconds, 1 to 3600000.
       */
      milliseconds?: number;
      /**
       * With fewer requests in that time there is none, 1 to 1000000.
       */
      minimumRequests?: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes?: number;
    };
    /**
     * denied-requests: answers of 401 and 403 to one address.
     */
    deniedRequests?: {
      /**
       * How many are an alert, 1 to 1000000.
       */
      count?: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes?: number;
    };
    /**
     * limited-consumer: answers of 429 to one consumer.
     */
    limitedConsumer?: {
      /**
       * How many are an alert, 1 to 1000000.
       */
      count?: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes?: number;
    };
    /**
     * certificate-expiry: a TLS certificate near its end.
     */
    certificateExpiry?: {
      /**
       * Days left below which there is an alert, 1 to 60. Certificates are renewed 30 days before their end: a lower number tells that renewals fail.
       */
      days?: number;
    };
    /**
     * new-address-login: an SSH login from an address that none came from before.
     */
    newAddressLogin?: {
      /**
       * How far back an address is remembered, in days, 2 to 90. Logs that are kept for less are what counts.
       */
      historyDays?: number;
    };
    /**
     * updates-overdue: a host whose automatic updates did not succeed.
     */
    updatesOverdue?: {
      /**
       * Days since the last success, above which there is an alert, 1 to 60.
       */
      days?: number;
    };
    /**
     * host-silent: a host that nothing is heard from; each reports on itself every 5 minutes.
     */
    hostSilent?: {
      /**
       * Silence that is an alert, in minutes, 6 to 1440.
       */
      minutes?: number;
    };
    /**
     * disk-full: a file system that fills up.
     */
    diskFull?: {
      /**
       * Use from which on there is an alert, in percent, 1 to 99.
       */
      percent?: number;
    };
    /**
     * shipper-queue: events that wait on a host because the log hosts do not take them.
     */
    shipperQueue?: {
      /**
       * Size of the queue from which on there is an alert, in MiB, 1 to 1048576.
       */
      mebibytes?: number;
    };
    /**
     * refused-events: events that the log hosts did not store.
     */
    refusedEvents?: {
      /**
       * How many are an alert, 1 to 1000000.
       */
      count?: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes?: number;
    };
  };
  /**
   * Rules that are not wanted, by their names. Those that tell of attacks or of lost logs stand under insecureRulesOff.
   */
  off?: (
    "server-errors" | "latency" | "limited-consumer" | "certificate-expiry" | "disk-full" | "shipper-queue"
  )[];
  /**
   * Rules that are switched off although they tell of attacks, of missing updates, of lost logs or of lost protection, by their names.
   */
  insecureRulesOff?: (
    | "denied-requests"
    | "root-login"
    | "new-address-login"
    | "update-failed"
    | "updates-overdue"
    | "host-silent"
    | "refused-events"
    | "audit-score-fell"
  )[];
  /**
   * No alert at all: nobody learns of an attack or a failure from the logs.
   */
  insecureOff?: boolean;
  /**
   * Who gets an e-mail, and through which server. STARTTLS (RFC 3207) is used always, and the server's certificate is checked. Default: nobody.
   */
  email?: {
    /**
     * Addresses that are told.
     *
     * @minItems 1
     */
    to: [string, ...string[]];
    /**
     * Address that the e-mail comes from.
     */
    from: string;
    /**
     * Name of the mail server, as its certificate has it.
     */
    host: DnsName;
    /**
     * TCP port of the mail server's submission service (RFC 6409).
     */
    port?: Port;
    /**
     * Account to log in with. Default: none, for a server that knows its senders by their address.
     */
    user?: string;
    /**
     * Password of the account.
     */
    password?: string;
    /**
     * PEM certificates that sign the server's own. Default: the host's trust store.
     */
    authority?: string;
  };
  /**
   * A service that gets every alert as a JSON object by POST, such as a chat or an incident manager. Default: none.
   */
  webhook?: {
    /**
     * Its URL; a secret, as whoever knows it can post.
     */
    url: string;
    /**
     * PEM certificates that sign the service's own. Default: the host's trust store.
     */
    authority?: string;
  };
  /**
   * Where ElastAlert 2 comes from.
   */
  elastAlert?: {
    /**
     * Index of Python packages (PEP 503): the Python Package Index or a mirror of it. Every package is held to its SHA-256.
     */
    index?: string;
  };
}
/**
 * One environment: its hosts and everything that runs on them. The value of portcullis:environment in a stack's file.
 */
export interface Environment {
  /**
   * Hosts that exist already, by name.
   */
  hosts?: {
    [k: string]: ExistingHost;
  };
  /**
   * Hosts that are made in Amazon Web Services. Default: none.
   */
  aws?: Aws;
  /**
   * Ranges from which SSH is let in: at least one, as hosts are set up over SSH, and none of length 0.
   */
  adminRanges: Cidr[];
  /**
   * How a change reaches several hosts. rolling: one after the other, each once the one before it is verified; the first that fails stops the change, and those after it stay as they are. parallel: all at once.
   */
  rollout?: "rolling" | "parallel";
  kernel?: Kernel;
  firewall?: Firewall;
  sshServer?: SshServer;
  automaticUpdates?: AutomaticUpdates;
  intrusionPrevention?: IntrusionPrevention;
  timeSync?: TimeSync;
  logins?: Logins;
  localLogs?: LocalLogs;
  audit?: Audit;
  certificates?: Certificates;
  edge?: Edge;
  gateway?: Gateway;
  /**
   * Where the hosts' logs go, and what becomes of them there. Default: they stay on the hosts.
   */
  logging?: Logging;
  demoApi?: DemoApi;
}
/**
 * A host that exists already: how to reach it and what it runs.
 */
export interface ExistingHost {
  /**
   * IP address or DNS name that SSH connects to.
   */
  address: string;
  /**
   * IP address that the environment's other hosts reach it at, one of the host's own; for the role logs. Default: address.
   */
  internalAddress?: string;
  /**
   * Port that SSH connects to, 1 to 65535.
   */
  port?: Port;
  /**
   * User to log in as: root, or one that may run sudo without a password.
   */
  user?: string;
  /**
   * File with the OpenSSH private key, relative to the project's folder; ~ is the home folder. Default: the secret configuration value portcullis:sshPrivateKey.
   */
  privateKeyFile?: string;
  /**
   * The host's public SSH key in authorized_keys form, such as `ssh-ed25519 AAAA…`: any other key is refused.
   */
  hostKey: string;
  /**
   * api: it gets all that the environment names. logs: it is hardened, and collects the logs of all hosts as `logging` says.
   */
  role?: "api" | "logs";
  /**
   * The host's operating system, ID-VERSION_ID of its /etc/os-release.
   */
  platform: "debian-12" | "debian-13" | "ubuntu-22.04" | "ubuntu-24.04" | "rocky-9";
}
/**
 * Kernel settings (sysctl) that narrow what a local or network attacker can do.
 */
export interface Kernel {
  /**
   * Whether the host routes packets between interfaces, as container hosts and routers must.
   */
  forwarding?: boolean;
  /**
   * Further sysctl settings, or other values for ours, by name, such as vm.max_map_count: two or more parts joined by dots.
   */
  overrides?: {
    /**
     * The value: a whole number, or text of letters, digits, spaces and . , : / | % + _ - as sysctl takes it.
     */
    [k: string]: string | number;
  };
}
/**
 * The host's packet filter for IPv4 and IPv6: everything is closed that is not opened here, inwards and outwards.
 */
export interface Firewall {
  /**
   * What holds the rules. nftables: one transaction in a table of its own. ufw and iptables: for hosts that are run with them; Debian and Ubuntu only.
   */
  backend?: "nftables" | "ufw" | "iptables";
  /**
   * Ports let in beside SSH and those that components open by themselves.
   *
   * @maxItems 100
   */
  extraPorts?: {
    port: Port;
    /**
     * The port's protocol.
     */
    protocol?: "tcp" | "udp";
    /**
     * Ranges that may connect; at least one. 0.0.0.0/0 and ::/0 are everybody.
     *
     * @minItems 1
     */
    from: [Cidr, ...Cidr[]];
  }[];
  /**
   * New SSH connections that one source address may make; more are dropped. Pulumi opens one for each changed bundle, all at once.
   */
  sshRate?: {
    /**
     * New connections a minute in the long run, 1 to 1000.
     */
    perMinute?: number;
    /**
     * New connections at once after a pause, 1 to 1000.
     */
    burst?: number;
  };
  /**
   * Ports that the host may connect to beside DNS (53), NTP (123, 4460/tcp), HTTP (80) and HTTPS (443).
   *
   * @maxItems 100
   */
  egress?: {
    port: Port;
    /**
     * The port's protocol.
     */
    protocol?: "tcp" | "udp";
    /**
     * Ranges that may be connected to; at least one. 0.0.0.0/0 and ::/0 are everywhere.
     *
     * @minItems 1
     */
    to: [Cidr, ...Cidr[]];
  }[];
  /**
   * Lets the host connect to anywhere: whoever breaks into a service can send out what it finds. The instance metadata stays closed.
   */
  insecureOpenOutput?: boolean;
  /**
   * Lets every user of the host ask the instance metadata (169.254.169.254, fd00:ec2::254), which hands out cloud credentials; else root alone may.
   */
  insecureMetadataForAll?: boolean;
}
/**
 * The host's SSH server: keys only, no root, algorithms as ssh-audit's policy for the distribution asks.
 */
export interface SshServer {
  /**
   * Accounts that may log in. Empty: all that have a key. Has to hold the account that Portcullis logs in as.
   */
  allowUsers?: string[];
  /**
   * Groups of which a user has to be a member to log in. Empty: no such condition.
   */
  allowGroups?: string[];
  /**
   * Attempts at authentication in one connection, 1 to 10; each key that a client offers counts.
   */
  maxAuthTries?: number;
  /**
   * Seconds that a client has to log in, 5 to 120.
   */
  loginGraceSeconds?: number;
  /**
   * Lets users reach, through SSH, what the host itself can connect to, such as services on its loopback address.
   */
  tcpForwarding?: boolean;
  /**
   * Lets users log in with passwords, which can be guessed.
   */
  insecurePasswordLogin?: boolean;
}
/**
 * fail2ban: addresses that keep failing to log in or to keep within limits are shut out for a while, longer each time.
 */
export interface IntrusionPrevention {
  /**
   * Failures within findMinutes after which an address is banned, 1 to 100.
   */
  maxRetry?: number;
  /**
   * Minutes in which failures are counted together, 1 to 1440.
   */
  findMinutes?: number;
  /**
   * Minutes of the first ban, 1 to 10080; every further one takes twice as long.
   */
  banMinutes?: number;
  /**
   * Longest ban in hours, 1 to 8760.
   */
  maxBanHours?: number;
  /**
   * Requests refused by the web server's rate limit within findMinutes after which an address is banned, 1 to 100000.
   */
  limitMaxRetry?: number;
  /**
   * Ranges that are never banned. adminRanges are not among them by themselves: SSH is let in from there alone, so the SSH jail would watch nobody.
   */
  ignore?: Cidr[];
  /**
   * Bans nobody: passwords, tokens and limits can be tried out for as long as one likes.
   */
  insecureOff?: boolean;
}
/**
 * The host's clock, kept by chrony: certificates, tokens and logs are worth as much as the time in them.
 */
export interface TimeSync {
  /**
   * Time servers; at least one. Authenticated ones are preferred. On AWS, 169.254.169.123 is near and needs no internet.
   *
   * @minItems 1
   * @maxItems 10
   */
  servers?:
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts?: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool?: boolean;
        },
      ];
}
/**
 * What is asked of people who log in, and of their passwords.
 */
export interface Logins {
  /**
   * Minutes after which a shell that waits for input ends itself, 1 to 1440.
   */
  idleMinutes?: number;
  /**
   * What is shown to people before they log in, one line. It says nothing of the system itself.
   */
  warning?: string;
}
/**
 * How long logs stay on the host itself, and that they cannot fill its disk.
 */
export interface LocalLogs {
  /**
   * Days after which the journal's entries and log files are deleted, 1 to 3650. They go earlier where they would take too much room: the journal above 1 GB or with less than 500 MB left on its disk, a log of the web server above 200 MB times this number, before compression.
   */
  retentionDays?: number;
}
/**
 * The API gateway: it knows every operation, lets in who may call it, and limits how often. Listens on loopback, behind the edge.
 */
export interface Gateway {
  /**
   * The software: Kong (3.9, without a database) or Tyk.
   */
  engine?: "kong" | "tyk";
  /**
   * TCP port on 127.0.0.1, 1024 to 65535.
   */
  port?: number;
  /**
   * The APIs, by name. What none of them describes is answered by 404, a method that a path does not have by 405.
   */
  apis: {
    [k: string]: GatewayApi;
  };
  /**
   * Who may call, by name: programs with keys of their own. Their keys are made and rotated by Portcullis.
   */
  consumers?: {
    /**
     * One consumer, with at least one kind of credential.
     */
    [k: string]: {
      roles?: Roles;
      /**
       * The consumer signs tokens with a key of its own. Default: it has no such key.
       */
      jwt?: {
        /**
         * Algorithm of the key, and the only one accepted (RFC 8725 section 3.1). HS256 is a secret that the gateway knows too.
         */
        algorithm?: "ES256" | "RS256" | "HS256";
        /**
         * Public keys that the consumer made itself, by key id. With any, none is made or rotated for it; ES256 or RS256 only.
         */
        publicKeys?: {
          [k: string]: PublicKey;
        };
      };
      /**
       * Whether the consumer has an API key.
       */
      apiKey?: boolean;
      /**
       * How often its keys were rotated out of turn. `npm run rotate` counts it up; it never goes down.
       */
      rotations?: number;
    };
  };
  /**
   * What a token that a consumer signs itself has to say. Its `iss` is the consumer's name; `exp` and `nbf` are needed always.
   */
  tokens?: {
    /**
     * The `aud` that tokens must be meant for: a name or URL of this gateway (RFC 8725 section 3.9).
     */
    audience?: string;
    /**
     * Longest time until a token expires, in seconds, 60 to 86400.
     */
    maximumLifetime?: number;
  };
  /**
   * OAuth 2.0 authorization servers whose access tokens (RFC 9068) are accepted, by name.
   */
  issuers?: {
    /**
     * One authorization server.
     */
    [k: string]: {
      /**
       * Its issuer identifier, which `iss` must equal letter for letter (RFC 8414), such as https://login.example.com.
       */
      issuer: string;
      /**
       * What `aud` must hold: this API's identifier at the server.
       */
      audience: string;
      /**
       * Signature algorithms accepted (RFC 8725 section 3.1). None is symmetric.
       *
       * @minItems 1
       */
      algorithms?: [
        "RS256" | "PS256" | "ES256" | "ES384" | "EdDSA",
        ...("RS256" | "PS256" | "ES256" | "ES384" | "EdDSA")[],
      ];
      /**
       * Where its keys are published (RFC 7517). Default: as its OpenID Connect discovery document says.
       */
      jwksUrl?: string;
      /**
       * Its public keys by key id, for a server that publishes none. With any, no keys are fetched.
       */
      publicKeys?: {
        [k: string]: PublicKey;
      };
      /**
       * Longest time until a token expires, in seconds, 60 to 86400.
       */
      maximumLifetime?: number;
      /**
       * Roles that a scope of a token gives, by scope (RFC 6749 section 3.3). Scopes that are not named give none.
       */
      scopes?: {
        [k: string]: Roles;
      };
    };
  };
  /**
   * How old keys get that Portcullis makes: a new one is made, accepted beside the former one, and takes its place.
   */
  rotation?: {
    /**
     * Age in days at which a key is replaced, 1 to 366.
     */
    afterDays?: number;
    /**
     * Days for which a new key is accepted before it is used, and a former one after that, 0 to 90; less than half of afterDays.
     */
    overlapDays?: number;
  };
  /**
   * Where requests are counted: local on each gateway by itself, redis for gateways that share their limits. Tyk always uses Redis. Kong counts exactly with redis alone: with local, calls that arrive together may all pass the last place of a limit.
   */
  limitStore?: "local" | "redis";
  /**
   * The Redis that counts. Default: one on the host itself, on loopback, with a password that is made for it.
   */
  redis?: {
    /**
     * DNS name that its certificate holds.
     */
    host: string;
    /**
     * TCP port, with TLS.
     */
    port?: Port;
    /**
     * Number of the database, 0 to 15.
     */
    database?: number;
    /**
     * Redis ACL user. Default: Redis's own `default`.
     */
    username?: string;
    /**
     * Password of that user, at least 16 characters.
     */
    password: string;
  };
  /**
   * Where Kong comes from. Needed with engine kong.
   */
  kong?: GatewayKong;
  /**
   * Where Tyk comes from. Needed with engine tyk.
   */
  tyk?: GatewayTyk;
}
/**
 * One API: where it answers and what each of its operations asks of callers.
 */
export interface GatewayApi {
  /**
   * Servers of the API, used in turn: http://127.0.0.1:PORT or http://[::1]:PORT on the host itself, https://NAME[:PORT] elsewhere.
   *
   * @minItems 1
   * @maxItems 50
   */
  upstreams: [string, ...string[]];
  /**
   * DNS names that the API answers for. Default: all that the edge serves.
   *
   * @maxItems 100
   */
  hosts?: DnsName[];
  /**
   * What stands in front of every path of the document, such as /v1; clients and upstream alike see it. The document's own servers are not read.
   */
  basePath?: string;
  /**
   * OpenAPI 3.0 or 3.1 document, JSON or YAML, in one file, relative to the project's folder. Default: the operations are those of routes.
   */
  openApi?: string;
  /**
   * Operations beside those of the document, by operation id.
   */
  routes?: {
    /**
     * One operation.
     */
    [k: string]: {
      /**
       * Its method.
       */
      method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
      /**
       * Its path below basePath, with parameters in braces, such as /orders/{id}.
       */
      path: string;
    };
  };
  /**
   * What some operations ask in place of what the API asks, by operation id or by method and path, such as `GET /orders`.
   */
  operations?: {
    [k: string]: GatewayOperation;
  };
  authentication?: Authentication;
  /**
   * Issuers whose tokens are accepted with oauth2. Default: all of gateway.issuers.
   *
   * @minItems 1
   */
  issuers?: [string, ...string[]];
  /**
   * A caller needs one of these roles; empty: any caller who proved who it is.
   */
  roles?: Roles;
  rateLimit?: RateLimit;
  quota?: Quota;
  bodyBytes?: BodyBytes;
  /**
   * Whether JSON bodies must be what the document says, else 422.
   */
  validateBody?: boolean;
  /**
   * Whether ModSecurity with the OWASP Core Rule Set looks at requests first, at an nginx edge; what it takes for an attack is answered by 403. It costs most of the throughput of an operation.
   */
  waf?: boolean;
  addresses?: Addresses;
  timeouts?: Timeouts;
  /**
   * Changes to the headers that the upstream gets.
   */
  requestHeaders?: HeaderChanges;
  /**
   * Changes to the headers that clients get.
   */
  responseHeaders?: HeaderChanges;
  /**
   * Web pages of other origins that may call (WHATWG Fetch, CORS protocol). Default: none may.
   */
  cors?: {
    /**
     * Origins such as https://app.example.com, letter for letter.
     *
     * @minItems 1
     * @maxItems 100
     */
    origins: [string, ...string[]];
    /**
     * Request headers that pages may send, in lower case.
     */
    headers?: string[];
    /**
     * Response headers that pages may read, in lower case.
     */
    exposedHeaders?: string[];
    /**
     * Whether pages may send cookies along.
     */
    credentials?: boolean;
    /**
     * How long browsers remember the answer to a preflight, in seconds, 0 to 86400.
     */
    maxAge?: number;
  };
}
/**
 * What one operation asks of callers. What is not set is as for the API.
 */
export interface GatewayOperation {
  /**
   * Whether anybody may call without proving who they are. The only way to make an operation public: a document's own `security` is not read.
   */
  public?: boolean;
  /**
   * Whether the operation is left out, as if the document did not have it.
   */
  blocked?: boolean;
  authentication?: Authentication;
  /**
   * A caller needs one of these roles; empty: any caller who proved who it is.
   */
  roles?: Roles;
  /**
   * Limit of this operation, counted apart from the API's.
   */
  rateLimit?: RateLimit;
  quota?: Quota;
  bodyBytes?: BodyBytes;
  contentTypes?: ContentTypes;
  /**
   * Whether a JSON body must be what the document says, else 422.
   */
  validateBody?: boolean;
  /**
   * Whether ModSecurity with the OWASP Core Rule Set looks at requests first, at an nginx edge; what it takes for an attack is answered by 403. It costs most of the throughput of an operation.
   */
  waf?: boolean;
  addresses?: Addresses;
  requestHeaders?: HeaderChanges;
  responseHeaders?: HeaderChanges;
}
/**
 * Most requests in each second, minute, hour and day, by the clock. More is answered by 429.
 */
export interface RateLimit {
  second?: Requests;
  minute?: Requests;
  hour?: Requests;
  day?: Requests;
  /**
   * Whose requests are counted together. Default: consumer, and address where the operation is public.
   */
  by?: "consumer" | "credential" | "address";
}
/**
 * Client addresses that may call. Others are answered by 403.
 */
export interface Addresses {
  /**
   * Ranges that may call; empty is all.
   *
   * @maxItems 1000
   */
  allow?: Cidr[];
  /**
   * Ranges that may not, even if allow holds them.
   *
   * @maxItems 1000
   */
  deny?: Cidr[];
}
/**
 * Headers to set and to remove.
 */
export interface HeaderChanges {
  /**
   * Values by header name in lower case; a value of the same name is replaced.
   */
  set?: {
    [k: string]: string;
  };
  /**
   * Header names in lower case.
   *
   * @maxItems 50
   */
  remove?: HeaderName[];
}
/**
 * Limits against a slow upstream, in seconds, 1 to 3600 each; else 504.
 */
export interface Timeouts {
  /**
   * Seconds until the upstream has to accept a connection. Default: 5.
   */
  connect?: number;
  /**
   * Seconds that the upstream may pause while it receives a request. Default: 60.
   */
  send?: number;
  /**
   * Seconds that the upstream may pause while it answers. Default: 60.
   */
  read?: number;
}
/**
 * A public key and the only algorithm that it verifies.
 */
export interface PublicKey {
  /**
   * Its algorithm (RFC 7518).
   */
  algorithm: "RS256" | "PS256" | "ES256" | "ES384" | "EdDSA";
  /**
   * The key as PEM (SubjectPublicKeyInfo).
   */
  pem: string;
}
/**
 * Where Kong 3.9 comes from: exactly one of package, archive and container.
 */
export interface GatewayKong {
  /**
   * A package from an apt repository, pinned to its version.
   */
  package?: {
    /**
     * URL of the repository.
     */
    repository: string;
    /**
     * Suite, such as bookworm.
     */
    suite: string;
    /**
     * Component.
     */
    component?: string;
    /**
     * URL of the repository's OpenPGP key.
     */
    signingKey: string;
    /**
     * Fingerprint of that key: 40 hexadecimal digits in upper case. Any other key is refused.
     */
    fingerprint: string;
    /**
     * Version of the package kong.
     */
    version?: string;
  };
  /**
   * A .deb file.
   */
  archive?: {
    /**
     * Where the host downloads it, or file:///… for one that is on the host already.
     */
    url: string;
    /**
     * SHA-256 of the file, 64 hexadecimal digits in lower case. Any other file is refused.
     */
    sha256: string;
  };
  /**
   * A container image, run by podman.
   */
  container?: {
    /**
     * The image with its digest, such as docker.io/library/kong@sha256:….
     */
    image: string;
  };
}
/**
 * Where Tyk comes from: exactly one of package and binary.
 */
export interface GatewayTyk {
  /**
   * The package tyk-gateway from an apt repository, pinned to its version.
   */
  package?: {
    /**
     * URL of the repository.
     */
    repository: string;
    /**
     * Suite, such as bookworm.
     */
    suite: string;
    /**
     * Component.
     */
    component?: string;
    /**
     * URL of the repository's OpenPGP key.
     */
    signingKey: string;
    /**
     * Fingerprint of that key: 40 hexadecimal digits in upper case. Any other key is refused.
     */
    fingerprint: string;
    /**
     * Version of the package, such as 4.3.5.
     */
    version: string;
  };
  /**
   * The gateway as one executable, such as one built from its Go module.
   */
  binary?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-256 of the file, 64 hexadecimal digits in lower case. Any other file is refused.
     */
    sha256: string;
  };
}
/**
 * The environment's logs: every host ships them, the hosts of the role logs keep them, look at them and raise alerts.
 */
export interface Logging {
  /**
   * Namespace of the environment's data streams, such as prod: logs-portcullis.access-prod. Environments that share an Elasticsearch need different ones.
   */
  namespace?: string;
  /**
   * Ranges that the environment's hosts have their addresses in: logs are taken from there, and sent there, alone. Default: the hosts' own addresses, or their subnets in AWS.
   *
   * @minItems 1
   */
  ranges?: [Cidr, ...Cidr[]];
  /**
   * Ranges that the logs may be looked at from, in Kibana or by npm run review, with a login or a key of their own. Default: adminRanges.
   *
   * @minItems 1
   */
  viewerRanges?: [Cidr, ...Cidr[]];
  /**
   * Filebeat on every host.
   */
  shipper?: LogShipper;
  /**
   * What runs on the hosts of the role logs.
   */
  server?: ElkServer;
  review?: LogReview;
}
/**
 * Filebeat, which sends the host's logs to Logstash or Elasticsearch and keeps them on disk while those are away.
 */
export interface LogShipper {
  /**
   * Where Filebeat's package comes from, unless binary is given. Filebeat must not be newer than what it sends to.
   */
  source?: ElasticSource;
  /**
   * Filebeat as one executable, such as one built from its Go module, instead of a package. Default: none.
   */
  binary?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-256 of the file, 64 hexadecimal digits in lower case. Any other file is refused.
     */
    sha256: string;
    /**
     * Its version, 7.17 or newer, such as 7.17.29.
     */
    version: string;
  };
  /**
   * How much the queue on disk holds while nobody takes the events, in MB. When it is full nothing is dropped: reading stops, and what rotation deletes meanwhile is lost.
   */
  queueMegabytes?: number;
  /**
   * Memory that the shipper may use, in MB. Beyond it the kernel ends it, and it goes on where it was.
   */
  memoryMegabytes?: number;
  /**
   * Processor time that the shipper may use, in percent of one processor. Whatever it is, all else on the host goes first.
   */
  cpuPercent?: number;
}
/**
 * What `npm run review` calls a finding, of which one is enough for its exit status to be 1.
 */
export interface LogReview {
  /**
   * Share of a site's requests that were answered with 5xx, in percent, above which it is a finding, 0 to 100.
   */
  serverErrorPercent?: number;
  /**
   * How much longer than in the period before the slowest twentieth of a site's requests takes, in percent, above which it is a finding, 10 to 1000.
   */
  slowerPercent?: number;
  /**
   * Failed logins over SSH above which they are a finding, 0 to 1000000.
   */
  failedLogins?: number;
  /**
   * Answers of 429 to one consumer above which they are a finding, 0 to 1000000000.
   */
  limitedRequests?: number;
  /**
   * How much more or fewer requests than in the period before a consumer makes, in percent, above which it is a finding, 10 to 100000.
   */
  consumerChangePercent?: number;
  /**
   * Hours out of the ordinary, of one kind of event, above which they are a finding, 0 to 1000.
   */
  outlierHours?: number;
  /**
   * Days that a certificate has left below which it is a finding, 1 to 60.
   */
  certificateDays?: number;
  /**
   * Days since a host's last successful update above which it is a finding, 1 to 60.
   */
  updateDays?: number;
  /**
   * Use of a file system from which on it is a finding, in percent, 1 to 99.
   */
  diskPercent?: number;
  /**
   * Least severity of an alert that is a finding.
   */
  alertSeverity?: "low" | "medium" | "high" | "critical";
}
/**
 * Each host looks every day at itself, whether it is what its configuration says. What it finds goes to its journal, and with the logs where there are any.
 */
export interface ResolvedAudit {
  /**
   * When it begins, every day, HH:MM in the host's time zone; after the automatic updates, and the reboot that they may need.
   */
  time: string;
  /**
   * Up to how many minutes later a host begins, so that not all do at once, 0 to 720.
   */
  randomDelayMinutes: number;
}
/**
 * Updates that install themselves: unattended-upgrades on Debian and Ubuntu, dnf-automatic on Rocky Linux.
 */
export interface ResolvedAutomaticUpdates {
  /**
   * security: security updates alone; all: also what the distribution's stable updates bring.
   */
  scope: "security" | "all";
  /**
   * When updates begin to install, every day, HH:MM in the host's time zone.
   */
  time: string;
  /**
   * Up to how many minutes later a host begins, so that not all do at once, 0 to 720.
   */
  randomDelayMinutes: number;
  /**
   * Reboots, without which a new kernel is not in force.
   */
  reboot: {
    /**
     * Whether the host reboots by itself when an update needs it.
     */
    automatic: boolean;
    /**
     * When, HH:MM in the host's time zone; after updates have installed.
     */
    time: string;
    /**
     * Whether it reboots although somebody is logged in. unattended-upgrades only.
     */
    withUsers: boolean;
  };
  /**
   * Whom to mail a report; the host needs a mail command that delivers. Default: nobody, the host's log tells.
   */
  mail?: {
    /**
     * Mail address.
     */
    to: string;
    /**
     * on-change: whenever something was installed or failed; only-on-error: when something failed. unattended-upgrades only.
     */
    when: "on-change" | "only-on-error";
  };
  /**
   * Installs no updates: known holes stay open until somebody acts.
   */
  insecureOff: boolean;
}
/**
 * CloudWatch alarms of every host, and who hears of them: emails, or a topic that exists.
 */
export interface ResolvedAwsAlarms {
  /**
   * Addresses that are told, through a topic that is made for them. Each gets a message to confirm that it wants to be.
   *
   * @maxItems 20
   */
  emails:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
  /**
   * ARN of an Amazon SNS topic that is there already, in the region of the hosts, and lets CloudWatch publish.
   */
  topicArn?: string;
  /**
   * Use of the processors, in percent over a quarter of an hour, above which there is an alarm, 1 to 100.
   */
  cpuPercent: number;
  /**
   * Use of the root volume, in percent, above which there is an alarm, 1 to 99.
   */
  diskPercent: number;
  /**
   * Days that the first certificate to end has left, below which there is an alarm, 1 to 60. They are renewed 30 days before their end.
   */
  certificateDays: number;
}
/**
 * Records of the edge's names in a public hosted zone of Amazon Route 53, which exists already. zoneId or zone says which; it has to be one of them.
 */
export interface ResolvedAwsDns {
  /**
   * Id of the hosted zone, such as Z0123456789ABCDEFGHIJ.
   */
  zoneId?: string;
  /**
   * Name of the hosted zone, such as example.com. The account has to have one public zone of that name.
   */
  zone?: string;
  /**
   * Seconds for which resolvers keep an address, 10 to 3600: so long do clients still come to a host that is out.
   */
  ttl: number;
  /**
   * Authorities that may issue certificates for the names, as they call themselves in CAA records (RFC 8659). None may issue a wildcard certificate.
   *
   * @minItems 1
   */
  certificateAuthorities: [string, ...string[]];
  /**
   * Path of a public operation that answers 2xx or 3xx on a healthy host, asked over HTTPS for the first name, where records are health-checked. Default: a host is healthy that takes TCP connections on port 443.
   */
  healthCheckPath?: string;
  /**
   * Whether the zone is signed (RFC 4033). It is in force once the registrar has the DS record that the stack puts out. One stack a zone.
   */
  dnssec: boolean;
  /**
   * Whether each query of the zone is logged, in the log group /aws/route53/ZONE of region us-east-1. One stack a zone.
   */
  queryLog: boolean;
  /**
   * Days for which logged queries are kept; a year at least is what PCI DSS 10.5.1 asks for.
   */
  queryLogRetentionDays: 365 | 400 | 545 | 731 | 1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653;
}
/**
 * A subnet that is there already.
 */
export interface ResolvedAwsExistingSubnet {
  /**
   * Id of the subnet, such as subnet-0123456789abcdef0.
   */
  id: string;
  /**
   * Its IPv4 range, such as 10.0.1.0/24.
   */
  cidrBlock: string;
  /**
   * Availability zone that it is in, such as eu-central-1a.
   */
  zone: string;
}
/**
 * A host on Amazon EC2: image, size and disk.
 */
export interface ResolvedAwsHost {
  platform: AwsPlatform;
  instanceType: InstanceType;
  volume: ResolvedRootVolume;
  image?: MachineImage;
}
/**
 * The Virtual Private Cloud (VPC) that hosts are in: one that is made from cidrBlock and zones, with a public and a private subnet in each zone, IPv4 only; or an existing one.
 */
export interface ResolvedAwsNetwork {
  /**
   * IPv4 range of the VPC, from /16 to /24, such as 10.20.0.0/16. It is cut into 16 parts: eight for public subnets, eight for private ones, one each for the zones a to h, so that a further zone moves no other. Cannot be changed without making everything anew.
   */
  cidrBlock?: string;
  /**
   * Availability zones of the region, two to eight, such as eu-central-1a. Add new ones at the end: the first one holds the NAT gateway of natGateways single.
   */
  zones?: string[];
  /**
   * How hosts in private subnets reach the internet, for packages and certificates. none: not at all. single: through one NAT gateway, and not at all while its zone is down. perZone: through one in their own zone. Each costs by the hour.
   */
  natGateways: "none" | "single" | "perZone";
  /**
   * Services that subnets reach inside AWS, through their route tables and for this account alone; free of charge. s3 also reaches the buckets that Systems Manager and the CloudWatch agent are fetched from, and no others.
   */
  gatewayEndpoints: ("s3" | "dynamodb")[];
  /**
   * Services that private subnets reach inside AWS, through an interface in each of them and for this account alone; each interface costs by the hour. Session Manager needs ssm, ssmmessages and ec2messages where there is no NAT gateway.
   */
  interfaceEndpoints: (
    "ec2" | "ec2messages" | "kms" | "logs" | "monitoring" | "sns" | "ssm" | "ssmmessages" | "sts"
  )[];
  /**
   * The log of all connections of the VPC, accepted and refused, in CloudWatch.
   */
  flowLogs: {
    /**
     * Days that it is kept: a year at least, as CloudWatch offers them.
     */
    retentionDays: 365 | 400 | 545 | 731 | 1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653;
  };
  /**
   * A VPC that is there already, instead of cidrBlock and zones. Its routes, endpoints and flow logs are its owner's: nothing is made in it here.
   */
  existing?: {
    /**
     * Id of the VPC, such as vpc-0123456789abcdef0.
     */
    vpcId: string;
    /**
     * Subnets with a route to an internet gateway.
     */
    publicSubnets: ResolvedAwsExistingSubnet[];
    /**
     * Subnets that nothing on the internet can connect to, with a way out for packages and certificates.
     */
    privateSubnets: ResolvedAwsExistingSubnet[];
  };
}
/**
 * An Amazon ElastiCache with Valkey that the gateways of an environment's hosts count in together. TLS and a password are always on. One environment each: gateways of two would withdraw each other's keys.
 */
export interface ResolvedAwsRedis {
  /**
   * Type of each node, such as cache.t4g.small or cache.m7g.large.
   */
  nodeType: string;
  /**
   * Nodes beside the primary one, in other zones, 0 to 5. With one or more a replica takes over within about a minute; with 0 the gateways refuse calls until a node is replaced.
   */
  replicas: number;
  /**
   * Weekly time in UTC for the provider's updates, as ddd:hh:mm-ddd:hh:mm, at least an hour.
   */
  maintenanceWindow: string;
  /**
   * Daily time in UTC for the snapshot, as hh:mm-hh:mm, at least an hour and not within maintenanceWindow.
   */
  snapshotWindow: string;
  /**
   * Days for which a snapshot is kept, 1 to 35.
   */
  snapshotRetentionDays: number;
  /**
   * Days for which the engine's log is kept in CloudWatch Logs; a year at least is what PCI DSS 10.5.1 asks for.
   */
  logRetentionDays: 365 | 400 | 545 | 731 | 1096 | 1827 | 2192 | 2557 | 2922 | 3288 | 3653;
}
/**
 * Hosts that are made in Amazon Web Services, with the network, the key, the storage and the alarms around them. The credentials are those of Pulumi's AWS provider.
 */
export interface ResolvedAws {
  /**
   * Region that everything is made in, such as eu-central-1.
   */
  region: string;
  network: ResolvedAwsNetwork;
  /**
   * The hosts that serve: api-1, api-2 and so on, spread over the network's zones in turn.
   */
  api: {
    /**
     * How many, 1 to 20. More than one need balancing.
     */
    count: number;
    /**
     * private: no address of their own, reached through balancing network and set up through the bastion. public: an Elastic IP address each.
     */
    subnets: "private" | "public";
    host: ResolvedAwsHost;
  };
  /**
   * A hardened host with an Elastic IP address that SSH connections to private hosts go through. Needed for private hosts.
   */
  bastion?: ResolvedAwsHost;
  /**
   * The hosts that collect the environment's logs, in private subnets: logs-1, or logs-1 to logs-3, spread over the network's zones in turn. What runs there is said in `logging`. Default: none.
   */
  logs?: {
    /**
     * How many: 1, or 3 so that one of them may fail. Elasticsearch needs a majority, which two have not.
     */
    count: 1 | 3;
    host: ResolvedAwsHost;
  };
  /**
   * How requests find one of several hosts. network: a Network Load Balancer. dns: health-checked records in Route 53, public hosts only. none: one host.
   */
  balancing: "network" | "dns" | "none";
  /**
   * Records of the edge's names in Amazon Route 53. Default: they are kept elsewhere.
   */
  dns?: ResolvedAwsDns;
  /**
   * An ElastiCache that counts the requests of all hosts together. Default: each gateway has a Redis of its own.
   */
  redis?: ResolvedAwsRedis;
  /**
   * CloudWatch alarms of every host, and who hears of them. Default: none.
   */
  alarms?: ResolvedAwsAlarms;
  /**
   * The bucket for logs and snapshots.
   */
  bucket: {
    /**
     * Days after which AWS's own logs in it are deleted, 90 to 3650. Snapshots are Elasticsearch's to delete.
     */
    expiryDays: number;
  };
  /**
   * Whether hosts, key, bucket and balancer are protected from deletion, by AWS and by Pulumi. For production.
   */
  deletionProtection: boolean;
}
/**
 * TLS certificates from an ACME directory (RFC 8555), such as Let's Encrypt, renewed by the host itself.
 */
export interface ResolvedCertificates {
  /**
   * Contact address of the ACME account. The client needs one, although Let's Encrypt no longer writes to it.
   */
  email: string;
  /**
   * letsencrypt, letsencrypt-staging (certificates that no browser trusts, for trying out), or the URL of another ACME directory.
   */
  directory: string;
  /**
   * PEM certificates that sign the directory's own HTTPS certificate. Default: the host's own trust store.
   */
  directoryCa?: string;
  /**
   * How names are proved: http-01 over port 80 of the host, dns-01-route53 by records in Amazon Route 53, with the instance's own role.
   */
  challenge: "http-01" | "dns-01-route53";
  /**
   * ID of the Route 53 hosted zone for dns-01-route53. Default: the zone is looked up, which the role has to allow.
   */
  route53ZoneId?: string;
  /**
   * AWS region for dns-01-route53; Route 53 itself is global.
   */
  awsRegion: string;
  /**
   * Key of the certificates: an elliptic curve (small and fast; the modern TLS profile needs one) or RSA with its bits.
   */
  keyType: "ecdsa-p256" | "ecdsa-p384" | "rsa-2048" | "rsa-4096";
}
/**
 * A small orders API for trying Portcullis out: an upstream that runs on the host, reachable from the host alone.
 */
export interface ResolvedDemoApi {
  /**
   * TCP port on 127.0.0.1, 1024 to 65535.
   */
  port: number;
  /**
   * Largest request body in bytes, 1 to 1 MiB. Larger is answered by 413.
   */
  bodyBytes: number;
}
/**
 * The HTTPS edge: a web server that ends TLS, limits clients and passes requests on to an upstream on the same host.
 */
export interface ResolvedEdge {
  /**
   * The web server. Apache counts requests in windows of 10 seconds, where nginx smooths them by a leaky bucket.
   */
  server: "nginx" | "apache";
  /**
   * Mozilla Server Side TLS 6.0 profile: intermediate is TLS 1.2 and 1.3 for nearly all clients, modern is TLS 1.3 alone.
   */
  tlsProfile: "intermediate" | "modern";
  /**
   * Strict-Transport-Security (RFC 6797): browsers keep to HTTPS for these names.
   */
  hsts: {
    /**
     * How long browsers remember, in seconds, from a day to ten years. Default: two years.
     */
    maxAge: number;
    /**
     * Whether names below the site's own are meant too.
     */
    includeSubDomains: boolean;
    /**
     * Consent to be built into browsers; hard to take back. Needs includeSubDomains and a maxAge of at least 31536000.
     */
    preload: boolean;
  };
  /**
   * Sends no Strict-Transport-Security: the first request of every visit can be intercepted over HTTP.
   */
  insecureNoHsts: boolean;
  /**
   * What is served. Requests for any other name are refused.
   *
   * @minItems 1
   * @maxItems 100
   */
  sites: [
    {
      /**
       * DNS names of the site, each on one site only. The first one names its certificate, which holds all of them.
       *
       * @minItems 1
       * @maxItems 100
       */
      names: [DnsName, ...DnsName[]];
      /**
       * Where requests are passed on to.
       */
      upstream: {
        /**
         * http://127.0.0.1:PORT or http://[::1]:PORT, or the same with https. Loopback only: requests must not leave the host.
         */
        url: string;
        /**
         * File on the host with the PEM certificates that sign the upstream's own, which has to hold the site's names. Needed with https, and with it alone; the file has to be there before the edge.
         */
        authority?: string;
        /**
         * Whether it serves pages for people rather than an API: what it says of them itself by content-security-policy, cross-origin-resource-policy, permissions-policy and referrer-policy is kept.
         */
        pages: boolean;
      };
    },
    ...{
      /**
       * DNS names of the site, each on one site only. The first one names its certificate, which holds all of them.
       *
       * @minItems 1
       * @maxItems 100
       */
      names: [DnsName, ...DnsName[]];
      /**
       * Where requests are passed on to.
       */
      upstream: {
        /**
         * http://127.0.0.1:PORT or http://[::1]:PORT, or the same with https. Loopback only: requests must not leave the host.
         */
        url: string;
        /**
         * File on the host with the PEM certificates that sign the upstream's own, which has to hold the site's names. Needed with https, and with it alone; the file has to be there before the edge.
         */
        authority?: string;
        /**
         * Whether it serves pages for people rather than an API: what it says of them itself by content-security-policy, cross-origin-resource-policy, permissions-policy and referrer-policy is kept.
         */
        pages: boolean;
      };
    }[],
  ];
  /**
   * Limits of each client address. An IPv6 client is its /64 network on nginx.
   */
  limits: {
    /**
     * Requests a second that an address may make in the long run, 1 to 100000. More is answered by 429.
     */
    requestsPerSecond: number;
    /**
     * Requests that an address may make at once on top of the rate, 1 to 100000.
     */
    burst: number;
    /**
     * Connections (with HTTP/2 on nginx: requests at a time) of an address, 1 to 10000. More is answered by 429 or closed.
     */
    connections: number;
    /**
     * Largest request body in bytes, 1 to 1 GiB. Larger is answered by 413. Default: 1 MiB.
     */
    bodyBytes: number;
  };
  /**
   * Limits against slow clients and slow upstreams, in seconds, 1 to 3600 each.
   */
  timeouts: {
    /**
     * Seconds that a client may take to send the whole request header.
     */
    header: number;
    /**
     * Seconds that a client may pause while it sends the body.
     */
    body: number;
    /**
     * Seconds that a client may pause while it receives the response.
     */
    send: number;
    /**
     * Seconds that a connection stays open between two requests.
     */
    idle: number;
    /**
     * Seconds until the upstream has to accept a connection, else 504 (502 on Apache).
     */
    upstreamConnect: number;
    /**
     * Seconds that the upstream may pause while it receives a request or sends a response, else 504.
     */
    upstream: number;
  };
  /**
   * Further response headers, or other values for the security headers, by name in lower case. Strict-Transport-Security has settings of its own.
   */
  responseHeaders: {
    [k: string]: string;
  };
}
/**
 * Where a program of the Elastic Stack comes from: Elastic's package repository, a mirror of it, or one file with a checksum.
 */
export interface ResolvedElasticSource {
  /**
   * Version of the package; no other is installed. Those of Elasticsearch, Logstash and Kibana have to be the same, and none of Filebeat's may be newer.
   */
  version: string;
  /**
   * URL of an apt or, for Rocky Linux, yum repository that holds it. Default: Elastic's own, of the version's major.
   */
  repository?: string;
  /**
   * URL of the OpenPGP key that signs the repository.
   */
  signingKey: string;
  /**
   * Fingerprint of that key: 40 hexadecimal digits in upper case. Any other key is refused.
   */
  fingerprint: string;
  /**
   * The package as one file, .deb or .rpm, instead of a repository. Default: none.
   */
  archive?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-512 of the file, 128 hexadecimal digits in lower case, as Elastic publishes it beside each file. Any other file is refused.
     */
    sha512: string;
  };
}
/**
 * Where the logs are kept: Elasticsearch on one host or on three, or one that is there already.
 */
export interface ResolvedElasticsearch {
  /**
   * The package that it is installed from.
   */
  source: ResolvedElasticSource;
  /**
   * A .tar.gz as Elastic publishes it, with a Java of its own, instead of the package. Default: none.
   */
  tarball?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-512 of the file, 128 hexadecimal digits in lower case, as Elastic publishes it beside each file. Any other file is refused.
     */
    sha512: string;
  };
  /**
   * An Elasticsearch that is there already and belongs to somebody: no node is made, only data streams, roles and keys. Default: none.
   */
  existing?: {
    /**
     * Its HTTPS URL.
     */
    url: string;
    /**
     * PEM certificates that sign its own. Default: the hosts' trust store.
     */
    authority?: string;
    /**
     * Account that sets it up and makes keys: an API key could only make keys without rights. It needs the cluster privileges monitor, manage_security, manage_index_templates and manage_ilm, for snapshots manage_slm and cluster:admin/repository/*, and all privileges on the environment's data streams.
     */
    user: string;
    /**
     * Password of the account.
     */
    password: string;
  };
  /**
   * Java heap in MiB, 256 to 31744: above that, Java's pointers take twice the room. Default: half of the host's memory, within these bounds.
   */
  heapMegabytes?: number;
  /**
   * How long events are kept at least, in days, 1 to 3650. They go with their index, at most rollover.days later.
   */
  retentionDays: number;
  /**
   * When a data stream goes on in a new index: whichever comes first.
   */
  rollover: {
    /**
     * Age of the index, in days, 1 to 90.
     */
    days: number;
    /**
     * Size of its primary shard, in GiB, 1 to 50.
     */
    gigabytes: number;
  };
  /**
   * Copies of the data streams, made every day. Default: none.
   */
  snapshots?: {
    /**
     * Where they are: exactly one of folder and bucket.
     */
    repository: {
      /**
       * A folder of the host, made where it is missing; with three nodes one that all of them share, such as an NFS mount.
       */
      folder?: string;
      /**
       * Name of an S3 bucket in the hosts' own region, which their role may read and write. On each host a service of root's hands its role to Elasticsearch alone.
       */
      bucket?: string;
    };
    /**
     * When they are made, in UTC.
     */
    time: string;
    /**
     * How long each is kept, in days, 1 to 3650.
     */
    keepDays: number;
  };
}
/**
 * What collects the logs of an environment, keeps them, shows them and raises alerts.
 */
export interface ResolvedElkServer {
  elasticsearch: ResolvedElasticsearch;
  /**
   * Logstash in front of Elasticsearch, on each of its hosts: it cleans events once more and takes them while Elasticsearch is away. `{}` has it with all defaults. Default: none; hosts write to Elasticsearch, each with an API key of its own that can do nothing else.
   */
  logstash?: ResolvedLogstash;
  /**
   * Kibana on the first of the hosts, behind an edge of that host. Default: none.
   */
  kibana?: ResolvedKibana;
  alerts: ResolvedLogAlerts;
}
/**
 * Logstash between the shippers and Elasticsearch: it lets in those with a certificate of the environment, cleans their events, and keeps them on disk until they are stored.
 */
export interface ResolvedLogstash {
  source: ResolvedElasticSource;
  /**
   * Java heap in MiB, 256 to 31744. Default: an eighth of the host's memory, but no less than 512 and no more than 4096.
   */
  heapMegabytes?: number;
  /**
   * Where events are kept on disk while Elasticsearch is away. Is it full, shippers wait, with queues of their own.
   */
  queue: {
    /**
     * Its size in MiB, 256 to 1048576.
     */
    megabytes: number;
    /**
     * After how many events it is written through to the disk, and at the latest after a second. So many can be lost where the host loses its power, none where Logstash is killed. 1 loses none, and is slow.
     */
    checkpointWrites: number;
  };
  /**
   * Events that Elasticsearch refused, on their way to a data stream of their own.
   */
  deadLetters: {
    /**
     * Size of their queue in MiB, 16 to 65536. Is it full, the oldest go.
     */
    megabytes: number;
    /**
     * How long they stay there at most, in days.
     */
    days: number;
  };
}
/**
 * Kibana on loopback, behind an edge of its host: dashboards, searches and, with its own rules, alerts.
 */
export interface ResolvedKibana {
  source: ResolvedElasticSource;
  /**
   * DNS name that people reach it at, such as logs.example.com; the edge's certificate is for it.
   */
  name: DnsName;
  /**
   * JavaScript heap in MiB, 512 to 8192.
   */
  heapMegabytes: number;
  /**
   * How long a login lasts.
   */
  session: {
    /**
     * Minutes after which somebody who does nothing is logged out, 5 to 1440.
     */
    idleMinutes: number;
    /**
     * Hours after which everybody is, 1 to 168.
     */
    lifespanHours: number;
  };
  /**
   * Elastic's licence of the server: with basic, which is free, Kibana sends no e-mail and calls no webhooks.
   */
  licence: "basic" | "gold" | "platinum" | "enterprise" | "trial";
}
/**
 * Alerts on what the logs say: when they fire, and who hears of them. Every alert is written to the data stream of alerts and to a log; e-mail and webhook come on top.
 */
export interface ResolvedLogAlerts {
  /**
   * What looks at the logs: Kibana's own rules, or ElastAlert 2, which needs no Kibana. Kibana sends e-mail and calls webhooks with a gold licence only (Elastic's subscriptions); ElastAlert 2 always does. Default: Kibana where there is one, else ElastAlert 2.
   */
  engine?: "kibana" | "elastAlert";
  /**
   * Time between two looks at the logs, in seconds, 10 to 3600.
   */
  everySeconds: number;
  /**
   * How long an alert that goes on is not told again, in minutes, 5 to 10080. What lasts for days, such as a certificate near its end, is told once a day at most.
   */
  repeatMinutes: number;
  /**
   * From when on there is an alert, by rule.
   */
  thresholds: {
    /**
     * server-errors: answers of 5xx among all of a site.
     */
    serverErrors: {
      /**
       * Share of the requests, in percent, above which there is an alert, 0.1 to 100.
       */
      percent: number;
      /**
       * With fewer requests in that time there is none, 1 to 1000000.
       */
      minimumRequests: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes: number;
    };
    /**
     * latency: time that the slowest twentieth of a site's requests takes (the 95th percentile).
     */
    latency: {
      /**
       * Time above which there is an alert, in milliseconds, 1 to 3600000.
       */
      milliseconds: number;
      /**
       * With fewer requests in that time there is none, 1 to 1000000.
       */
      minimumRequests: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes: number;
    };
    /**
     * denied-requests: answers of 401 and 403 to one address.
     */
    deniedRequests: {
      /**
       * How many are an alert, 1 to 1000000.
       */
      count: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes: number;
    };
    /**
     * limited-consumer: answers of 429 to one consumer.
     */
    limitedConsumer: {
      /**
       * How many are an alert, 1 to 1000000.
       */
      count: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes: number;
    };
    /**
     * certificate-expiry: a TLS certificate near its end.
     */
    certificateExpiry: {
      /**
       * Days left below which there is an alert, 1 to 60. Certificates are renewed 30 days before their end: a lower number tells that renewals fail.
       */
      days: number;
    };
    /**
     * new-address-login: an SSH login from an address that none came from before.
     */
    newAddressLogin: {
      /**
       * How far back an address is remembered, in days, 2 to 90. Logs that are kept for less are what counts.
       */
      historyDays: number;
    };
    /**
     * updates-overdue: a host whose automatic updates did not succeed.
     */
    updatesOverdue: {
      /**
       * Days since the last success, above which there is an alert, 1 to 60.
       */
      days: number;
    };
    /**
     * host-silent: a host that nothing is heard from; each reports on itself every 5 minutes.
     */
    hostSilent: {
      /**
       * Silence that is an alert, in minutes, 6 to 1440.
       */
      minutes: number;
    };
    /**
     * disk-full: a file system that fills up.
     */
    diskFull: {
      /**
       * Use from which on there is an alert, in percent, 1 to 99.
       */
      percent: number;
    };
    /**
     * shipper-queue: events that wait on a host because the log hosts do not take them.
     */
    shipperQueue: {
      /**
       * Size of the queue from which on there is an alert, in MiB, 1 to 1048576.
       */
      mebibytes: number;
    };
    /**
     * refused-events: events that the log hosts did not store.
     */
    refusedEvents: {
      /**
       * How many are an alert, 1 to 1000000.
       */
      count: number;
      /**
       * Time that is looked at, in minutes, 1 to 1440.
       */
      minutes: number;
    };
  };
  /**
   * Rules that are not wanted, by their names. Those that tell of attacks or of lost logs stand under insecureRulesOff.
   */
  off: (
    "server-errors" | "latency" | "limited-consumer" | "certificate-expiry" | "disk-full" | "shipper-queue"
  )[];
  /**
   * Rules that are switched off although they tell of attacks, of missing updates, of lost logs or of lost protection, by their names.
   */
  insecureRulesOff: (
    | "denied-requests"
    | "root-login"
    | "new-address-login"
    | "update-failed"
    | "updates-overdue"
    | "host-silent"
    | "refused-events"
    | "audit-score-fell"
  )[];
  /**
   * No alert at all: nobody learns of an attack or a failure from the logs.
   */
  insecureOff: boolean;
  /**
   * Who gets an e-mail, and through which server. STARTTLS (RFC 3207) is used always, and the server's certificate is checked. Default: nobody.
   */
  email?: {
    /**
     * Addresses that are told.
     *
     * @minItems 1
     */
    to: [string, ...string[]];
    /**
     * Address that the e-mail comes from.
     */
    from: string;
    /**
     * Name of the mail server, as its certificate has it.
     */
    host: DnsName;
    /**
     * TCP port of the mail server's submission service (RFC 6409).
     */
    port: Port;
    /**
     * Account to log in with. Default: none, for a server that knows its senders by their address.
     */
    user?: string;
    /**
     * Password of the account.
     */
    password?: string;
    /**
     * PEM certificates that sign the server's own. Default: the host's trust store.
     */
    authority?: string;
  };
  /**
   * A service that gets every alert as a JSON object by POST, such as a chat or an incident manager. Default: none.
   */
  webhook?: {
    /**
     * Its URL; a secret, as whoever knows it can post.
     */
    url: string;
    /**
     * PEM certificates that sign the service's own. Default: the host's trust store.
     */
    authority?: string;
  };
  /**
   * Where ElastAlert 2 comes from.
   */
  elastAlert: {
    /**
     * Index of Python packages (PEP 503): the Python Package Index or a mirror of it. Every package is held to its SHA-256.
     */
    index: string;
  };
}
/**
 * One environment: its hosts and everything that runs on them. The value of portcullis:environment in a stack's file.
 */
export interface ResolvedEnvironment {
  /**
   * Hosts that exist already, by name.
   */
  hosts: {
    [k: string]: ResolvedExistingHost;
  };
  /**
   * Hosts that are made in Amazon Web Services. Default: none.
   */
  aws?: ResolvedAws;
  /**
   * Ranges from which SSH is let in: at least one, as hosts are set up over SSH, and none of length 0.
   */
  adminRanges: Cidr[];
  /**
   * How a change reaches several hosts. rolling: one after the other, each once the one before it is verified; the first that fails stops the change, and those after it stay as they are. parallel: all at once.
   */
  rollout: "rolling" | "parallel";
  kernel: ResolvedKernel;
  firewall: ResolvedFirewall;
  sshServer: ResolvedSshServer;
  automaticUpdates: ResolvedAutomaticUpdates;
  intrusionPrevention: ResolvedIntrusionPrevention;
  timeSync: ResolvedTimeSync;
  logins: ResolvedLogins;
  localLogs: ResolvedLocalLogs;
  audit: ResolvedAudit;
  certificates?: ResolvedCertificates;
  edge?: ResolvedEdge;
  gateway?: ResolvedGateway;
  /**
   * Where the hosts' logs go, and what becomes of them there. Default: they stay on the hosts.
   */
  logging?: ResolvedLogging;
  demoApi?: ResolvedDemoApi;
}
/**
 * A host that exists already: how to reach it and what it runs.
 */
export interface ResolvedExistingHost {
  /**
   * IP address or DNS name that SSH connects to.
   */
  address: string;
  /**
   * IP address that the environment's other hosts reach it at, one of the host's own; for the role logs. Default: address.
   */
  internalAddress?: string;
  /**
   * Port that SSH connects to, 1 to 65535.
   */
  port: Port;
  /**
   * User to log in as: root, or one that may run sudo without a password.
   */
  user: string;
  /**
   * File with the OpenSSH private key, relative to the project's folder; ~ is the home folder. Default: the secret configuration value portcullis:sshPrivateKey.
   */
  privateKeyFile?: string;
  /**
   * The host's public SSH key in authorized_keys form, such as `ssh-ed25519 AAAA…`: any other key is refused.
   */
  hostKey: string;
  /**
   * api: it gets all that the environment names. logs: it is hardened, and collects the logs of all hosts as `logging` says.
   */
  role: "api" | "logs";
  /**
   * The host's operating system, ID-VERSION_ID of its /etc/os-release.
   */
  platform: "debian-12" | "debian-13" | "ubuntu-22.04" | "ubuntu-24.04" | "rocky-9";
}
/**
 * Kernel settings (sysctl) that narrow what a local or network attacker can do.
 */
export interface ResolvedKernel {
  /**
   * Whether the host routes packets between interfaces, as container hosts and routers must.
   */
  forwarding: boolean;
  /**
   * Further sysctl settings, or other values for ours, by name, such as vm.max_map_count: two or more parts joined by dots.
   */
  overrides: {
    /**
     * The value: a whole number, or text of letters, digits, spaces and . , : / | % + _ - as sysctl takes it.
     */
    [k: string]: string | number;
  };
}
/**
 * The host's packet filter for IPv4 and IPv6: everything is closed that is not opened here, inwards and outwards.
 */
export interface ResolvedFirewall {
  /**
   * What holds the rules. nftables: one transaction in a table of its own. ufw and iptables: for hosts that are run with them; Debian and Ubuntu only.
   */
  backend: "nftables" | "ufw" | "iptables";
  /**
   * Ports let in beside SSH and those that components open by themselves.
   *
   * @maxItems 100
   */
  extraPorts: {
    port: Port;
    /**
     * The port's protocol.
     */
    protocol: "tcp" | "udp";
    /**
     * Ranges that may connect; at least one. 0.0.0.0/0 and ::/0 are everybody.
     *
     * @minItems 1
     */
    from: [Cidr, ...Cidr[]];
  }[];
  /**
   * New SSH connections that one source address may make; more are dropped. Pulumi opens one for each changed bundle, all at once.
   */
  sshRate: {
    /**
     * New connections a minute in the long run, 1 to 1000.
     */
    perMinute: number;
    /**
     * New connections at once after a pause, 1 to 1000.
     */
    burst: number;
  };
  /**
   * Ports that the host may connect to beside DNS (53), NTP (123, 4460/tcp), HTTP (80) and HTTPS (443).
   *
   * @maxItems 100
   */
  egress: {
    port: Port;
    /**
     * The port's protocol.
     */
    protocol: "tcp" | "udp";
    /**
     * Ranges that may be connected to; at least one. 0.0.0.0/0 and ::/0 are everywhere.
     *
     * @minItems 1
     */
    to: [Cidr, ...Cidr[]];
  }[];
  /**
   * Lets the host connect to anywhere: whoever breaks into a service can send out what it finds. The instance metadata stays closed.
   */
  insecureOpenOutput: boolean;
  /**
   * Lets every user of the host ask the instance metadata (169.254.169.254, fd00:ec2::254), which hands out cloud credentials; else root alone may.
   */
  insecureMetadataForAll: boolean;
}
/**
 * The host's SSH server: keys only, no root, algorithms as ssh-audit's policy for the distribution asks.
 */
export interface ResolvedSshServer {
  /**
   * Accounts that may log in. Empty: all that have a key. Has to hold the account that Portcullis logs in as.
   */
  allowUsers: string[];
  /**
   * Groups of which a user has to be a member to log in. Empty: no such condition.
   */
  allowGroups: string[];
  /**
   * Attempts at authentication in one connection, 1 to 10; each key that a client offers counts.
   */
  maxAuthTries: number;
  /**
   * Seconds that a client has to log in, 5 to 120.
   */
  loginGraceSeconds: number;
  /**
   * Lets users reach, through SSH, what the host itself can connect to, such as services on its loopback address.
   */
  tcpForwarding: boolean;
  /**
   * Lets users log in with passwords, which can be guessed.
   */
  insecurePasswordLogin: boolean;
}
/**
 * fail2ban: addresses that keep failing to log in or to keep within limits are shut out for a while, longer each time.
 */
export interface ResolvedIntrusionPrevention {
  /**
   * Failures within findMinutes after which an address is banned, 1 to 100.
   */
  maxRetry: number;
  /**
   * Minutes in which failures are counted together, 1 to 1440.
   */
  findMinutes: number;
  /**
   * Minutes of the first ban, 1 to 10080; every further one takes twice as long.
   */
  banMinutes: number;
  /**
   * Longest ban in hours, 1 to 8760.
   */
  maxBanHours: number;
  /**
   * Requests refused by the web server's rate limit within findMinutes after which an address is banned, 1 to 100000.
   */
  limitMaxRetry: number;
  /**
   * Ranges that are never banned. adminRanges are not among them by themselves: SSH is let in from there alone, so the SSH jail would watch nobody.
   */
  ignore: Cidr[];
  /**
   * Bans nobody: passwords, tokens and limits can be tried out for as long as one likes.
   */
  insecureOff: boolean;
}
/**
 * The host's clock, kept by chrony: certificates, tokens and logs are worth as much as the time in them.
 */
export interface ResolvedTimeSync {
  /**
   * Time servers; at least one. Authenticated ones are preferred. On AWS, 169.254.169.123 is near and needs no internet.
   *
   * @minItems 1
   * @maxItems 10
   */
  servers:
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ]
    | [
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
        {
          /**
           * IP address or DNS name.
           */
          host: string;
          /**
           * Whether the server proves who it is by Network Time Security (RFC 8915); needs TCP port 4460 outwards.
           */
          nts: boolean;
          /**
           * Whether the name stands for many servers, of which up to 4 are used.
           */
          pool: boolean;
        },
      ];
}
/**
 * What is asked of people who log in, and of their passwords.
 */
export interface ResolvedLogins {
  /**
   * Minutes after which a shell that waits for input ends itself, 1 to 1440.
   */
  idleMinutes: number;
  /**
   * What is shown to people before they log in, one line. It says nothing of the system itself.
   */
  warning: string;
}
/**
 * How long logs stay on the host itself, and that they cannot fill its disk.
 */
export interface ResolvedLocalLogs {
  /**
   * Days after which the journal's entries and log files are deleted, 1 to 3650. They go earlier where they would take too much room: the journal above 1 GB or with less than 500 MB left on its disk, a log of the web server above 200 MB times this number, before compression.
   */
  retentionDays: number;
}
/**
 * The API gateway: it knows every operation, lets in who may call it, and limits how often. Listens on loopback, behind the edge.
 */
export interface ResolvedGateway {
  /**
   * The software: Kong (3.9, without a database) or Tyk.
   */
  engine: "kong" | "tyk";
  /**
   * TCP port on 127.0.0.1, 1024 to 65535.
   */
  port: number;
  /**
   * The APIs, by name. What none of them describes is answered by 404, a method that a path does not have by 405.
   */
  apis: {
    [k: string]: ResolvedGatewayApi;
  };
  /**
   * Who may call, by name: programs with keys of their own. Their keys are made and rotated by Portcullis.
   */
  consumers: {
    /**
     * One consumer, with at least one kind of credential.
     */
    [k: string]: {
      roles: Roles;
      /**
       * The consumer signs tokens with a key of its own. Default: it has no such key.
       */
      jwt?: {
        /**
         * Algorithm of the key, and the only one accepted (RFC 8725 section 3.1). HS256 is a secret that the gateway knows too.
         */
        algorithm: "ES256" | "RS256" | "HS256";
        /**
         * Public keys that the consumer made itself, by key id. With any, none is made or rotated for it; ES256 or RS256 only.
         */
        publicKeys: {
          [k: string]: PublicKey;
        };
      };
      /**
       * Whether the consumer has an API key.
       */
      apiKey: boolean;
      /**
       * How often its keys were rotated out of turn. `npm run rotate` counts it up; it never goes down.
       */
      rotations: number;
    };
  };
  /**
   * What a token that a consumer signs itself has to say. Its `iss` is the consumer's name; `exp` and `nbf` are needed always.
   */
  tokens: {
    /**
     * The `aud` that tokens must be meant for: a name or URL of this gateway (RFC 8725 section 3.9).
     */
    audience: string;
    /**
     * Longest time until a token expires, in seconds, 60 to 86400.
     */
    maximumLifetime: number;
  };
  /**
   * OAuth 2.0 authorization servers whose access tokens (RFC 9068) are accepted, by name.
   */
  issuers: {
    /**
     * One authorization server.
     */
    [k: string]: {
      /**
       * Its issuer identifier, which `iss` must equal letter for letter (RFC 8414), such as https://login.example.com.
       */
      issuer: string;
      /**
       * What `aud` must hold: this API's identifier at the server.
       */
      audience: string;
      /**
       * Signature algorithms accepted (RFC 8725 section 3.1). None is symmetric.
       *
       * @minItems 1
       */
      algorithms: [
        "RS256" | "PS256" | "ES256" | "ES384" | "EdDSA",
        ...("RS256" | "PS256" | "ES256" | "ES384" | "EdDSA")[],
      ];
      /**
       * Where its keys are published (RFC 7517). Default: as its OpenID Connect discovery document says.
       */
      jwksUrl?: string;
      /**
       * Its public keys by key id, for a server that publishes none. With any, no keys are fetched.
       */
      publicKeys: {
        [k: string]: PublicKey;
      };
      /**
       * Longest time until a token expires, in seconds, 60 to 86400.
       */
      maximumLifetime: number;
      /**
       * Roles that a scope of a token gives, by scope (RFC 6749 section 3.3). Scopes that are not named give none.
       */
      scopes: {
        [k: string]: Roles;
      };
    };
  };
  /**
   * How old keys get that Portcullis makes: a new one is made, accepted beside the former one, and takes its place.
   */
  rotation: {
    /**
     * Age in days at which a key is replaced, 1 to 366.
     */
    afterDays: number;
    /**
     * Days for which a new key is accepted before it is used, and a former one after that, 0 to 90; less than half of afterDays.
     */
    overlapDays: number;
  };
  /**
   * Where requests are counted: local on each gateway by itself, redis for gateways that share their limits. Tyk always uses Redis. Kong counts exactly with redis alone: with local, calls that arrive together may all pass the last place of a limit.
   */
  limitStore: "local" | "redis";
  /**
   * The Redis that counts. Default: one on the host itself, on loopback, with a password that is made for it.
   */
  redis?: {
    /**
     * DNS name that its certificate holds.
     */
    host: string;
    /**
     * TCP port, with TLS.
     */
    port: Port;
    /**
     * Number of the database, 0 to 15.
     */
    database: number;
    /**
     * Redis ACL user. Default: Redis's own `default`.
     */
    username: string;
    /**
     * Password of that user, at least 16 characters.
     */
    password: string;
  };
  /**
   * Where Kong comes from. Needed with engine kong.
   */
  kong?: ResolvedGatewayKong;
  /**
   * Where Tyk comes from. Needed with engine tyk.
   */
  tyk?: ResolvedGatewayTyk;
}
/**
 * One API: where it answers and what each of its operations asks of callers.
 */
export interface ResolvedGatewayApi {
  /**
   * Servers of the API, used in turn: http://127.0.0.1:PORT or http://[::1]:PORT on the host itself, https://NAME[:PORT] elsewhere.
   *
   * @minItems 1
   * @maxItems 50
   */
  upstreams: [string, ...string[]];
  /**
   * DNS names that the API answers for. Default: all that the edge serves.
   *
   * @maxItems 100
   */
  hosts: DnsName[];
  /**
   * What stands in front of every path of the document, such as /v1; clients and upstream alike see it. The document's own servers are not read.
   */
  basePath: string;
  /**
   * OpenAPI 3.0 or 3.1 document, JSON or YAML, in one file, relative to the project's folder. Default: the operations are those of routes.
   */
  openApi?: string;
  /**
   * Operations beside those of the document, by operation id.
   */
  routes: {
    /**
     * One operation.
     */
    [k: string]: {
      /**
       * Its method.
       */
      method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
      /**
       * Its path below basePath, with parameters in braces, such as /orders/{id}.
       */
      path: string;
    };
  };
  /**
   * What some operations ask in place of what the API asks, by operation id or by method and path, such as `GET /orders`.
   */
  operations: {
    [k: string]: ResolvedGatewayOperation;
  };
  authentication: Authentication;
  /**
   * Issuers whose tokens are accepted with oauth2. Default: all of gateway.issuers.
   *
   * @minItems 1
   */
  issuers?: [string, ...string[]];
  /**
   * A caller needs one of these roles; empty: any caller who proved who it is.
   */
  roles: Roles;
  rateLimit: RateLimit;
  quota?: Quota;
  bodyBytes: BodyBytes;
  /**
   * Whether JSON bodies must be what the document says, else 422.
   */
  validateBody: boolean;
  /**
   * Whether ModSecurity with the OWASP Core Rule Set looks at requests first, at an nginx edge; what it takes for an attack is answered by 403. It costs most of the throughput of an operation.
   */
  waf: boolean;
  addresses: Addresses;
  timeouts: Timeouts;
  /**
   * Changes to the headers that the upstream gets.
   */
  requestHeaders: HeaderChanges;
  /**
   * Changes to the headers that clients get.
   */
  responseHeaders: HeaderChanges;
  /**
   * Web pages of other origins that may call (WHATWG Fetch, CORS protocol). Default: none may.
   */
  cors?: {
    /**
     * Origins such as https://app.example.com, letter for letter.
     *
     * @minItems 1
     * @maxItems 100
     */
    origins: [string, ...string[]];
    /**
     * Request headers that pages may send, in lower case.
     */
    headers: string[];
    /**
     * Response headers that pages may read, in lower case.
     */
    exposedHeaders: string[];
    /**
     * Whether pages may send cookies along.
     */
    credentials: boolean;
    /**
     * How long browsers remember the answer to a preflight, in seconds, 0 to 86400.
     */
    maxAge: number;
  };
}
/**
 * What one operation asks of callers. What is not set is as for the API.
 */
export interface ResolvedGatewayOperation {
  /**
   * Whether anybody may call without proving who they are. The only way to make an operation public: a document's own `security` is not read.
   */
  public: boolean;
  /**
   * Whether the operation is left out, as if the document did not have it.
   */
  blocked: boolean;
  authentication?: Authentication;
  /**
   * A caller needs one of these roles; empty: any caller who proved who it is.
   */
  roles?: Roles;
  /**
   * Limit of this operation, counted apart from the API's.
   */
  rateLimit?: RateLimit;
  quota?: Quota;
  bodyBytes?: BodyBytes;
  contentTypes?: ContentTypes;
  /**
   * Whether a JSON body must be what the document says, else 422.
   */
  validateBody?: boolean;
  /**
   * Whether ModSecurity with the OWASP Core Rule Set looks at requests first, at an nginx edge; what it takes for an attack is answered by 403. It costs most of the throughput of an operation.
   */
  waf?: boolean;
  addresses?: Addresses;
  requestHeaders?: HeaderChanges;
  responseHeaders?: HeaderChanges;
}
/**
 * Where Kong 3.9 comes from: exactly one of package, archive and container.
 */
export interface ResolvedGatewayKong {
  /**
   * A package from an apt repository, pinned to its version.
   */
  package?: {
    /**
     * URL of the repository.
     */
    repository: string;
    /**
     * Suite, such as bookworm.
     */
    suite: string;
    /**
     * Component.
     */
    component: string;
    /**
     * URL of the repository's OpenPGP key.
     */
    signingKey: string;
    /**
     * Fingerprint of that key: 40 hexadecimal digits in upper case. Any other key is refused.
     */
    fingerprint: string;
    /**
     * Version of the package kong.
     */
    version: string;
  };
  /**
   * A .deb file.
   */
  archive?: {
    /**
     * Where the host downloads it, or file:///… for one that is on the host already.
     */
    url: string;
    /**
     * SHA-256 of the file, 64 hexadecimal digits in lower case. Any other file is refused.
     */
    sha256: string;
  };
  /**
   * A container image, run by podman.
   */
  container?: {
    /**
     * The image with its digest, such as docker.io/library/kong@sha256:….
     */
    image: string;
  };
}
/**
 * Where Tyk comes from: exactly one of package and binary.
 */
export interface ResolvedGatewayTyk {
  /**
   * The package tyk-gateway from an apt repository, pinned to its version.
   */
  package?: {
    /**
     * URL of the repository.
     */
    repository: string;
    /**
     * Suite, such as bookworm.
     */
    suite: string;
    /**
     * Component.
     */
    component: string;
    /**
     * URL of the repository's OpenPGP key.
     */
    signingKey: string;
    /**
     * Fingerprint of that key: 40 hexadecimal digits in upper case. Any other key is refused.
     */
    fingerprint: string;
    /**
     * Version of the package, such as 4.3.5.
     */
    version: string;
  };
  /**
   * The gateway as one executable, such as one built from its Go module.
   */
  binary?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-256 of the file, 64 hexadecimal digits in lower case. Any other file is refused.
     */
    sha256: string;
  };
}
/**
 * The environment's logs: every host ships them, the hosts of the role logs keep them, look at them and raise alerts.
 */
export interface ResolvedLogging {
  /**
   * Namespace of the environment's data streams, such as prod: logs-portcullis.access-prod. Environments that share an Elasticsearch need different ones.
   */
  namespace: string;
  /**
   * Ranges that the environment's hosts have their addresses in: logs are taken from there, and sent there, alone. Default: the hosts' own addresses, or their subnets in AWS.
   *
   * @minItems 1
   */
  ranges?: [Cidr, ...Cidr[]];
  /**
   * Ranges that the logs may be looked at from, in Kibana or by npm run review, with a login or a key of their own. Default: adminRanges.
   *
   * @minItems 1
   */
  viewerRanges?: [Cidr, ...Cidr[]];
  /**
   * Filebeat on every host.
   */
  shipper: ResolvedLogShipper;
  /**
   * What runs on the hosts of the role logs.
   */
  server: ResolvedElkServer;
  review: ResolvedLogReview;
}
/**
 * Filebeat, which sends the host's logs to Logstash or Elasticsearch and keeps them on disk while those are away.
 */
export interface ResolvedLogShipper {
  /**
   * Where Filebeat's package comes from, unless binary is given. Filebeat must not be newer than what it sends to.
   */
  source: ResolvedElasticSource;
  /**
   * Filebeat as one executable, such as one built from its Go module, instead of a package. Default: none.
   */
  binary?: {
    /**
     * Where the host downloads it; plain HTTP will do, since the sum decides.
     */
    url: string;
    /**
     * SHA-256 of the file, 64 hexadecimal digits in lower case. Any other file is refused.
     */
    sha256: string;
    /**
     * Its version, 7.17 or newer, such as 7.17.29.
     */
    version: string;
  };
  /**
   * How much the queue on disk holds while nobody takes the events, in MB. When it is full nothing is dropped: reading stops, and what rotation deletes meanwhile is lost.
   */
  queueMegabytes: number;
  /**
   * Memory that the shipper may use, in MB. Beyond it the kernel ends it, and it goes on where it was.
   */
  memoryMegabytes: number;
  /**
   * Processor time that the shipper may use, in percent of one processor. Whatever it is, all else on the host goes first.
   */
  cpuPercent: number;
}
/**
 * What `npm run review` calls a finding, of which one is enough for its exit status to be 1.
 */
export interface ResolvedLogReview {
  /**
   * Share of a site's requests that were answered with 5xx, in percent, above which it is a finding, 0 to 100.
   */
  serverErrorPercent: number;
  /**
   * How much longer than in the period before the slowest twentieth of a site's requests takes, in percent, above which it is a finding, 10 to 1000.
   */
  slowerPercent: number;
  /**
   * Failed logins over SSH above which they are a finding, 0 to 1000000.
   */
  failedLogins: number;
  /**
   * Answers of 429 to one consumer above which they are a finding, 0 to 1000000000.
   */
  limitedRequests: number;
  /**
   * How much more or fewer requests than in the period before a consumer makes, in percent, above which it is a finding, 10 to 100000.
   */
  consumerChangePercent: number;
  /**
   * Hours out of the ordinary, of one kind of event, above which they are a finding, 0 to 1000.
   */
  outlierHours: number;
  /**
   * Days that a certificate has left below which it is a finding, 1 to 60.
   */
  certificateDays: number;
  /**
   * Days since a host's last successful update above which it is a finding, 1 to 60.
   */
  updateDays: number;
  /**
   * Use of a file system from which on it is a finding, in percent, 1 to 99.
   */
  diskPercent: number;
  /**
   * Least severity of an alert that is a finding.
   */
  alertSeverity: "low" | "medium" | "high" | "critical";
}
