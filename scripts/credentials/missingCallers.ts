import type { ResolvedGateway } from "../../components/model/types";

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
