import type { Properties } from "../provider/propertyValue";
import type { CommandOutput } from "./commandResource";

/** The last run's output as environment of the next, unless `addPreviousOutputInEnv` is false. Empty output is left out. */
export function previousOutputEnv(
  inputs: Properties,
  previous: Partial<CommandOutput>,
): Record<string, string> {
  if (inputs.addPreviousOutputInEnv === false) return {};
  return {
    ...(previous.stdout && { PULUMI_COMMAND_STDOUT: previous.stdout }),
    ...(previous.stderr && { PULUMI_COMMAND_STDERR: previous.stderr }),
  };
}
