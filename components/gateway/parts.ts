import type { Bundle } from "../host/bundle";
import type { Platform } from "../host/platform";
import type { ResolvedGateway } from "../model/types";
import { renderIssuerKeys } from "./issuerKeys/render";
import { countsOnHost, renderKongGateway } from "./kong/render";
import { renderLocalRedis } from "./kong/redis";
import { renderKongSource } from "./kong/source";
import type { GatewayPlan } from "./plan";
import { controlSecret, redisPassword, type GatewaySecrets } from "./secrets";
import { renderTyk } from "./tyk/render";

/** One bundle of a gateway. */
export interface GatewayPart {
  /** What follows the gateway's own name in the part's; empty for the gateway itself. */
  suffix: string;
  /** The bundle, or what renders it once the secrets are known that it has in it. */
  bundle: Bundle | ((secrets: GatewaySecrets) => Bundle);
}

/** The bundles of a gateway with these secrets. */
export function renderParts(parts: readonly GatewayPart[], secrets: GatewaySecrets): Bundle[] {
  return parts.map(({ bundle }) => (typeof bundle === "function" ? bundle(secrets) : bundle));
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
  settings: Pick<ResolvedGateway, "engine" | "kong" | "tyk">,
  plan: GatewayPlan,
  platform: Platform,
): [GatewayPart, ...GatewayPart[]] {
  const { kong, tyk } = settings;
  // The schema's checks ask for the one that the engine needs.
  if (settings.engine === "tyk")
    return [
      { suffix: "", bundle: (secrets) => renderTyk(plan, secrets, controlSecret(secrets), tyk!, platform) },
    ];
  return [
    { suffix: "-source", bundle: renderKongSource(kong!) },
    ...(plan.issuers.some(({ publicKeys }) => publicKeys.length === 0)
      ? [
          {
            suffix: "-issuer-keys",
            bundle: { name: "gateway-issuer-keys", ...renderIssuerKeys(plan.issuers) },
          },
        ]
      : []),
    ...(countsOnHost(plan)
      ? [
          {
            suffix: "-redis",
            bundle: (secrets: GatewaySecrets): Bundle => renderLocalRedis(redisPassword(secrets)),
          },
        ]
      : []),
    { suffix: "", bundle: (secrets) => renderKongGateway(plan, secrets, kong!, platform) },
  ];
}
