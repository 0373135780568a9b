import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../host/hostBundle";
import type { LinuxHost } from "../host/linuxHost";
import { ConfigurationError } from "../model/problems";
import { resolve } from "../model/resolve";
import type { Gateway, ResolvedGateway } from "../model/types";
import { countsOnHost, renderKongGateway } from "./kong/render";
import { renderLocalRedis } from "./kong/redis";
import { renderKongSource } from "./kong/source";
import { loadOpenApi } from "./openApi/load";
import type { GatewayPlan } from "./plan";
import { planGateway } from "./planning/planGateway";
import { redisPassword, type GatewaySecrets } from "./secrets";

/** Arguments of {@link ApiGateway}. */
export interface ApiGatewayArgs {
  /** The host that it runs on. */
  host: LinuxHost;
  /** The APIs, who may call them, and where Kong comes from. Known before anything is made, as are its documents. */
  settings: Gateway;
  /** Keys of consumers, and the password of the host's own Redis where that counts. */
  secrets: pulumi.Input<GatewaySecrets>;
  /** Folder that the documents' names start from. Default: the program's. */
  folder?: string;
}

/** The API gateway on a host: Kong, behind an edge whose upstream is {@link url}. */
export class ApiGateway extends pulumi.ComponentResource {
  /** The bundle that runs the gateway. */
  readonly bundle: HostBundle;
  /** Where it answers, on its host. */
  readonly url: string;

  /** @throws ConfigurationError where a setting or a document is wrong */
  constructor(name: string, args: ApiGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolve("gateway", args.settings);
    const plan = planOf(settings, args.folder);
    const kong = kongOf(settings);
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:gateway:ApiGateway", name, { settings: shownSettings(settings) }, opts);
    const { host } = args;
    const secrets = pulumi.output(args.secrets).apply((value): GatewaySecrets => ({
      ...value,
      ...(settings.redis ? { redisPassword: settings.redis.password } : {}),
    }));
    const source = new HostBundle(
      `${name}-source`,
      { host, bundle: renderKongSource(kong) },
      { parent: this },
    );
    const redis = countsOnHost(plan)
      ? [
          new HostBundle(
            `${name}-redis`,
            { host, bundle: secrets.apply((value) => renderLocalRedis(redisPassword(value))) },
            { parent: this },
          ),
        ]
      : [];
    this.bundle = new HostBundle(
      name,
      { host, bundle: secrets.apply((value) => renderKongGateway(plan, value, kong, host.platform)) },
      { parent: this, dependsOn: [source, ...redis] },
    );
    this.url = `http://${plan.listen.address}:${plan.listen.port}`;
    this.registerOutputs({ settings: shownSettings(settings), url: this.url });
  }
}

function planOf(settings: ResolvedGateway, folder: string | undefined): GatewayPlan {
  const files = Object.values(settings.apis).flatMap(({ openApi }) =>
    openApi === undefined ? [] : [openApi],
  );
  return planGateway(
    settings,
    Object.fromEntries([...new Set(files)].map((file) => [file, loadOpenApi(file, folder)])),
  );
}

function kongOf({ engine, kong }: ResolvedGateway): NonNullable<ResolvedGateway["kong"]> {
  if (engine === "kong" && kong) return kong;
  const message = `must be "kong": this component runs no other engine (got "${engine}")`;
  throw new ConfigurationError([{ path: ["gateway", "engine"], message }]);
}

/** The settings without their secret: one encrypted part would keep policies from seeing the rest. */
function shownSettings(settings: ResolvedGateway): object {
  if (!settings.redis) return settings;
  const { host, port, database, username } = settings.redis;
  return { ...settings, redis: { host, port, database, username } };
}
