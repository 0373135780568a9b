import type { Engine } from "../../local/engine";
import { askStack, type Stack } from "../../local/stack/stack";

/** A resource in a stack's state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** URN of the component that it is part of. Default: none. */
  readonly parent?: string;
  /** What it was made from, secrets in plain text. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The last part of a URN: what the program calls the resource. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The key that tells a secret in a state from a value that looks like one (Pulumi's sdk/go/common/resource/sig). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function revealed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revealed);
  const record = value as Record<string, unknown>;
  if (record[signatureKey] === secretSignature && typeof record.plaintext === "string")
    return revealed(JSON.parse(record.plaintext));
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, revealed(item)]));
}

interface ExportedResource {
  urn: string;
  type: string;
  parent?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** It is only waiting to be deleted. */
  delete?: boolean;
}

/**
 * The resources of what `pulumi stack export --show-secrets` printed, secrets in plain text, without those that were
 * replaced already.
 */
export function parseState(text: string): StateResource[] {
  const { deployment } = JSON.parse(text) as { deployment?: { resources?: ExportedResource[] } };
  return (deployment?.resources ?? [])
    .filter((resource) => !resource.delete)
    .map(({ urn, type, parent, inputs, outputs }) => ({
      urn,
      type,
      ...(parent && { parent }),
      inputs: revealed(inputs ?? {}) as Record<string, unknown>,
      outputs: revealed(outputs ?? {}) as Record<string, unknown>,
    }));
}

/**
 * The resources of a stack. What is secret is in plain text: it is printed nowhere.
 *
 * @throws Error with what the engine said, such as that there is no such stack
 */
export async function stackState(engine: Engine, stack: Stack): Promise<StateResource[]> {
  return parseState(await askStack(engine, stack, ["stack", "export", "--show-secrets"], "state"));
}
