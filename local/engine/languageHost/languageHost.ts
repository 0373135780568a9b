import { status, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import {
  AboutResponse,
  DependencyInfo,
  GetProgramDependenciesResponse,
  GetRequiredPackagesResponse,
  GetRequiredPluginsResponse,
  InstallDependenciesResponse,
  LanguageHandshakeResponse,
  RunResponse,
  RuntimeOptionsResponse,
  TemplateResponse,
  type RunRequest,
} from "@pulumi/pulumi/proto/language_pb";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PULUMI_VERSION } from "../versions";
import { Children } from "./children";
import { declaredDependencies } from "./dependencies";
import { runPlugin } from "./runPlugin";
import { programCommand } from "./runProgram";

/** Exit code by which the Node SDK says that the error has been shown to the user already. */
const ERROR_ALREADY_SHOWN = 32;

/** A handler of a call with one answer, from a function that may be asynchronous and may throw. */
function answering<Request, Response>(handle: (request: Request) => Response | Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>): void => {
    Promise.resolve()
      .then(() => handle(call.request))
      .then(
        (response) => done(null, response),
        (error: Error) => done({ code: status.UNKNOWN, message: error.message }),
      );
  };
}

/** What this host leaves out: writing code and packaging SDKs, for which there is the vendor's. */
function notOffered(what: string): () => never {
  return () => {
    throw new Error(
      `Portcullis's Node language host does not offer ${what}: use the one of Pulumi's own releases`,
    );
  };
}

/** Runs Node programs and policy packs for Pulumi's engine (the gRPC service `pulumirpc.LanguageRuntime`). */
export class LanguageHost {
  private readonly children = new Children();

  /** @param engineAddress - where programs send their log messages; a handshake may change it */
  constructor(private engineAddress: string) {}

  /** Ends everything that was started. */
  cancel(): void {
    this.children.endAll();
  }

  /** The handlers for a gRPC server. */
  implementation(): ILanguageRuntimeServer {
    return {
      handshake: answering((request) => {
        this.engineAddress = request.getEngineAddress();
        return new LanguageHandshakeResponse();
      }),
      // None: the engine then loads a plugin when the first resource needs it, so that a stack asks only for the
      // plugins that it uses, not for those of every SDK that its package.json declares.
      getRequiredPackages: answering(() => new GetRequiredPackagesResponse()),
      getRequiredPlugins: answering(() => new GetRequiredPluginsResponse()),
      getPluginInfo: answering(() => new PluginInfo().setVersion(PULUMI_VERSION)),
      run: answering((request) => this.run(request)),
      // Streams end in failure by an `error` event: grpc-js sends no status for one that was destroyed.
      runPlugin: (call) => {
        runPlugin(call, this.children).then(
          () => call.end(),
          (error: Error) => call.emit("error", error),
        );
      },
      installDependencies: (call) => {
        const folder = call.request.getInfo()?.getProgramDirectory() || call.request.getDirectory();
        const child = this.children.start("npm", ["install"], {
          cwd: folder,
          stdio: ["ignore", "pipe", "pipe"],
        });
        call.on("cancelled", () => this.children.end(child));
        child.stdout!.on("data", (chunk: Buffer) =>
          call.write(new InstallDependenciesResponse().setStdout(chunk)),
        );
        child.stderr!.on("data", (chunk: Buffer) =>
          call.write(new InstallDependenciesResponse().setStderr(chunk)),
        );
        Children.ending(child).then(
          ({ code }) =>
            code === 0 ? call.end() : call.emit("error", new Error(`npm install exited with ${code}`)),
          (error: Error) => call.emit("error", error),
        );
      },
      about: answering(() => new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
      getProgramDependencies: answering((request) => {
        const folder = request.getInfo()?.getProgramDirectory() || request.getPwd();
        return new GetProgramDependenciesResponse().setDependenciesList(
          declaredDependencies(folder).map(({ name, version }) =>
            new DependencyInfo().setName(name).setVersion(version),
          ),
        );
      }),
      runtimeOptionsPrompts: answering(() => new RuntimeOptionsResponse()),
      template: answering(() => new TemplateResponse()),
      cancel: answering(() => {
        this.cancel();
        return new Empty();
      }),
      generateProgram: answering(notOffered("program generation")),
      generateProject: answering(notOffered("project generation")),
      generatePackage: answering(notOffered("SDK generation")),
      pack: answering(notOffered("packing")),
      link: answering(notOffered("linking")),
    };
  }

  private async run(request: RunRequest): Promise<RunResponse> {
    const { args, cwd, env } = programCommand(request, this.engineAddress);
    const child = this.children.start(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      // The engine shows what its language host prints.
      stdio: ["ignore", "inherit", "inherit"],
    });
    const { code, signal } = await Children.ending(child);
    const response = new RunResponse();
    if (code === ERROR_ALREADY_SHOWN) return response.setBail(true);
    if (code === null) return response.setError(`Program was ended by ${signal}`);
    return code === 0 ? response : response.setError(`Program exited with non-zero exit code: ${code}`);
  }
}
