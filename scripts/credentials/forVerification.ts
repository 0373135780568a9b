import type { ConsumerCredentials } from "../../components/gateway/keys/credentials";
import type { ResolvedGateway } from "../../components/model/types";
import type { GatewayCredentials } from "../../local/verification";
import { mintToken } from "./mintToken";

/**
 * The consumers that the checks of the local gateway call as, as far as the settings do not have them, such as
 * `dashboard with jwt`.
 */
export function missingCallers(consumers: ResolvedGateway["consumers"]): string[] {
  const signs = (name: string): boolean => {
    const jwt = consumers[name]?.jwt;
    return jwt !== undefined && Object.keys(jwt.publicKeys).length === 0;
  };
  return [
    ...["dashboard", "shop"].filter((name) => !signs(name)).map((name) => `${name} with jwt`),
    ...(consumers.monitor?.apiKey ? [] : ["monitor with apiKey"]),
  ];
}

/**
 * What the checks of the local gateway call it with.
 *
 * @param credentials - what the stack hands out, to all of the consumers that {@link missingCallers} knows
 */
export async function verificationCredentials(
  credentials: Readonly<Record<string, ConsumerCredentials>>,
): Promise<GatewayCredentials> {
  const [dashboard, shop] = [credentials.dashboard!.jwt!, credentials.shop!.jwt!];
  const anHourAgo = new Date(Date.now() - 3_600_000);
  return {
    dashboard: await mintToken("dashboard", dashboard),
    shop: await mintToken("shop", shop),
    // A minute long, so that an hour ago is long past whatever the gateway takes.
    expired: await mintToken("dashboard", dashboard, { from: anHourAgo, lifetime: 60 }),
    apiKey: credentials.monitor!.apiKey!.key,
  };
}
