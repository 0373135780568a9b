import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** The `runtime.options` of Pulumi.yaml that Node programs know. */
export interface ProgramOptions {
  /** Whether .ts files are compiled on the fly; default true, as Pulumi documents it. */
  typescript: boolean;
  /** Path of the tsconfig.json for that. */
  tsconfig?: string;
  /** Arguments for Node itself, such as `--max-old-space-size=4096`. */
  nodeArgs: string[];
}

/** Reads the options from what the engine sends about a program. */
export function programOptions(info: ProgramInfo | undefined): ProgramOptions {
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>;
  return {
    typescript: options.typescript !== false,
    tsconfig: typeof options.tsconfig === "string" ? options.tsconfig : undefined,
    nodeArgs: typeof options.nodeargs === "string" ? options.nodeargs.split(/\s+/).filter(Boolean) : [],
  };
}

/** The options as the environment variables that Pulumi's Node SDK reads. */
export function optionsEnv(options: ProgramOptions): NodeJS.ProcessEnv {
  return {
    ...(options.typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    ...(options.tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}
