import { type CommandOptions, type CommandResult, runCommand } from "./command";
import { namespacePath } from "./network";

/** A place in the environment's network that is not a host: what runs there reaches the hosts from outside. */
export interface LocalClient {
  readonly name: string;
  readonly address: string;
  readonly address6: string;
  /** Network namespace. */
  readonly netns: string;
  /** Runs a program of this machine from the client's addresses; the result is given whatever the exit code is. */
  exec(argv: readonly string[], options?: CommandOptions): Promise<CommandResult>;
}

/** A client in a namespace that is configured already. */
export function makeClient(place: Omit<LocalClient, "exec">): LocalClient {
  const enter = ["nsenter", `--net=${namespacePath(place.netns)}`, "--"];
  return { ...place, exec: (argv, options) => runCommand([...enter, ...argv], options) };
}
