import type { Properties } from "../../../../local/plugins/provider/propertyValue";
import type { AwsFunction } from ".";

/**
 * Answers with the one existing resource that has the properties asked for.
 *
 * @param type - token of the resource's type
 * @param by - arguments that say which; others are not looked at
 */
export function lookUp(type: string, by: readonly string[]): AwsFunction {
  return (args, _config, cloud) => {
    const wanted = by.filter((name) => (args[name] ?? null) !== null);
    const found = cloud
      .read()
      .resources.filter((resource) => resource.type === type)
      .map(({ id, properties }): Properties => ({ ...properties, id }))
      .filter((properties) => wanted.every((name) => properties[name] === args[name]));
    if (found.length === 1) return found[0]!;
    const asked = JSON.stringify(Object.fromEntries(wanted.map((name) => [name, args[name]])));
    throw new Error(`NotFound: ${found.length} resources ${type} match ${asked}, not one`);
  };
}
