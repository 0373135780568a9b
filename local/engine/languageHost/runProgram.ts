import { createRequire } from "node:module";
import { join } from "node:path";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { programOptions, optionsEnv } from "./programOptions";

/** A command to start: arguments of Node, working folder, additional environment. */
export interface NodeCommand {
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Finds an entry point of the Node SDK that the program itself uses.
 *
 * @param module - such as `@pulumi/pulumi/cmd/run`
 * @param programFolder - folder to resolve it from
 * @throws Error that says how to install it
 */
export function locate(module: string, programFolder: string): string {
  try {
    return createRequire(join(programFolder, "package.json")).resolve(module);
  } catch {
    throw new Error(`${module} was not found from ${programFolder}: run \`npm install\` there`);
  }
}

/**
 * Configuration as the Node SDK expects it: keys `namespace:config:name`, where the engine sends `namespace:name`.
 */
export function configJson(config: Iterable<[string, string]>): string {
  const keys = [...config].map(([key, value]) => {
    const [namespace = "", ...rest] = key.split(":");
    const name = rest[0] === "config" && rest.length > 1 ? rest.slice(1) : rest;
    return [`${namespace}:config:${name.join(":")}`, value];
  });
  return JSON.stringify(Object.fromEntries(keys));
}

/**
 * The command that runs a program.
 *
 * @param engineAddress - where the program sends its log messages
 */
export function programCommand(request: RunRequest, engineAddress: string): NodeCommand {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getPwd();
  const options = programOptions(info);
  const flag = (name: string, value: string | undefined): string[] => (value ? [`--${name}`, value] : []);
  return {
    args: [
      ...options.nodeArgs,
      locate("@pulumi/pulumi/cmd/run", folder),
      ...flag("monitor", request.getMonitorAddress()),
      ...flag("engine", engineAddress),
      ...flag("organization", request.getOrganization()),
      ...flag("project", request.getProject()),
      ...flag("root-directory", info?.getRootDirectory()),
      ...flag("stack", request.getStack()),
      ...flag("pwd", folder),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      ...flag("parallel", String(request.getParallel())),
      info?.getEntryPoint() || ".",
      ...request.getArgsList(),
    ],
    cwd: request.getPwd() || folder,
    env: {
      ...optionsEnv(options),
      PULUMI_CONFIG: configJson(request.getConfigMap().getEntryList()),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  };
}
