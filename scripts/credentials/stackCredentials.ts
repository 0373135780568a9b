import type { ConsumerCredentials } from "../../components/gateway/keys/credentials";
import type { Engine } from "../../local/engine";
import { type Stack, stackOutputs } from "../../local/stack/stack";

/**
 * What the consumers of a stack's gateway prove themselves by at present, by the consumer's name; empty where the stack
 * hands out nothing.
 *
 * @throws Error where the stack's outputs cannot be read
 */
export async function stackCredentials(
  engine: Engine,
  stack: Stack,
): Promise<Record<string, ConsumerCredentials>> {
  const { credentials } = await stackOutputs(engine, stack);
  return (credentials ?? {}) as Record<string, ConsumerCredentials>;
}
