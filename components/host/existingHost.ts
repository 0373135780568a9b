import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { resolve } from "../model/resolve";
import type { ExistingHost as ExistingHostSettings } from "../model/types";
import type { LinuxHost } from "./linuxHost";
import { installPackages } from "./packages";
import { type Platform, platforms } from "./platform";

/** Arguments of {@link ExistingHost}. */
export interface ExistingHostArgs {
  /** How to reach the host and what it runs. */
  settings: ExistingHostSettings;
  /** The OpenSSH private key, where `settings.privateKeyFile` names no file. Kept as a secret. */
  privateKey?: pulumi.Input<string>;
  /** Packages that the bundles of this host will ask for; they are installed in one run before any bundle. Default none. */
  packages?: readonly string[];
}

/** A host that exists already: a server in a rack, a virtual machine made by somebody else, a local host. */
export class ExistingHost extends pulumi.ComponentResource implements LinuxHost {
  readonly connection: LinuxHost["connection"];
  readonly platform: Platform;
  readonly ready: pulumi.Resource[] = [];

  /**
   * @throws ConfigurationError where a setting is wrong
   * @throws RunError where the private key is missing or its file cannot be read
   */
  constructor(name: string, args: ExistingHostArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:host:ExistingHost", name, {}, opts);
    const settings = resolve("existingHost", args.settings, name);
    this.platform = platforms[settings.platform];
    this.connection = pulumi.output({
      host: settings.address,
      port: settings.port,
      user: settings.user,
      hostKey: settings.hostKey,
      privateKey: pulumi.secret(privateKeyOf(name, settings.privateKeyFile, args.privateKey)),
    });
    this.ready.push(...installPackages(name, this, args.packages, this));
    this.registerOutputs({ address: settings.address, platform: settings.platform });
  }
}

function privateKeyOf(
  name: string,
  file: string | undefined,
  key: pulumi.Input<string> | undefined,
): pulumi.Input<string> {
  if (file === undefined) {
    if (key === undefined) {
      throw new pulumi.RunError(
        `host ${name} has no SSH key: name a file in privateKeyFile, or run \`pulumi config set --secret portcullis:sshPrivateKey <FILE\``,
      );
    }
    return key;
  }
  const expanded = file.replace(/^~(?=\/)/, homedir());
  try {
    return readFileSync(path.resolve(expanded), "utf8");
  } catch (error) {
    throw new pulumi.RunError(
      `host ${name}: privateKeyFile ${file} cannot be read: ${(error as Error).message}`,
    );
  }
}
