import * as pulumi from "@pulumi/pulumi";
import type { GatewayFront } from "../edge/gatewayFront";
import { HostBundle } from "../host/hostBundle";
import type { LinuxHost } from "../host/linuxHost";
import { resolve } from "../model/resolve";
import type { Gateway, ResolvedGateway } from "../model/types";
import { randomSecret } from "../secrets/randomSecret";
import { gatewayFront } from "./front";
import type { ConsumerCredentials } from "./keys/credentials";
import { GatewayKeys, keysToMake } from "./keys/gatewayKeys";
import { type GatewayPart, gatewayParts, renderParts } from "./parts";
import type { GatewayPlan } from "./plan";
import { placeholderSecrets } from "./placeholderSecrets";
import { loadPlan } from "./planning/loadPlan";
import type { GatewaySecrets } from "./secrets";
import { type SharedRedis, withoutPassword, withRedis } from "./sharedRedis";

/** Arguments of {@link ApiGateway}. */
export interface ApiGatewayArgs {
  /** The host that it runs on. */
  host: LinuxHost;
  /** The APIs, who may call them, and which engine does it. Known before anything is made, as are its documents. */
  settings: Gateway;
  /** Keys of the consumers, which gateways of several hosts share. Default: it makes its own. */
  keys?: GatewayKeys;
  /**
   * A Redis that counts, instead of one in the settings, for gateways of several hosts that share their limits; it need
   * not be known before it is made. With it, `limitStore` is `redis`. Default: as the settings say.
   */
  redis?: SharedRedis;
  /** Folder that the documents' names start from. Default: the program's. */
  folder?: string;
}

/** The API gateway on a host: Kong or Tyk, behind an `HttpsEdge` with a site whose upstream is {@link url}. */
export class ApiGateway extends pulumi.ComponentResource {
  /** The bundle that runs the gateway. */
  readonly bundle: HostBundle;
  /** Where it answers, on its host. */
  readonly url: string;
  /** What the edge has to know of it. */
  readonly front: GatewayFront;
  /** What each consumer is to use now, by its name, once the gateway accepts it; secret. */
  readonly credentials: pulumi.Output<Readonly<Record<string, ConsumerCredentials>>>;

  /** @throws ConfigurationError where a setting or a document is wrong, or where the engine cannot do what it says */
  constructor(name: string, args: ApiGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, redis } = args;
    const settings = resolve("gateway", redis ? withRedis(args.settings) : args.settings);
    const plan = loadPlan(settings, args.folder);
    const partsOf = (of: GatewayPlan): GatewayPart[] => gatewayParts(settings, of, host.platform);
    const parts = partsOf(plan);
    // What the engine cannot do stops it here, not when the keys are made.
    renderParts(parts, placeholderSecrets(plan));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:gateway:ApiGateway", name, { settings: shownSettings(settings) }, opts);
    const keys = args.keys ?? new GatewayKeys(`${name}-keys`, keysToMake(settings), { parent: this });
    const secrets = pulumi
      .all([keys.secrets, this.ownSecrets(name, settings, plan, redis)])
      .apply(([consumers, own]): GatewaySecrets => ({ consumers, ...own }));
    const rendered = pulumi
      .all([secrets, redis && whereToCount(redis, args.settings)])
      .apply(([known, there]) => renderParts(there ? partsOf({ ...plan, redis: there }) : parts, known));
    let last: HostBundle | undefined;
    parts.forEach(({ suffix, bundle }, index) => {
      last = new HostBundle(
        `${name}${suffix}`,
        { host, bundle: typeof bundle === "function" ? rendered.apply((all) => all[index]!) : bundle },
        { parent: this, dependsOn: last ? [last] : [] },
      );
    });
    this.bundle = last!;
    this.credentials = pulumi
      .all([keys.credentials, this.bundle.report])
      .apply(([credentials]) => credentials);
    this.front = gatewayFront(plan, settings.engine);
    this.url = this.front.url;
    this.registerOutputs({ settings: shownSettings(settings), url: this.url });
  }

  /** Secrets of the gateway's own: whatever of them the engine needs. */
  private ownSecrets(
    name: string,
    settings: ResolvedGateway,
    plan: GatewayPlan,
    shared: SharedRedis | undefined,
  ): pulumi.Output<Pick<GatewaySecrets, "redisPassword" | "control">> {
    const { engine } = settings;
    const redis = shared ?? settings.redis;
    const made = (part: string): pulumi.Output<string> => randomSecret(`${name}-${part}`, { parent: this });
    const counted = engine === "tyk" || plan.limitStore === "redis";
    return pulumi.output({
      ...(counted && { redisPassword: redis ? pulumi.secret(redis.password) : made("redis-password") }),
      ...(engine === "tyk" && { control: made("control-secret") }),
    });
  }
}

/**
 * Where a Redis is that was made meanwhile.
 *
 * @throws ConfigurationError where it is none that a gateway could count in
 */
function whereToCount(
  { host, port, username, password }: SharedRedis,
  settings: Gateway,
): pulumi.Output<NonNullable<GatewayPlan["redis"]>> {
  // Part by part: of a component as a whole Pulumi makes no values.
  return pulumi
    .output({ host, port, username, password })
    .apply((known) => withoutPassword(resolve("gateway", withRedis(settings, known)).redis!));
}

/** The settings without their secret: one encrypted part would keep policies from seeing the rest. */
function shownSettings(settings: ResolvedGateway): object {
  if (!settings.redis) return settings;
  return { ...settings, redis: withoutPassword(settings.redis) };
}
