import type * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "./hostBundle";
import type { LinuxHost } from "./linuxHost";

/**
 * Installs the packages of all bundles of a host in one run of its package manager, which every bundle waits for.
 *
 * @param name - name of the host
 * @param host - the host; what is returned belongs into its `ready`
 * @param packages - the packages, in any order, some of them several times; with none, nothing is made
 * @param parent - the host's component
 */
export function installPackages(
  name: string,
  host: LinuxHost,
  packages: readonly string[] | undefined,
  parent: pulumi.Resource,
): pulumi.Resource[] {
  if (!packages?.length) return [];
  const bundle = { name: "packages", packages: [...new Set(packages)].sort(), files: [] };
  return [new HostBundle(`${name}-packages`, { host, bundle }, { parent })];
}
