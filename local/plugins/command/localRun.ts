import { revealAll } from "../provider/propertyValue";
import type { PluginFunction } from "../provider/resourceType";
import { execute } from "./localExecution";

/** `command:local:run`: runs a command in every preview and every update. */
export const localRun: PluginFunction = async (args, operation) => {
  const inputs = revealAll(args);
  if (typeof inputs.command !== "string") throw new Error("command: a string is missing");
  return { ...args, ...(await execute(inputs.command, inputs, {}, operation)) };
};
