import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Sends messages about a resource to the engine, which shows them beside it. */
export class EngineLog {
  private readonly client?: EngineClient;
  private readonly pending = new Set<Promise<void>>();

  /** @param address - the engine's; without one messages are dropped */
  constructor(address: string | undefined) {
    if (address) this.client = new EngineClient(address, credentials.createInsecure());
  }

  /** @param ephemeral - shown only while the resource is worked on */
  send(urn: string, severity: LogSeverity, text: string, ephemeral: boolean): void {
    const client = this.client;
    if (!client) return;
    const request = new LogRequest()
      .setUrn(urn)
      .setSeverity(severity)
      .setMessage(text)
      .setEphemeral(ephemeral);
    const sent = new Promise<void>((resolve) => void client.log(request, () => resolve()));
    this.pending.add(sent);
    void sent.then(() => this.pending.delete(sent));
  }

  /** Resolves when all messages so far have arrived. */
  async flush(): Promise<void> {
    await Promise.all(this.pending);
  }
}
