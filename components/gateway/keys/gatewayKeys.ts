import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../model/resolve";
import type { Gateway } from "../../model/types";
import type { ConsumerKeys } from "../secrets";
import { consumerKeys, type KeyTerms, type WantedKeys } from "./consumerKeys";
import type { ConsumerCredentials } from "./credentials";

export type { ConsumerCredentials };

/** Arguments of {@link GatewayKeys}. */
export interface GatewayKeysArgs extends KeyTerms {
  /** Whom keys are made for, by name. */
  consumers: Readonly<Record<string, WantedKeys>>;
}

/**
 * The keys that a gateway's settings ask for. Consumers that made their own sign tokens with those alone.
 *
 * @throws ConfigurationError where a setting is wrong
 */
export function keysToMake(settings: Gateway): GatewayKeysArgs {
  const { consumers, rotation, tokens } = resolve("gateway", settings);
  const wanted = Object.entries(consumers).map(([name, { jwt, apiKey, rotations }]): [string, WantedKeys] => {
    const made = jwt && Object.keys(jwt.publicKeys).length === 0;
    return [name, { ...(made && { algorithm: jwt.algorithm }), apiKey, rotations }];
  });
  return { consumers: Object.fromEntries(wanted), rotation, tokens };
}

/**
 * Makes the keys of a gateway's consumers, keeps them in the state as secrets, and rotates them by age and on demand.
 * No key that clients have is refused sooner than `rotation.overlapDays` after its successor was handed out. With
 * `overlapDays: 0` a rotation refuses the former keys at once, which is what to do with keys that leaked.
 */
export class GatewayKeys extends pulumi.ComponentResource {
  /** What the gateway accepts, by the consumer's name; secret. */
  readonly secrets: pulumi.Output<Readonly<Record<string, ConsumerKeys>>>;
  /** What each consumer is to use now, by its name; secret. */
  readonly credentials: pulumi.Output<Readonly<Record<string, ConsumerCredentials>>>;

  constructor(name: string, args: GatewayKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:gateway:GatewayKeys", name, {}, opts);
    // One present for all keys.
    const now = new Date();
    const names = Object.keys(args.consumers).sort();
    const made = pulumi.secret(
      pulumi.all(
        names.map((consumer) =>
          consumerKeys(`${name}-${consumer}`, consumer, args.consumers[consumer]!, args, now, this),
        ),
      ),
    );
    this.secrets = made.apply((all) =>
      Object.fromEntries(all.map(({ accepted }, index) => [names[index]!, accepted])),
    );
    this.credentials = made.apply((all) =>
      Object.fromEntries(all.map(({ credentials }, index) => [names[index]!, credentials])),
    );
    this.registerOutputs({});
  }
}
