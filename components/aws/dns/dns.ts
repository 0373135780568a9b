import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../model/resolve";
import type { AwsDns as AwsDnsSettings, ResolvedAwsDns } from "../../model/types";
import { accountOf } from "../account";
import { caaRecords } from "./caa";
import { signZone } from "./dnssec";
import { healthQuestion } from "./healthCheck";
import { logQueries } from "./queryLog";
import { type HostedZone, zoneOfNames } from "./zone";

/** Where the names lead. */
export type AwsDnsTarget =
  | {
      /** A load balancer, such as an `AwsLoadBalancer`. */
      loadBalancer: { dnsName: pulumi.Input<string>; zoneId: pulumi.Input<string> };
    }
  | {
      /** Public IPv4 addresses of hosts. Their place in the list names their records: put new ones at its end. */
      addresses: readonly pulumi.Input<string>[];
    };

/** Arguments of {@link AwsDns}. */
export interface AwsDnsArgs {
  /** Which zone, and what is done to it. */
  settings: AwsDnsSettings;
  /** The names, all of them in the zone. */
  names: readonly string[];
  /**
   * Where they lead. A load balancer instead of addresses, or the other way round, takes an update without the names in
   * between: Route 53 keeps no records of both kinds for one name, and Pulumi removes what goes last.
   */
  target: AwsDnsTarget;
  /** Whether Pulumi refuses to delete what the zone is signed with, and the log of its queries. Default `false`. */
  deletionProtection?: boolean;
}

/**
 * Records of an environment's names in a hosted zone of Route 53: where they lead, and who may issue certificates for
 * them. Addresses of hosts are health-checked, and resolvers are told those of healthy ones, or all where none is.
 *
 * Before DNSSEC is turned off or destroyed, the registrar has to withdraw the DS record, and its time to live has to be
 * over: till then the names are gone for whoever validates.
 */
export class AwsDns extends pulumi.ComponentResource {
  /** Id of the zone. */
  readonly zoneId: pulumi.Output<string>;
  /** The DS record for the registrar, where the zone is signed. */
  readonly dsRecord?: pulumi.Output<string>;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: AwsDnsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolve("awsDns", args.settings);
    super("portcullis:aws:AwsDns", name, { settings, names: args.names }, opts);
    const child = { parent: this };
    const zone = route53
      .getZoneOutput(
        settings.zoneId === undefined
          ? { name: settings.zone, privateZone: false }
          : { zoneId: settings.zoneId },
        child,
      )
      .apply(({ zoneId, name: zoneName }) => zoneOfNames({ zoneId, name: zoneName }, args.names, settings));
    this.zoneId = zone.zoneId;
    this.makeRecords(name, args, settings, zone);
    const scope = accountOf(this);
    const kept = { ...child, protect: args.deletionProtection };
    if (settings.queryLog) logQueries(name, zone, scope, settings.queryLogRetentionDays, kept);
    if (settings.dnssec) this.dsRecord = signZone(name, zone, scope, kept);
    this.registerOutputs({ settings, zoneId: this.zoneId, dsRecord: this.dsRecord });
  }

  private makeRecords(
    name: string,
    { names, target }: AwsDnsArgs,
    settings: ResolvedAwsDns,
    { zoneId }: pulumi.Output<HostedZone>,
  ): void {
    const child = { parent: this };
    const { ttl } = settings;
    for (const host of names) {
      new route53.Record(
        `${name}-caa-${host}`,
        { zoneId, name: host, type: "CAA", ttl, records: caaRecords(settings.certificateAuthorities) },
        child,
      );
    }
    if ("loadBalancer" in target) {
      const { dnsName, zoneId: balancerZone } = target.loadBalancer;
      for (const host of names) {
        new route53.Record(
          `${name}-a-${host}`,
          {
            zoneId,
            name: host,
            type: "A",
            aliases: [{ name: dnsName, zoneId: balancerZone, evaluateTargetHealth: true }],
          },
          child,
        );
      }
      return;
    }
    const { addresses } = target;
    addresses.forEach((address, index) => {
      const number = String(index + 1);
      const check = new route53.HealthCheck(
        `${name}-health-${number}`,
        {
          ipAddress: address,
          ...healthQuestion(names[0]!, settings.healthCheckPath),
          tags: { Name: `${name}-${number}` },
        },
        child,
      );
      for (const host of names) {
        new route53.Record(
          `${name}-a-${host}-${number}`,
          {
            zoneId,
            name: host,
            type: "A",
            ttl,
            records: [address],
            // Of this kind also where it is the only one, so that others can come and go beside it; it is told always then,
            // as Route 53 tells all where none is healthy.
            multivalueAnswerRoutingPolicy: true,
            setIdentifier: number,
            healthCheckId: check.id,
          },
          child,
        );
      }
    });
  }
}
