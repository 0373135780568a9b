import type { Judgement } from "./judge";
import type { Finding } from "./subject";

type Inputs = Record<string, unknown>;

/** A remediation that sets what was found to a value. */
export function setTo(value: unknown): (finding: Finding) => Record<string, unknown> {
  return ({ path }) => ({ [path]: value });
}

/** The steps of a path such as `ebsBlockDevices[0].encrypted`. */
function steps(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([text, index]) =>
    index === undefined ? text : Number(index),
  );
}

/** A copy of a value in which another stands at a path. */
function withValueAt(value: unknown, [step, ...rest]: (string | number)[], set: unknown): unknown {
  if (step === undefined) return set;
  if (typeof step === "number") {
    const list = Array.isArray(value) ? [...(value as unknown[])] : [];
    list[step] = withValueAt(list[step], rest, set);
    return list;
  }
  const object = typeof value === "object" && value !== null ? (value as Inputs) : {};
  return { ...object, [step]: withValueAt(object[step], rest, set) };
}

/**
 * The inputs of a resource with what its rule sets so that they no longer break it; undefined where there is nothing to
 * set, or where an exemption lets them be.
 */
export function remedied(
  { rule, findings, resource, exemption }: Judgement,
  inputs: Inputs,
): Inputs | undefined {
  if (exemption?.state === "valid") return undefined;
  let changed: Inputs | undefined;
  for (const finding of findings) {
    const patch = rule.remediate?.(finding, resource.properties) ?? {};
    for (const [path, value] of Object.entries(patch)) {
      changed = withValueAt(changed ?? inputs, steps(path), value) as Inputs;
    }
  }
  return changed;
}
