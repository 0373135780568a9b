import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { keysToMake } from "../../components/gateway/keys/gatewayKeys";
import { loadStackFile } from "../../components/model/environment";
import { suggest } from "../../components/model/suggest";
import { stackFileNamed, stackFilesIn } from "../validate";
import { setRotations } from "./setRotations";

/** A rotation that is not begun yet. */
export interface Rotation {
  /** The stack's file. */
  file: string;
  /** Its text with the rotation counted. */
  text: string;
  /** How often each consumer's keys are rotated with this time, by its name. */
  counts: Readonly<Record<string, number>>;
  /** Days for which the former keys are accepted. */
  overlapDays: number;
}

/**
 * What a rotation of a stack changes in its file. Nothing is written.
 *
 * @param folder - the project's folder
 * @param stack - the stack's name
 * @param consumer - whose keys are rotated. Default: everybody's that Portcullis made
 * @throws ConfigurationError where the stack's file has mistakes
 * @throws Error where there is no such stack or consumer, or Portcullis makes no keys for it
 */
export function planRotation(folder: string, stack: string, consumer?: string): Rotation {
  const file = stackFileNamed(stack, folder);
  if (!existsSync(file)) throw new Error(unknownStack(folder, stack));
  const name = path.basename(file);
  const { gateway } = loadStackFile(file);
  if (!gateway) throw new Error(`${name}: the stack has no gateway, whose keys could be rotated`);
  const made = Object.entries(keysToMake(gateway).consumers).filter(
    ([, { algorithm, apiKey }]) => algorithm !== undefined || apiKey,
  );
  const chosen = made.filter(([each]) => consumer === undefined || each === consumer);
  if (chosen.length === 0) {
    const names = made.map(([each]) => each);
    throw new Error(
      noKeys(name, consumer, names, consumer !== undefined && Object.hasOwn(gateway.consumers, consumer)),
    );
  }
  const counts = Object.fromEntries(chosen.map(([each, { rotations }]) => [each, rotations + 1]));
  const text = setRotations(readFileSync(file, "utf8"), counts);
  return { file, text, counts, overlapDays: gateway.rotation.overlapDays };
}

function unknownStack(folder: string, stack: string): string {
  const stacks = stackFilesIn(folder).map((file) => path.basename(file).replace(/^Pulumi\.|\.yaml$/g, ""));
  return `there is no stack ${stack}, since there is no Pulumi.${stack}.yaml; ${hint(stack, stacks)}`;
}

function noKeys(name: string, consumer: string | undefined, names: string[], known: boolean): string {
  if (consumer === undefined) return `${name}: Portcullis makes no keys for any of gateway.consumers`;
  if (known) return `${name}: consumer ${consumer} makes its own keys (jwt.publicKeys): Portcullis has none`;
  return `${name}: gateway.consumers has no ${consumer}; ${hint(consumer, names)}`;
}

function hint(word: string, known: readonly string[]): string {
  const near = suggest(word, known);
  if (near) return `did you mean "${near}"?`;
  return known.length > 0 ? `there are ${known.join(", ")}` : "there is none";
}
