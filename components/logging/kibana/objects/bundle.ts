import { readAsset } from "../../../assets";
import type { Bundle } from "../../../host/bundle";
import type { KibanaRule } from "../../alerts/kibana/rules";
import { kibanaName, kibanaPort, objectsUnit, paths } from "../paths";
import { renderObjectsUnit } from "../unit";
import { renderSavedObjects } from "./render";
import { idPrefix } from "./savedObject";

/** An account that may change everything in Kibana. */
export interface KibanaAccount {
  /** Its name in Elasticsearch. */
  user: string;
  /** Its password. Secret. */
  password: string;
}

/**
 * Renders the bundle that brings an environment's dashboard, searches and rules into the Kibana of the same host. That one's
 * bundle has to be applied before it.
 *
 * @param account - who does it; its rules look at the logs with its rights
 * @param namespace - namespace of the environment's data streams
 * @param rules - rules of alerts; without any, those of ours that are there go
 */
export function renderKibanaObjects(
  account: KibanaAccount,
  namespace: string,
  rules: readonly KibanaRule[],
): Bundle {
  const access = {
    url: `https://${kibanaName}:${kibanaPort}`,
    authority: paths.authority,
    ...account,
  };
  const wanted = { namespace, prefix: idPrefix(namespace), objects: renderSavedObjects(namespace), rules };
  return {
    name: "kibana-objects",
    packages: ["python3"],
    files: [
      { path: paths.apply, content: readAsset("components/logging/kibana/assets/apply.py"), mode: "0755" },
      { path: paths.access, content: `${JSON.stringify(access)}\n`, secret: true },
      { path: paths.objects, content: `${JSON.stringify(wanted, null, 1)}\n` },
      { path: paths.objectsUnit, content: renderObjectsUnit() },
    ],
    services: [{ unit: objectsUnit, onChange: "restart" }],
  };
}
