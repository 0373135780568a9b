import type { Properties, PropertyValue } from "../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../local/plugins/provider/resourceType";
import type { CloudResource, CloudState } from "./cloud";

/** A resource while it is made. */
export interface Making {
  /** The type token. */
  type: string;
  urn: string;
  /** Name in the program. */
  name: string;
  /** How many were made before for the same URN. */
  serial: number;
  region: string;
  /** Without secret markers. */
  inputs: Properties;
  /** Everything else that exists. */
  state: CloudState;
}

/** A property that names another resource. */
export interface Reference {
  /** Tokens of the types that it may name, by id, ARN or name. */
  to: readonly string[];
  /** Whether AWS refuses to delete the other one while this names it. */
  holds: boolean;
}

/** What AWS makes of one type of resource, as far as programs can see it. */
export interface Kind {
  /**
   * Paths of inputs whose change makes a new resource necessary, such as `rootBlockDevice.encrypted`; whatever lies
   * below a path counts, too. Everything else is updated in place. `region` and the name are always among them.
   */
  replacing?: readonly string[];
  /** More of them, where it depends on the values. */
  replacingIf?(inputs: Properties, former: Properties): readonly string[];
  /** The input that gets a name where the program gives none. Default: `name`, where there is such an optional input. */
  autoName?: string;
  /** Other resources that inputs name; `[]` stands for each element: `subnets[]`, `subnetMappings[].subnetId`. */
  references?: Readonly<Record<string, Reference>>;
  /** The resource belongs to no region. */
  global?: boolean;
  /** Default: type and digits. */
  id?(making: Making): string;
  /** Outputs that AWS decides on, besides `arn`, `region` and `tagsAll`. */
  computed?(making: Making & { id: string }): Properties;
  /** The ARN. Default: `arn:aws:SERVICE:REGION:ACCOUNT:TYPE/ID`, the type in small letters with hyphens. */
  arn?(making: Making & { id: string }): string;
  /** What AWS refuses, as far as it can be told from the inputs alone. They may hold unknown values. */
  check?(inputs: Properties, name: string): Failure[];
  /**
   * What AWS refuses in the light of what exists.
   *
   * @param former - what is changed; undefined for what is new
   * @throws Error
   */
  admit?(making: Making, former: CloudResource | undefined): void;
  /** Is run when it exists. Gives properties that show only then. */
  started?(making: Making & { id: string }): Promise<Properties>;
  /** Is run when it does not exist any more. */
  ended?(id: string): Promise<void>;
  /**
   * Refuses to delete.
   *
   * @throws Error
   */
  release?(resource: CloudResource, state: CloudState): void;
}

/** Kinds by type token. */
export type Kinds = Readonly<Record<string, Kind>>;

/** A reference that keeps the other resource from being deleted. */
export function holds(...to: string[]): Reference {
  return { to, holds: true };
}

/** A reference to something that may be deleted all the same. */
export function names(...to: string[]): Reference {
  return { to, holds: false };
}

/** The value as text; empty when it is anything else. */
export function text(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : "";
}
