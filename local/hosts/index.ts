export type { AddressPlan } from "./addressPlan";
export type { LocalClient } from "./client";
export { type CommandOptions, type CommandResult, mustRun, runCommand } from "./command";
export { LocalEnvironment, type OpenArgs } from "./environment";
export type { LocalHost, StartHostArgs } from "./host";
export { hostExec } from "./hostExec";
export { type Release, RELEASES } from "./names";
export { ensureLocalRequirements, installMissingPackages } from "./requirements";
export { until, type UntilOptions } from "./until";
