/** What values a property takes. */
export type Shape =
  | { kind: "string" | "number" | "boolean" | "any" }
  | { kind: "array" | "map"; of: Shape }
  /** `name` leads to {@link TypeFacts.objects}. */
  | { kind: "object"; name: string }
  | { kind: "either"; of: Shape[] };

/** One property as the SDK declares it. */
export interface PropertyFacts {
  shape: Shape;
  required: boolean;
}

/** Properties of a resource or of an object in it, by name. */
export type ObjectFacts = Record<string, PropertyFacts>;

/** What the SDK says about one type of resource. */
export interface TypeFacts {
  inputs: ObjectFacts;
  /** `required`: there is always a value. */
  outputs: ObjectFacts;
  /** The objects that inputs are made of, by the name that their shapes give. */
  objects: Record<string, ObjectFacts>;
}
