import { main } from "@pulumi/pulumi/provider";
import { PortcullisProvider } from "./provider";

/**
 * Who writes YAML or Python has no use for where in here an error came from: it is told by its message alone. Those that
 * come late, in an output, reach the engine through these.
 */
function withoutStack(error: unknown): void {
  if (error instanceof Error) error.stack = error.message;
}
process.prependListener("uncaughtException", withoutStack);
process.prependListener("unhandledRejection", withoutStack);

void main(new PortcullisProvider(), process.argv.slice(2));
