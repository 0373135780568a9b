import { main } from "@pulumi/pulumi/provider";
import { ConfigurationError } from "../model/problems";
import { PortcullisProvider } from "./provider";

/** A mistake in the settings is the user's: it is told without a stack trace. */
function withoutStack(error: unknown): void {
  if (error instanceof ConfigurationError) error.stack = error.message;
}
process.prependListener("uncaughtException", withoutStack);
process.prependListener("unhandledRejection", withoutStack);

void main(new PortcullisProvider(), process.argv.slice(2));
