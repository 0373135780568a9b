import type { Bundle } from "../host/bundle";
import type { Platform } from "../host/platform";
import type { ResolvedGateway } from "../model/types";
import { countsOnHost, renderKongGateway } from "./kong/render";
import { renderLocalRedis } from "./kong/redis";
import { renderKongSource } from "./kong/source";
import type { GatewayPlan } from "./plan";
import { controlSecret, redisPassword, type GatewaySecrets } from "./secrets";
import { renderTyk } from "./tyk/render";

/** One bundle of a gateway, for when its secrets are known. */
export interface GatewayPart {
  /** What follows the gateway's own name in the part's; empty for the gateway itself. */
  suffix: string;
  /** Renders the bundle. */
  render: (secrets: GatewaySecrets) => Bundle;
}

/**
 * The bundles that make up a gateway, in the order in which they are applied; the last one runs it.
 *
 * @param settings - which engine, and where it comes from
 * @param plan - what the gateway has to do
 * @param platform - the host's operating system
 * @throws ConfigurationError, when rendered, for what the engine cannot do or the platform cannot run
 */
export function gatewayParts(
  settings: ResolvedGateway,
  plan: GatewayPlan,
  platform: Platform,
): [GatewayPart, ...GatewayPart[]] {
  const { kong, tyk } = settings;
  // The schema's checks ask for the one that the engine needs.
  if (settings.engine === "tyk")
    return [
      { suffix: "", render: (secrets) => renderTyk(plan, secrets, controlSecret(secrets), tyk!, platform) },
    ];
  return [
    { suffix: "-source", render: () => renderKongSource(kong!) },
    ...(countsOnHost(plan)
      ? [
          {
            suffix: "-redis",
            render: (secrets: GatewaySecrets): Bundle => renderLocalRedis(redisPassword(secrets)),
          },
        ]
      : []),
    { suffix: "", render: (secrets) => renderKongGateway(plan, secrets, kong!, platform) },
  ];
}
