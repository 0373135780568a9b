import * as pulumi from "@pulumi/pulumi";
import { type KeyRule, type KeySchedule, keySchedule, type Remembering } from "./schedule";

/** Keys of one credential. */
export interface RotatingKeys<Key> {
  /** Those that are accepted, the newest one first. */
  accepted: readonly Key[];
  /** The one of them that clients are to use. */
  current: Key;
  /** When that one was made, in ISO 8601. */
  made: string;
  /** The earliest moment at which another takes its place, in ISO 8601. */
  replacedFrom: string;
  /** How often was rotated out of turn until the newest key was made. */
  rotations: number;
}

/**
 * Keys that come and go as {@link keySchedule} has it. Its notes are kept in the state by Pulumi's own `Stash`, and read
 * back by registering them: which resources follow depends on what they say, hence the resources made inside `apply`.
 *
 * @param name - begins the names of all resources
 * @param now - the present, the same for a whole run
 * @param rule - when keys are replaced
 * @param make - makes the key of a number: the resources' names have the number in them
 * @param parent - parent of the notes
 */
export function rotatingKeys<Key>(
  name: string,
  now: Date,
  rule: KeyRule,
  make: (number: number) => pulumi.Output<Key>,
  parent: pulumi.Resource,
): pulumi.Output<RotatingKeys<Key>> {
  return remembered(name, keySchedule(now, rule), parent).apply(
    ({ accepted, current, replacedFrom }: KeySchedule) =>
      pulumi.all(accepted.map(({ number }) => make(number))).apply((keys) => ({
        accepted: keys as Key[],
        current: keys[accepted.findIndex(({ number }) => number === current.number)] as Key,
        made: current.made,
        replacedFrom,
        rotations: accepted[0]!.rotations,
      })),
  );
}

function remembered<T>(
  name: string,
  remembering: Remembering<T>,
  parent: pulumi.Resource,
  note?: unknown,
): pulumi.Output<T> {
  const asked = remembering.next(note);
  if (asked.done) return pulumi.output(asked.value) as pulumi.Output<T>;
  const stash = new pulumi.Stash(
    `${name}-${asked.value.name}`,
    { input: asked.value.fresh },
    // The state keeps the first input as `output`; without ignoreChanges every run would show a change.
    { parent, ignoreChanges: ["input"] },
  );
  return stash.output.apply((known: unknown) =>
    remembered<unknown>(name, remembering, parent, known),
  ) as pulumi.Output<T>;
}
