/** Shortest prefixes that are not yet "the world"; parameters of the rules on open ports. */
export const worldParameters = {
  minimumPrefixV4: {
    type: "integer" as const,
    minimum: 1,
    maximum: 32,
    default: 8,
    description: "An IPv4 range with a shorter prefix than this counts as the world.",
  },
  minimumPrefixV6: {
    type: "integer" as const,
    minimum: 1,
    maximum: 128,
    default: 16,
    description: "An IPv6 range with a shorter prefix than this counts as the world.",
  },
};

/** Whether a range in CIDR notation is wider than a prefix allows: `0.0.0.0/0`, but `0.0.0.0/1` and its like too. */
export function isWorld(range: string, minimumV4: number, minimumV6: number): boolean {
  const prefix = /\/(\d{1,3})\s*$/.exec(range)?.[1];
  if (prefix === undefined) return false;
  return Number(prefix) < (range.includes(":") ? minimumV6 : minimumV4);
}
