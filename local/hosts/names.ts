/** Debian releases that local hosts exist for. */
export const RELEASES = ["bookworm", "trixie"] as const;

/** Debian 12 is `bookworm`, Debian 13 is `trixie`. */
export type Release = (typeof RELEASES)[number];

const LABEL = /^[a-z]([a-z0-9-]{0,29}[a-z0-9])?$/;

/**
 * Checks the name of an environment, host or client.
 *
 * @throws Error when it is not one lower-case label of at most 31 characters.
 */
export function checkName(what: string, name: string): void {
  if (!LABEL.test(name)) {
    throw new Error(
      `${what} name "${name}": must be 1 to 31 lower-case letters, digits or hyphens, starting with a letter`,
    );
  }
}

/** Bridge of an environment; an interface name has at most 15 characters. */
export function bridgeName(id: string): string {
  return `pcl-${id}`;
}

/** The machine's end of the cable to a slot. */
export function cableName(id: string, slot: number): string {
  return `pcv${id}${slot}`;
}

/** Network namespace, nspawn machine and control group of a host or client. All begin with {@link ownedPrefix}. */
export function machineName(id: string, name: string): string {
  return `${ownedPrefix(id)}${name}`;
}

/** What the names of all namespaces, machines and control groups of an environment begin with. */
export function ownedPrefix(id: string): string {
  return `pcl-${id}-`;
}

/** Firewall table of an environment, in family inet. */
export function firewallTable(id: string): string {
  return `portcullis_${id}`;
}
