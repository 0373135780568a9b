import type { CloudResource, CloudState } from "./cloud";
import type { Kinds, Making } from "./kind";
import { valuesAt } from "./paths";

/** What a resource can be named by. */
function identities(resource: CloudResource): unknown[] {
  const { arn, name, keyId, publicIp } = resource.properties;
  return [resource.id, arn, name, keyId, publicIp];
}

function label({ type, id, urn }: CloudResource): string {
  return urn === undefined ? `${type} ${id}` : `${type} ${id} (${urn.slice(urn.lastIndexOf("::") + 2)})`;
}

/** Finds what a reference names. */
export function referenced(
  state: CloudState,
  to: readonly string[],
  value: unknown,
): CloudResource | undefined {
  return state.resources.find(
    (resource) => to.includes(resource.type) && identities(resource).includes(value),
  );
}

/**
 * Refuses inputs that name what does not exist, or what lies in another region.
 *
 * @throws Error in AWS's manner: code, then what is wrong
 */
export function admitReferences(kinds: Kinds, making: Making): void {
  for (const [path, { to }] of Object.entries(kinds[making.type]?.references ?? {})) {
    for (const value of valuesAt(making.inputs, path)) {
      const target = referenced(making.state, to, value);
      if (!target)
        throw new Error(
          `InvalidReference: ${path} ${JSON.stringify(value)}: there is no such ${to.join(" or ")}`,
        );
      if (making.region !== "" && target.region !== "" && making.region !== target.region)
        throw new Error(
          `InvalidReference: ${path}: ${label(target)} is in ${target.region}, not ${making.region}`,
        );
    }
  }
}

/**
 * Refuses to delete what another resource still needs.
 *
 * @throws Error that says which
 */
export function releaseReferences(kinds: Kinds, resource: CloudResource, state: CloudState): void {
  for (const other of state.resources) {
    if (other === resource) continue;
    for (const [path, { to, holds }] of Object.entries(kinds[other.type]?.references ?? {})) {
      if (!holds || !to.includes(resource.type)) continue;
      if (valuesAt(other.properties, path).some((value) => identities(resource).includes(value)))
        throw new Error(`DependencyViolation: ${label(resource)} is the ${path} of ${label(other)}`);
    }
  }
}
