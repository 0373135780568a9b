import { status, type sendUnaryData, type ServerUnaryCall } from "@grpc/grpc-js";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  InvokeResponse,
  PropertyDiff,
  ProviderHandshakeResponse,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type InvokeRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { serve } from "../../grpc/serve";
import { EngineLog } from "./engineLog";
import { fromWire, toWire } from "./propertyValue";
import type { Failure, Identity, Operation, Plugin, ResourceType } from "./resourceType";

/** A handler of a call, from a function that may be asynchronous and may throw. */
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

function failureMessages(failures: Failure[]): CheckFailure[] {
  return failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason));
}

/** Answers the engine's calls (the gRPC service `pulumirpc.ResourceProvider`) for a plugin. */
class Provider {
  private log: EngineLog;
  private readonly cancelled = new AbortController();

  constructor(
    private readonly plugin: Plugin,
    engineAddress: string | undefined,
  ) {
    this.log = new EngineLog(engineAddress);
  }

  cancel(): void {
    this.cancelled.abort(new Error("cancelled"));
  }

  implementation(): UntypedServiceImplementation {
    // What no plugin here offers (components, parameters, listing) is left out: grpc-js answers UNIMPLEMENTED.
    return {
      handshake: answering(() => new ProviderHandshakeResponse().setAcceptSecrets(true)),
      checkConfig: answering((request: CheckRequest) => this.checkConfig(request)),
      diffConfig: answering(() => new DiffResponse().setChanges(DiffResponse.DiffChanges.DIFF_NONE)),
      configure: answering((request: ConfigureRequest) => this.configure(request)),
      getPluginInfo: answering(() => new PluginInfo().setVersion(this.plugin.version)),
      check: answering((request: CheckRequest) => this.check(request)),
      diff: answering((request: DiffRequest) => this.diff(request)),
      create: answering((request: CreateRequest) => this.create(request)),
      read: answering((request: ReadRequest) => this.read(request)),
      update: answering((request: UpdateRequest) => this.update(request)),
      delete: answering((request: DeleteRequest) => this.delete(request)),
      invoke: answering((request: InvokeRequest) => this.invoke(request)),
      cancel: answering(() => {
        this.cancel();
        return new Empty();
      }),
    };
  }

  private checkConfig(request: CheckRequest): CheckResponse {
    const failures = this.plugin.checkConfig?.(fromWire(request.getNews())) ?? [];
    return new CheckResponse().setInputs(request.getNews()).setFailuresList(failureMessages(failures));
  }

  private configure(request: ConfigureRequest): ConfigureResponse {
    this.plugin.configure?.(fromWire(request.getArgs()));
    return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
  }

  private resource(urn: string, id = ""): { type: ResourceType; identity: Identity } {
    // urn:pulumi:STACK::PROJECT::PARENT-TYPES$TYPE::NAME, where the name may hold anything.
    const [, , types = "", ...name] = urn.split("::");
    const token = types.slice(types.lastIndexOf("$") + 1);
    return { type: this.plugin.resource(token), identity: { name: name.join("::"), urn, id } };
  }

  /** Runs something that may log, and waits until the engine has all it logged. */
  private async operate<T>(identity: Identity, work: (operation: Operation) => Promise<T>): Promise<T> {
    const { urn } = identity;
    const severities = { warning: LogSeverity.WARNING, error: LogSeverity.ERROR };
    try {
      return await work({
        ...identity,
        status: (line) => this.log.send(urn, LogSeverity.INFO, line, true),
        message: (severity, text) => this.log.send(urn, severities[severity], text, false),
        signal: this.cancelled.signal,
      });
    } finally {
      await this.log.flush();
    }
  }

  private check(request: CheckRequest): CheckResponse {
    const { type, identity } = this.resource(request.getUrn());
    const { inputs, failures } = type.check(
      fromWire(request.getNews()),
      identity,
      fromWire(request.getOlds()),
    );
    return new CheckResponse().setInputs(toWire(inputs)).setFailuresList(failureMessages(failures));
  }

  private diff(request: DiffRequest): DiffResponse {
    const { type } = this.resource(request.getUrn());
    const { changed, replacing, deleteFirst } = type.difference(
      fromWire(request.getOldInputs()),
      fromWire(request.getNews()),
      fromWire(request.getOlds()),
    );
    const response = new DiffResponse()
      .setChanges(
        changed.length > 0 ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE,
      )
      .setDiffsList(changed)
      .setReplacesList(replacing)
      .setDeletebeforereplace(deleteFirst ?? false)
      .setHasdetaileddiff(true);
    const { UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
    for (const property of changed) {
      const kind = replacing.includes(property) ? UPDATE_REPLACE : UPDATE;
      response.getDetaileddiffMap().set(property, new PropertyDiff().setKind(kind));
    }
    return response;
  }

  private async create(request: CreateRequest): Promise<CreateResponse> {
    const { type, identity } = this.resource(request.getUrn());
    const inputs = fromWire(request.getProperties());
    if (request.getPreview()) return new CreateResponse().setProperties(toWire(type.planned(inputs)));
    return this.operate(identity, async (operation) => {
      const { id, outputs } = await type.create(inputs, operation);
      return new CreateResponse().setId(id).setProperties(toWire(outputs));
    });
  }

  private read(request: ReadRequest): ReadResponse {
    const { type, identity } = this.resource(request.getUrn(), request.getId());
    const [inputs, outputs] = [fromWire(request.getInputs()), fromWire(request.getProperties())];
    const found = type.read({ inputs, outputs }, identity);
    // Without an id the engine takes the resource for gone.
    if (!found) return new ReadResponse();
    return new ReadResponse()
      .setId(identity.id)
      .setInputs(toWire(found.inputs))
      .setProperties(toWire(found.outputs));
  }

  private async update(request: UpdateRequest): Promise<UpdateResponse> {
    const { type, identity } = this.resource(request.getUrn(), request.getId());
    const [state, inputs] = [fromWire(request.getOlds()), fromWire(request.getNews())];
    if (request.getPreview()) return new UpdateResponse().setProperties(toWire(type.planned(inputs, state)));
    return this.operate(identity, async (operation) =>
      new UpdateResponse().setProperties(toWire(await type.update(state, inputs, operation))),
    );
  }

  private async delete(request: DeleteRequest): Promise<Empty> {
    const { type, identity } = this.resource(request.getUrn(), request.getId());
    await this.operate(identity, (operation) => type.delete(fromWire(request.getProperties()), operation));
    return new Empty();
  }

  private async invoke(request: InvokeRequest): Promise<InvokeResponse> {
    const called = this.plugin.function(request.getTok());
    return this.operate({ name: request.getTok(), urn: "", id: "" }, async (operation) =>
      new InvokeResponse().setReturn(toWire(await called(fromWire(request.getArgs()), operation))),
    );
  }
}

/** Serves a plugin to the engine that started this process; the engine's address is the first argument. */
export async function serveProvider(plugin: Plugin): Promise<void> {
  const provider = new Provider(
    plugin,
    process.argv.slice(2).find((argument) => !argument.startsWith("-")),
  );
  await serve(ResourceProviderService, provider.implementation(), () => provider.cancel());
}
