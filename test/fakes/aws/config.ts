import { isObject, revealAll, type Properties } from "../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../local/plugins/provider/resourceType";
import { checkShape } from "./check";
import { typeFacts } from "./facts/load";

/** What the program has set for the provider as a whole. */
export interface ProviderConfig {
  region: string;
  defaultTags: Record<string, string>;
}

/** The provider's inputs with what the SDK sends as JSON unpacked. */
function unpacked(inputs: Properties): Properties {
  const parse = (value: Properties[string]): Properties[string] => {
    if (typeof value !== "string" || !/^(\[|\{|true$|false$|\d+$)/.test(value)) return value;
    try {
      return JSON.parse(value) as Properties[string];
    } catch {
      return value;
    }
  };
  return Object.fromEntries(Object.entries(revealAll(inputs)).map(([name, value]) => [name, parse(value)]));
}

/** Says what is wrong with the provider's inputs. */
export function checkConfig(inputs: Properties): Failure[] {
  const plain = unpacked(inputs);
  // The SDK's own, not an argument.
  delete plain.version;
  return checkShape("pulumi:providers:aws", plain, typeFacts("pulumi:providers:aws")!);
}

/**
 * Reads the provider's inputs.
 *
 * @throws Error without a region
 */
export function readConfig(inputs: Properties): ProviderConfig {
  const { region, defaultTags } = unpacked(inputs);
  if (typeof region !== "string") throw new Error("fake aws: the provider has no region: set aws:region");
  const tags = isObject(defaultTags) && isObject(defaultTags.tags) ? defaultTags.tags : {};
  return { region, defaultTags: tags as Record<string, string> };
}
