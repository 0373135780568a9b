import type { Found, Plugin, PluginFunction, ResourceType } from "./resourceType";

/** What a stand-in offers, by type token. */
export interface Offer {
  /** Version that it reports. */
  version: string;
  resources: Record<string, ResourceType>;
  functions: Record<string, PluginFunction>;
}

/** A plugin that stands in for Pulumi's own, and says so where it lacks something. */
export function standIn({ version, resources, functions }: Offer): Plugin {
  const find = <T>(table: Record<string, T>, token: string): T => {
    const found = table[token];
    if (!found)
      throw new Error(`${token} is not supported by Portcullis's stand-in: use Pulumi's own plugin`);
    return found;
  };
  return {
    version,
    resource: (token) => find(resources, token),
    function: (token) => find(functions, token),
  };
}

/**
 * For resources that nothing but the state knows of: as they were.
 *
 * @throws Error when only the id is known: there is nothing out there that they could be looked up in
 */
export function asInState(former: Found): Found {
  if (Object.keys(former.outputs).length === 0) throw new Error("these resources can't be imported");
  return former;
}
