import type { Properties, PropertyValue } from "./propertyValue";

/** An input that is wrong. */
export interface Failure {
  /** The property; empty when the reason names it. */
  property: string;
  /** What is wrong, and what would be right. */
  reason: string;
}

/** What has changed between two sets of inputs. */
export interface Difference {
  /** Properties that differ. */
  changed: string[];
  /** Those of them that make a new resource necessary. */
  replacing: string[];
  /** The former resource has to go before the new one comes, because both would have the same name. Default `false`. */
  deleteFirst?: boolean;
}

/** Which resource is meant. */
export interface Identity {
  /** The resource's name in the program. */
  name: string;
  /** Its unique name in the stack. */
  urn: string;
  /** The plugin's own id for it; empty before it is made. */
  id: string;
}

/** What an operation gets besides the properties. */
export interface Operation extends Identity {
  /** Shows a line beside the resource while it is worked on. */
  status(line: string): void;
  /** Shows a message that stays. */
  message(severity: "warning" | "error", text: string): void;
  /** Aborted when the engine cancels. */
  signal: AbortSignal;
}

/** A resource as it stands in the state. */
export interface Made {
  id: string;
  outputs: Record<string, PropertyValue | undefined>;
}

/** What is found of a resource when it is looked at again. */
export interface Found {
  /** What a program would have to ask for to get this. */
  inputs: Properties;
  outputs: Properties;
}

/**
 * What a plugin does with one type of resource. Inputs and outputs may hold secrets (see `reveal`); only `check`,
 * `difference` and `planned` meet values that are not known yet.
 */
export interface ResourceType {
  /** Fills in defaults and says what is wrong. */
  check(
    inputs: Properties,
    resource: Identity,
    oldInputs: Properties,
  ): { inputs: Properties; failures: Failure[] };
  /** Compares what the program asks for now with what it asked for the last time, and with the state. */
  difference(oldInputs: Properties, inputs: Properties, state: Properties): Difference;
  /** The outputs as far as they can be told before anything is done. */
  planned(inputs: Properties, state?: Properties): Properties;
  create(inputs: Properties, operation: Operation): Promise<Made>;
  /**
   * How it is now; undefined when it is gone.
   *
   * @param former - as it was the last time; empty when only the id is known
   */
  read(former: Found, resource: Identity): Found | undefined;
  update(state: Properties, inputs: Properties, operation: Operation): Promise<Made["outputs"]>;
  delete(state: Properties, operation: Operation): Promise<void>;
}

/** A function that programs can call. */
export type PluginFunction = (args: Properties, operation: Operation) => Promise<Made["outputs"]>;

/** All that a plugin offers. */
export interface Plugin {
  /** Version that it reports. */
  version: string;
  /** Says what is wrong with the provider's own inputs. Default: nothing. */
  checkConfig?(inputs: Properties): Failure[];
  /** Takes the provider's own inputs, before anything else is asked for. */
  configure?(inputs: Properties): void;
  /** @throws Error when there is no such type */
  resource(token: string): ResourceType;
  /** @throws Error when there is no such function */
  function(token: string): PluginFunction;
}
