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
}

/** What an operation gets besides the properties. */
export interface Operation {
  /** The resource's name in the program. */
  name: string;
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

/**
 * What a plugin does with one type of resource. Inputs and outputs may hold secrets (see `reveal`); only `check`,
 * `difference` and `planned` meet values that are not known yet.
 */
export interface ResourceType {
  /** Fills in defaults and says what is wrong. */
  check(inputs: Properties, name: string): { inputs: Properties; failures: Failure[] };
  /** Compares what the program asks for now with what it asked for the last time, and with the state. */
  difference(oldInputs: Properties, inputs: Properties, state: Properties): Difference;
  /** The outputs as far as they can be told before anything is done. */
  planned(inputs: Properties, state?: Properties): Properties;
  create(inputs: Properties, operation: Operation): Promise<Made>;
  /** The state as it is now. */
  read(state: Properties): Properties;
  update(state: Properties, inputs: Properties, operation: Operation): Promise<Made["outputs"]>;
  delete(state: Properties, operation: Operation): Promise<void>;
}

/** A function that programs can call. */
export type PluginFunction = (args: Properties, operation: Operation) => Promise<Made["outputs"]>;

/** All that a plugin offers, by type token. */
export interface Plugin {
  /** Version that it reports. */
  version: string;
  resources: Record<string, ResourceType>;
  functions: Record<string, PluginFunction>;
}
