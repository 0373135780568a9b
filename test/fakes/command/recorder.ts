import { appendFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { CommandOutput } from "../../../local/plugins/command/commandResource";
import type { Connection } from "../../../local/plugins/command/connection";
import type { Properties } from "../../../local/plugins/provider/propertyValue";
import type { Operation } from "../../../local/plugins/provider/resourceType";
import { readState } from "../../../local/hosts/stateFile";

/** One command that would have been run on a host. */
export interface CommandRecord {
  /** Name of the command resource in the program. */
  name: string;
  host: string;
  /** Host through which it would have been reached. */
  proxy?: string;
  operation: "create" | "update" | "delete";
  command: string;
  /** Length of what would have gone to its standard input. */
  stdinBytes: number;
  /** Whether it was told to fail. */
  failed: boolean;
}

/** A line of the record: each command has one where it begins and one where it ends. */
export interface CommandEvent extends CommandRecord {
  event: "begin" | "end";
}

/** How commands are to behave. */
export interface CommandBehaviour {
  /** Which fail: those on these hosts, or with these names. Default: none. */
  failing?: readonly string[];
  /** How long each takes; what happens at once overlaps in the record, then. Default: 10 ms. */
  milliseconds?: number;
}

/**
 * Writes down a command instead of running it.
 *
 * @param file - gets one line of JSON for its beginning and one for its end
 * @param behaviourFile - JSON with {@link CommandBehaviour}; need not exist
 * @throws Error when the command is one that has to fail
 */
export async function record(
  file: string,
  behaviourFile: string,
  command: string,
  inputs: Properties,
  previous: Partial<CommandOutput>,
  operation: Operation,
): Promise<CommandOutput> {
  const connection = inputs.connection as unknown as Connection;
  const { failing = [], milliseconds = 10 } = readState<CommandBehaviour>(behaviourFile) ?? {};
  const entry: CommandRecord = {
    name: operation.name,
    host: connection.host,
    ...(connection.proxy && { proxy: connection.proxy.host }),
    operation: command === inputs.delete ? "delete" : previous.stdout === undefined ? "create" : "update",
    command,
    stdinBytes: Buffer.byteLength((inputs.stdin as string | undefined) ?? ""),
    failed: failing.includes(connection.host) || failing.includes(operation.name),
  };
  const write = (event: CommandEvent["event"]): void =>
    appendFileSync(file, `${JSON.stringify({ event, ...entry })}\n`, { mode: 0o600 });
  write("begin");
  await delay(milliseconds);
  write("end");
  if (entry.failed) throw new Error(`fake command: ${entry.name} was told to fail on ${entry.host}`);
  return { stdout: answer(command), stderr: "" };
}

/** What the program reads of an answer: an API key of Elasticsearch. Every other answer it keeps as it is. */
function answer(command: string | undefined): string {
  return command?.includes(" create-key ")
    ? JSON.stringify({ id: "recorded", key: "not-a-key-of-any-server" })
    : "recorded by the fake command plugin, not run";
}
