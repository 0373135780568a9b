import { commandResource } from "./commandResource";
import { checkConnection } from "./connection";

/** `command:remote:Command`. */
export const remoteCommand = commandResource({
  inputNames: ["stdin", "logging", "connection", "environment", "addPreviousOutputInEnv"],
  check: checkConnection,
  run: async (command, inputs, previous, operation) => {
    // Loading an SSH client takes as long as starting the plugin; previews don't need it.
    const { executeRemotely } = await import("./remoteExecution.js");
    return executeRemotely(command, inputs, previous, operation);
  },
});
