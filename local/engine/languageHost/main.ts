/**
 * Entry point of `pulumi-language-nodejs`, the language host that Pulumi's CLI starts for Node programs and policy
 * packs. The vendor's one comes with the vendor's downloads only; this one serves engines built from Go modules.
 */
import { serve } from "../../grpc/serve";
import { LanguageHost } from "./languageHost";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { PULUMI_VERSION } from "../versions";

if (process.argv.includes("--version") || process.argv.includes("-version")) {
  console.log(`v${PULUMI_VERSION}`);
} else {
  // The engine's address is the only argument that is not a flag.
  const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
  const host = new LanguageHost(engineAddress);
  void serve(LanguageRuntimeService, host.implementation(), () => host.cancel());
}
