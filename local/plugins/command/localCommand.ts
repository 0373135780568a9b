import { commandResource } from "./commandResource";
import { EXECUTION_INPUTS, execute } from "./localExecution";

/** `command:local:Command`. */
export const localCommand = commandResource({
  inputNames: EXECUTION_INPUTS,
  check: (inputs) => ({ inputs, failures: [] }),
  run: async (command, inputs, previous, operation) => execute(command, inputs, previous, operation),
});
