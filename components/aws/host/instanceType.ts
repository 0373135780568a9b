/** Processor architecture by Debian's name. */
export type Architecture = "amd64" | "arm64";

/**
 * Architecture of an instance type: `arm64` for AWS Graviton, told by a `g` behind the generation (t4g, m7gd, c7gn,
 * im4gn) or the first of them, a1; else `amd64` (Amazon EC2 Instance Types guide, "Naming conventions").
 */
export function architectureOf(instanceType: string): Architecture {
  return /^(a1\.|[a-z]+\d+g)/.test(instanceType) ? "arm64" : "amd64";
}
