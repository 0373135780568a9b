import type * as pulumi from "@pulumi/pulumi";
import { randomSecret } from "../../secrets/randomSecret";
import type { ApiKey } from "../secrets";

/**
 * Makes an API key: 256 random bits, far beyond guessing, behind a prefix by which scanners find keys that leaked into
 * repositories and logs.
 *
 * @param name - name of the resource
 * @param id - names the key in logs
 * @param opts - options of the resource
 */
export function apiKey(name: string, id: string, opts: pulumi.CustomResourceOptions): pulumi.Output<ApiKey> {
  return randomSecret(name, opts).apply((secret) => ({ id, key: `portcullis_${secret}` }));
}
