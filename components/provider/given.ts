import * as pulumi from "@pulumi/pulumi";
import type { Path } from "../model/path";

/** What the SDK keeps to itself of an output: whether all of it is known, and its value with what is not. */
interface Resolvable {
  isKnown: Promise<boolean>;
  promise(withUnknowns: true): Promise<unknown>;
}

/** An input as it came over the wire, with the outputs in it awaited. */
export interface Given {
  /** The value; where it is not known yet, `pulumi.unknown`. */
  readonly value: unknown;
  /** Whether all of it is known: always, but in a preview. */
  readonly known: boolean;
  /** Places of its secrets, from its top. */
  readonly secrets: readonly Path[];
}

/** Awaits an input with everything in it. A provider gets its inputs made already: nothing here waits for a resource. */
export async function given(input: unknown, path: Path = []): Promise<Given> {
  if (pulumi.Output.isInstance(input)) {
    const secrets = (await pulumi.isSecret(input)) ? [path] : [];
    const output = input as unknown as Resolvable;
    const value = await output.promise(true);
    // As a whole it has no value at all.
    if (!(await output.isKnown) && !pulumi.containsUnknowns(value))
      return { value: pulumi.unknown, known: false, secrets };
    const inner = await given(value, path);
    return { ...inner, secrets: [...secrets, ...inner.secrets] };
  }
  if (pulumi.isUnknown(input)) return { value: input, known: false, secrets: [] };
  if (typeof input !== "object" || input === null) return { value: input, known: true, secrets: [] };
  const parts = await Promise.all(
    Object.entries(input).map(async ([key, part]) => {
      const step = Array.isArray(input) ? Number(key) : key;
      return [key, await given(part, [...path, step])] as const;
    }),
  );
  return {
    value: Array.isArray(input)
      ? parts.map(([, { value }]) => value)
      : Object.fromEntries(parts.map(([key, { value }]) => [key, value])),
    known: parts.every(([, { known }]) => known),
    secrets: parts.flatMap(([, { secrets }]) => secrets),
  };
}
