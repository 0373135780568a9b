export { UnreachableHost } from "./connection";
export { type CommandOptions, type CommandResult, type HostShell, run, withHost } from "./host";
