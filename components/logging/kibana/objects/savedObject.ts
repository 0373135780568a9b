/** Reference from one saved object to another. */
export interface SavedObjectReference {
  /** What it is called where it is used. */
  name: string;
  type: string;
  id: string;
}

/** A saved object of Kibana, as its API for export and import has it. */
export interface SavedObject {
  id: string;
  type: "dashboard" | "index-pattern" | "search" | "visualization";
  attributes: Readonly<Record<string, unknown>>;
  references: readonly SavedObjectReference[];
  /** Kibana brings what is older up to its own version. */
  coreMigrationVersion: string;
  typeMigrationVersion: string;
}

/** Versions of the forms that we write, of Kibana 8.10 and older: 8.19 and 9 read them. */
const forms = {
  dashboard: "10.2.0",
  "index-pattern": "8.0.0",
  search: "10.2.0",
  visualization: "8.5.0",
} as const;

/**
 * Beginning of the ids of an environment's objects. What begins so and is none of ours is taken away.
 *
 * @param namespace - namespace of the environment's data streams
 */
export function idPrefix(namespace: string): string {
  return `portcullis-${namespace}-`;
}

/**
 * A saved object.
 *
 * @param id - its whole id
 * @param type - its type
 * @param attributes - what it is; parts that are JSON within JSON are the caller's business
 * @param references - what it refers to. Default: nothing
 */
export function savedObject(
  id: string,
  type: SavedObject["type"],
  attributes: SavedObject["attributes"],
  references: readonly SavedObjectReference[] = [],
): SavedObject {
  return {
    id,
    type,
    attributes,
    references,
    coreMigrationVersion: "8.8.0",
    typeMigrationVersion: forms[type],
  };
}
