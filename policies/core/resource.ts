import type { Value } from "./value";

/** What a program says about a resource beside its properties. */
export interface ResourceOptions {
  /** Whether Pulumi refuses to delete it. */
  protect: boolean;
  /** URN of the component that it is part of. */
  parent?: string;
  /** Properties whose changes are ignored. */
  ignoreChanges: readonly string[];
}

/** One resource of a stack. */
export interface Resource {
  /** Type token, such as `command:remote:Command`. */
  type: string;
  /** Name in the program. */
  name: string;
  /** Its name in the engine, unique in all stacks. */
  urn: string;
  /** Its properties: inputs or outputs by the rule's phase. */
  properties: Value;
  /** Its options. */
  options: ResourceOptions;
  /**
   * URNs of the resources that each property was computed from, which is known also where the value is not. Only where the
   * whole stack is looked at: the engine says nothing of it before.
   */
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}
