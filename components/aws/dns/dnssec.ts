import * as kms from "@pulumi/aws/kms";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { dnssecKeyPolicy, type PolicyScope, route53Region } from "./policies";
import type { HostedZone } from "./zone";

/**
 * Signs a zone with a key in KMS.
 *
 * @param name - name of what it belongs to
 * @param zone - the zone
 * @param scope - account and partition
 * @param opts - options of all resources
 * @returns the DS record that the registrar has to publish
 */
export function signZone(
  name: string,
  zone: pulumi.Output<HostedZone>,
  scope: pulumi.Output<PolicyScope>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const key = new kms.Key(
    `${name}-dnssec-key`,
    {
      description: pulumi.interpolate`Signs the DNS zone ${zone.name}`,
      region: route53Region,
      // The one kind that Route 53 signs with. AWS rotates no asymmetric keys.
      customerMasterKeySpec: "ECC_NIST_P256",
      keyUsage: "SIGN_VERIFY",
      deletionWindowInDays: 30,
      policy: pulumi.all([scope, zone]).apply(([of, { zoneId }]) => dnssecKeyPolicy(of, zoneId)),
      tags: { Name: `${name}-dnssec` },
    },
    opts,
  );
  const signingKey = new route53.KeySigningKey(
    `${name}-key-signing-key`,
    { hostedZoneId: zone.zoneId, keyManagementServiceArn: key.arn, name: "portcullis" },
    opts,
  );
  new route53.HostedZoneDnsSec(
    `${name}-dnssec`,
    { hostedZoneId: signingKey.hostedZoneId },
    // A zone is signed with a key that is active.
    pulumi.mergeOptions(opts, { dependsOn: [signingKey] }),
  );
  return signingKey.dsRecord;
}
