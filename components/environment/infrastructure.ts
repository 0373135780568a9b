import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import type { AwsInfrastructure } from "../aws/infrastructure/awsInfrastructure";
import type { ResolvedEnvironment } from "../model/types";
import { certificatesSettings } from "./plannedHost";

type AwsModule = typeof import("../aws/infrastructure/awsInfrastructure");

/** Loaded only where hosts are made: hosts that exist do without AWS's SDK, which need not be installed then. */
function loadAws(): AwsModule {
  return createRequire(__filename)("../aws/infrastructure/awsInfrastructure") as AwsModule;
}

/**
 * Makes what an environment has in AWS, its hosts left out; undefined where it has nothing there.
 *
 * @param name - name of the environment
 * @param environment - the environment, checked and with its defaults filled in
 * @param sshPrivateKey - OpenSSH private key that logs in to the hosts
 * @param parent - the environment's component
 * @throws RunError where the key is missing
 */
export function awsInfrastructure(
  name: string,
  environment: ResolvedEnvironment,
  sshPrivateKey: pulumi.Input<string> | undefined,
  parent: pulumi.Resource,
): AwsInfrastructure | undefined {
  const { aws, adminRanges, edge, gateway, logging } = environment;
  if (!aws) return undefined;
  if (sshPrivateKey === undefined)
    throw new pulumi.RunError(
      "hosts in AWS have no SSH key: run `pulumi config set --secret portcullis:sshPrivateKey <FILE`",
    );
  const { AwsInfrastructure } = loadAws();
  const certificates = certificatesSettings(environment);
  return new AwsInfrastructure(
    name,
    {
      settings: aws,
      adminRanges,
      logging,
      names: (edge?.sites ?? []).flatMap((site) => site.names),
      sshPrivateKey,
      challengeZoneId: certificates?.challenge === "dns-01-route53" ? certificates.route53ZoneId : undefined,
      gatewayEngine: gateway?.engine ?? "kong",
    },
    { parent },
  );
}
