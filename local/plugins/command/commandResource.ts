import { randomBytes } from "node:crypto";
import { changedProperties } from "../provider/difference";
import { UNKNOWN, hasUnknown, reveal, revealAll, type Properties } from "../provider/propertyValue";
import type { Failure, Operation, ResourceType } from "../provider/resourceType";
import { asInState } from "../provider/standIn";

/** What a finished command gives. */
export interface CommandOutput extends Properties {
  stdout: string;
  stderr: string;
}

/** Values that `logging` may have. */
const LOGGING = ["stdout", "stderr", "stdoutAndStderr", "none"];

/** Where a command's output is shown while it runs. */
export interface Logging {
  stdout: boolean;
  stderr: boolean;
}

/** Reads the input `logging`; both streams are shown by default. */
export function logging(inputs: Properties): Logging {
  const choice = inputs.logging ?? "stdoutAndStderr";
  return {
    stdout: choice === "stdout" || choice === "stdoutAndStderr",
    stderr: choice === "stderr" || choice === "stdoutAndStderr",
  };
}

/** What differs between `local.Command` and `remote.Command`. */
export interface CommandKind {
  /** Names of all inputs. */
  inputNames: readonly string[];
  /** Fills in defaults and says what else is wrong. */
  check(inputs: Properties): { inputs: Properties; failures: Failure[] };
  /**
   * Runs a command to its end.
   *
   * @param inputs - without secret markers
   * @param previous - output of the run before; empty at first
   * @throws Error with the exit status and all that the command printed
   */
  run(
    command: string,
    inputs: Properties,
    previous: Partial<CommandOutput>,
    operation: Operation,
  ): Promise<Properties>;
}

const LIFECYCLE_INPUTS = ["create", "update", "delete", "triggers"];

/** The inputs among a resource's outputs, which hold both. */
function inputsOf(state: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name)));
}

function outputOf(state: Properties): Partial<CommandOutput> {
  const { stdout, stderr } = revealAll(state);
  return {
    stdout: typeof stdout === "string" ? stdout : "",
    stderr: typeof stderr === "string" ? stderr : "",
  };
}

/** The life of a command resource: which command is run when, and when the resource is replaced. */
export function commandResource(kind: CommandKind): ResourceType {
  const names = [...LIFECYCLE_INPUTS, ...kind.inputNames];

  async function run(
    command: string | undefined,
    inputs: Properties,
    previous: Partial<CommandOutput>,
    operation: Operation,
  ): Promise<Properties> {
    const output = { stdout: previous.stdout ?? "", stderr: previous.stderr ?? "" };
    if (command === undefined) return { ...inputs, ...output };
    return { ...inputs, ...(await kind.run(command, revealAll(inputs), previous, operation)) };
  }

  const commandIn = (inputs: Properties, name: string): string | undefined => {
    const command = reveal(inputs[name] ?? null);
    return typeof command === "string" ? command : undefined;
  };

  return {
    check(given) {
      const { inputs, failures } = kind.check(given);
      const unknown = Object.keys(inputs).filter((name) => !names.includes(name));
      for (const name of unknown) failures.push({ property: name, reason: `Unrecognized field '${name}'` });
      const log = reveal(inputs.logging ?? null);
      if (log !== null && !hasUnknown(log) && !LOGGING.includes(log as string)) {
        failures.push({
          property: "logging",
          reason: `expected one of ${LOGGING.join(", ")}, got ${JSON.stringify(log)}`,
        });
      }
      return { inputs, failures };
    },

    difference(oldInputs, inputs, state) {
      // States written before engines sent the old inputs hold them among the outputs only.
      const before = Object.keys(oldInputs).length > 0 ? oldInputs : inputsOf(state, names);
      const changed = changedProperties(inputsOf(before, names), inputs);
      return { changed, replacing: changed.filter((name) => name === "triggers") };
    },

    planned: (inputs) => ({ ...inputs, stdout: UNKNOWN, stderr: UNKNOWN }),

    async create(inputs, operation) {
      const id = `${operation.name}${randomBytes(4).toString("hex")}`;
      return { id, outputs: await run(commandIn(inputs, "create"), inputs, {}, operation) };
    },

    read: asInState,

    update: (state, inputs, operation) =>
      run(commandIn(inputs, "update") ?? commandIn(inputs, "create"), inputs, outputOf(state), operation),

    async delete(state, operation) {
      await run(commandIn(state, "delete"), inputsOf(state, names), outputOf(state), operation);
    },
  };
}
