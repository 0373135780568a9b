import { isObject, reveal, secret, type Properties } from "../provider/propertyValue";
import type { Failure } from "../provider/resourceType";

/** How to reach a host by SSH. */
export interface Endpoint {
  host: string;
  /** Default 22. */
  port: number;
  /** Default root. */
  user: string;
  password?: string;
  /** PEM or OpenSSH format. */
  privateKey?: string;
  privateKeyPassword?: string;
  /** Default: the environment's SSH_AUTH_SOCK. */
  agentSocketPath?: string;
  /** How many failed attempts are allowed; -1 without limit. Default 10. */
  dialErrorLimit: number;
  /** Limit for one attempt in seconds; 0 is none. Default 15. */
  perDialTimeout: number;
  /** The host's public key, as in authorized_keys. Without it any host is accepted, as by the real plugin. */
  hostKey?: string;
}

/** An endpoint that may lie behind another. */
export interface Connection extends Endpoint {
  /** Host through which the connection goes. */
  proxy?: Endpoint;
}

const DEFAULTS = { user: "root", port: 22, dialErrorLimit: 10, perDialTimeout: 15 };

const ENDPOINT_FIELDS = [
  ...["host", "port", "user", "password", "privateKey", "privateKeyPassword", "agentSocketPath"],
  ...["dialErrorLimit", "perDialTimeout", "hostKey"],
];

function checkEndpoint(endpoint: Properties, path: string, fields: string[]): Failure[] {
  const failures: Failure[] = [];
  if (endpoint.host === undefined)
    failures.push({ property: `${path}.host`, reason: "Missing required field 'host'" });
  for (const field of Object.keys(endpoint)) {
    if (!fields.includes(field)) {
      failures.push({ property: `${path}.${field}`, reason: `Unrecognized field '${field}'` });
    }
  }
  return failures;
}

/** Fills in a connection's defaults, marks it as secret, and says what is wrong with it. */
export function checkConnection(inputs: Properties): { inputs: Properties; failures: Failure[] } {
  const given = reveal(inputs.connection ?? null);
  if (given === null) {
    return { inputs, failures: [{ property: "connection", reason: "Missing required field 'connection'" }] };
  }
  // Not known yet as a whole.
  if (!isObject(given)) return { inputs: { ...inputs, connection: secret(given) }, failures: [] };
  const connection: Properties = { ...DEFAULTS, ...given };
  const failures = checkEndpoint(connection, "connection", [...ENDPOINT_FIELDS, "proxy"]);
  if (isObject(given.proxy)) {
    connection.proxy = { ...DEFAULTS, ...given.proxy };
    failures.push(...checkEndpoint(connection.proxy, "connection.proxy", ENDPOINT_FIELDS));
  }
  return { inputs: { ...inputs, connection: secret(connection) }, failures };
}
