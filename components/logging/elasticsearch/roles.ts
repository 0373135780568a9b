import { dataStream, dataStreamPattern, datasets } from "../events/datasets";

/** What a key or a user may be: see {@link renderRoles}. */
export type ElasticsearchRole = "writer" | "reader" | "alerting";

/** Rights as Elasticsearch describes them (its documentation, "Create or update roles", "Security privileges"). */
export interface RoleDescriptor {
  /** Privileges on the cluster. */
  cluster: string[];
  /** Privileges on indices, by the patterns of their names. */
  indices: { names: string[]; privileges: string[] }[];
}

/**
 * Pattern of the indices in which ElastAlert remembers what it has told.
 *
 * @param namespace - the environment's namespace, such as `prod`
 */
export function elastAlertIndexPattern(namespace: string): string {
  return `portcullis-elastalert-${namespace}*`;
}

/**
 * Rights by role. All may ask for the server's version, as programs do first.
 *
 * - `writer`: adds events to the environment's data streams but that of alerts; reads, changes and deletes none.
 * - `reader`: reads them all.
 * - `alerting`: reads them all, adds alerts, and keeps indices of its own.
 *
 * @param namespace - the environment's namespace, such as `prod`
 */
export function renderRoles(namespace: string): Record<ElasticsearchRole, RoleDescriptor> {
  const add = ["auto_configure", "create_doc"];
  const shipped = Object.values(datasets).filter((dataset) => dataset !== datasets.alerts);
  const read = { names: [dataStreamPattern(namespace)], privileges: ["read", "view_index_metadata"] };
  return {
    writer: {
      cluster: ["monitor"],
      indices: [{ names: shipped.map((dataset) => dataStream(dataset, namespace)), privileges: add }],
    },
    reader: { cluster: ["monitor"], indices: [read] },
    alerting: {
      cluster: ["monitor"],
      indices: [
        read,
        { names: [dataStream(datasets.alerts, namespace)], privileges: add },
        { names: [elastAlertIndexPattern(namespace)], privileges: ["manage", "read", "write"] },
      ],
    },
  };
}
