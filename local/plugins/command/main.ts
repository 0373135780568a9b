/**
 * Stand-in for Pulumi's plugin `command`, for machines that cannot download the real one. Same inputs, outputs and
 * messages; the same conformance tests run against both (test/engine/conformance).
 */
import { serveProvider } from "../provider/provider";
import { standIn } from "../provider/standIn";
import { localCommand } from "./localCommand";
import { localRun } from "./localRun";
import { remoteCommand } from "./remoteCommand";

void serveProvider(
  standIn({
    version: "1.2.1",
    resources: {
      "command:local:Command": localCommand,
      "command:remote:Command": remoteCommand,
    },
    functions: { "command:local:run": localRun },
  }),
);
