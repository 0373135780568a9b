import { parseArgs, type ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>["values"];

/**
 * Reads the command line of what works on one stack.
 *
 * @param options - the options that there are, as `parseArgs` takes them
 * @param wrong - makes the error of a message
 * @returns the stack's name and the options' values
 * @throws the error that `wrong` makes, where an option is unknown or not one stack is named
 */
export function stackArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  wrong: (message: string) => Error,
): { stack: string; values: Values<O> } {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw wrong((error as Error).message);
  }
  const [stack, ...more] = parsed.positionals;
  if (stack === undefined || more.length > 0) throw wrong("Name one stack:");
  return { stack, values: parsed.values };
}
