import type { ServerWritableStream } from "@grpc/grpc-js";
import { RunPluginResponse, type RunPluginRequest } from "@pulumi/pulumi/proto/language_pb";
import type { Readable } from "node:stream";
import { Children } from "./children";
import { optionsEnv, programOptions } from "./programOptions";
import { locate, type NodeCommand } from "./runProgram";

/** The plugin kind of policy packs. */
const POLICY_PACK = "analyzer";

/** The command that runs a plugin written for Node: a policy pack, or a provider. */
export function pluginCommand(request: RunPluginRequest): NodeCommand {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getPwd();
  const options = programOptions(info);
  const isPolicyPack = request.getKind() === POLICY_PACK;
  const args = request.getArgsList();
  return {
    args: [
      ...options.nodeArgs,
      locate(isPolicyPack ? "@pulumi/pulumi/cmd/run-policy-pack" : "@pulumi/pulumi/cmd/run-plugin", folder),
      // Policy packs are told the engine's address first and their folder last, all others the other way round.
      ...(isPolicyPack ? [...args, folder] : [folder, ...args]),
    ],
    cwd: isPolicyPack ? folder : request.getPwd() || folder,
    env: {
      ...Object.fromEntries(
        request.getEnvList().map((entry) => {
          const at = entry.indexOf("=");
          return [entry.slice(0, at), entry.slice(at + 1)];
        }),
      ),
      ...optionsEnv(options),
    },
  };
}

type Call = ServerWritableStream<RunPluginRequest, RunPluginResponse>;

/** Sends all that a child prints, as fast as the engine takes it. */
function forward(call: Call, output: Readable, wrap: (chunk: Buffer) => RunPluginResponse): void {
  output.on("data", (chunk: Buffer) => {
    if (call.write(wrap(chunk))) return;
    output.pause();
    call.once("drain", () => output.resume());
  });
}

/** Runs a plugin, streams its output, and ends the call with its exit code. Ends it when the call is cancelled. */
export async function runPlugin(call: Call, children: Children): Promise<void> {
  const { args, cwd, env } = pluginCommand(call.request);
  const child = children.start(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  call.on("cancelled", () => children.end(child));
  forward(call, child.stdout!, (chunk) => new RunPluginResponse().setStdout(chunk));
  forward(call, child.stderr!, (chunk) => new RunPluginResponse().setStderr(chunk));
  const { code, signal } = await Children.ending(child);
  if (code === null) throw new Error(`the plugin was ended by ${signal}`);
  call.write(new RunPluginResponse().setExitcode(code));
}
