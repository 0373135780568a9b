import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";

/** Pulumi's limit for one message, in bytes (400 MiB, as in its SDKs): stack outputs can be large. */
export const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** How often it is checked whether the engine still lives, in milliseconds. */
const PARENT_CHECK_MS = 1000;

/**
 * Serves a gRPC service the way Pulumi's engine expects it from a plugin: on a free port of the loopback address, the
 * port's number printed as the first line. Ends when the engine asks for it by a signal, or when the engine is gone:
 * one that was killed can't end its plugins.
 *
 * @param onEnd - called once before the process ends
 */
export async function serve(
  service: ServiceDefinition,
  implementation: UntypedServiceImplementation,
  onEnd: () => void = () => undefined,
): Promise<void> {
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(service, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  process.stdout.write(`${port}\n`);

  const end = (): void => {
    onEnd();
    process.exit(0);
  };
  // The engine starts each plugin in a process group of its own, so that Ctrl-C does not reach it, and ends it by SIGINT.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) end();
  }, PARENT_CHECK_MS).unref();
}
