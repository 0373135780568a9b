import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/**
 * A random secret that is made once and stays the same: 32 bytes as 43 characters of base64url (RFC 4648 section 5),
 * which is as much as an HMAC with SHA-256 can use (RFC 7518 section 3.2). It is kept in the state, encrypted, and
 * nowhere else. Removed from the program and put back, it is another one.
 *
 * @param name - name of the resource
 * @param opts - options of the resource, such as its parent
 * @returns the secret, marked as one
 */
export function randomSecret(name: string, opts?: pulumi.CustomResourceOptions): pulumi.Output<string> {
  const made = new pulumi.Stash(
    name,
    { input: pulumi.secret(randomBytes(32).toString("base64url")) },
    // The state keeps the first input as `output`; without ignoreChanges every run would show a change.
    pulumi.mergeOptions(opts, { ignoreChanges: ["input"], additionalSecretOutputs: ["output"] }),
  );
  return made.output as pulumi.Output<string>;
}
