import type { Resource } from "./resource";
import { Undecided } from "./value";

/** By what one resource names another, where a rule says nothing else. */
const IDENTITIES = ["id", "arn", "name"];

/** All resources of a stack, for rules about how they relate. */
export class Stack {
  private readonly byType = new Map<string, Resource[]>();
  private readonly byUrn = new Map<string, Resource>();

  /** @param resources every resource, each with its outputs */
  constructor(readonly resources: readonly Resource[]) {
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      const same = this.byType.get(resource.type);
      if (same) same.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  /** The resources of some types. */
  ofType(...types: string[]): Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /**
   * The resources of some types that name a resource in a property, as a public access block names its bucket. What is
   * not known before `pulumi up` is found by what it is computed from.
   *
   * @param to the resource that is named
   * @param types types to look among
   * @param property dotted path in which they name it
   * @param identities properties by which it may be named
   * @throws Undecided where it cannot be told whether one of them does
   */
  referring(
    to: Resource,
    types: readonly string[],
    property: string,
    identities: readonly string[] = IDENTITIES,
  ): Resource[] {
    let undecided: Undecided | undefined;
    const found = this.ofType(...types).filter((from) => {
      try {
        return this.refers(from, property, to, identities);
      } catch (error) {
        if (!(error instanceof Undecided)) throw error;
        undecided ??= error;
        return false;
      }
    });
    // One that is sure says enough for a rule that asks for any.
    if (found.length === 0 && undecided) throw undecided;
    return found;
  }

  private refers(from: Resource, property: string, to: Resource, identities: readonly string[]): boolean {
    const computedFrom = from.propertyDependencies?.[property.split(".")[0]!] ?? [];
    if (computedFrom.includes(to.urn)) return true;
    const value = from.properties.get(property);
    if (value.isKnown) {
      const named = value.string;
      return (
        named !== undefined &&
        identities.some((identity) => {
          const own = to.properties.get(identity);
          // What is known cannot be what the provider has yet to compute.
          return own.isKnown && own.string === named;
        })
      );
    }
    // What a component gives out may be anything inside it.
    if (computedFrom.length === 0 || computedFrom.some((urn) => this.contains(urn, to))) {
      throw new Undecided(`${property} of ${from.name}`);
    }
    return false;
  }

  private contains(ancestor: string, resource: Resource): boolean {
    const { parent } = resource.options;
    if (parent === undefined) return false;
    const above = this.byUrn.get(parent);
    return parent === ancestor || (above !== undefined && this.contains(ancestor, above));
  }
}
