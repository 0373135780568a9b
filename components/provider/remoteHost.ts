import * as pulumi from "@pulumi/pulumi";
import type { LinuxHost } from "../host/linuxHost";
import { platforms, type PlatformName } from "../host/platform";
import { ConfigurationError } from "../model/problems";
import { resolve } from "../model/resolve";
import { given } from "./given";

/** The host that a component in another language names: the settings of an existing one, and its key. */
export interface RemoteHost {
  /** Its operating system. It decides what is rendered, so that it has to be known in a preview. */
  platform: pulumi.Input<PlatformName>;
  /** OpenSSH private key; a secret from here on, whatever it was. */
  privateKey: pulumi.Input<string>;
  /** `address`, `hostKey`, `port`, `user`. */
  [setting: string]: pulumi.Input<unknown>;
}

/**
 * A host that a component can take, from what came over the wire.
 *
 * @param host - the argument `host`
 * @throws ConfigurationError where a setting is wrong, or the platform is not known yet
 */
export async function remoteHost(host: pulumi.Input<RemoteHost>): Promise<LinuxHost> {
  const { privateKey, ...settings } = (await given(host)).value as Record<keyof RemoteHost, unknown>;
  const problems = [
    ...(typeof privateKey === "string" || pulumi.isUnknown(privateKey)
      ? []
      : [{ path: ["host", "privateKey"], message: "is missing: the OpenSSH private key that logs in" }]),
    ...(pulumi.isUnknown(settings.platform)
      ? [{ path: ["host", "platform"], message: "must be known in a preview: it decides what is rendered" }]
      : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
  if (!pulumi.containsUnknowns(settings)) resolve("existingHost", settings, "host");
  return {
    connection: pulumi
      .output(host)
      .apply(({ privateKey: key, ...rest }) => ({ ...resolve("existingHost", rest, "host"), key }))
      .apply(({ address, port, user, hostKey, key }) => ({
        host: address,
        port,
        user,
        hostKey,
        privateKey: pulumi.secret(key),
      })),
    platform: platforms[settings.platform as PlatformName],
    ready: [],
  };
}
