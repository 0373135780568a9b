/**
 * A fake of Pulumi's plugin `command`, for tests whose hosts do not exist: writes down which command would have been run
 * where (`FAKE_COMMAND_RECORD`), runs nothing, and fails where `FAKE_COMMAND_BEHAVIOUR` says.
 */
import { pluginVersion } from "../../../local/engine/versions";
import { commandResource } from "../../../local/plugins/command/commandResource";
import { checkConnection } from "../../../local/plugins/command/connection";
import { serveProvider } from "../../../local/plugins/provider/provider";
import { fileFrom } from "../environment";
import { record } from "./recorder";

const token = "command:remote:Command";
const remote = commandResource({
  inputNames: ["stdin", "logging", "connection", "environment", "addPreviousOutputInEnv"],
  check: checkConnection,
  run: (...run) => record(fileFrom("FAKE_COMMAND_RECORD"), fileFrom("FAKE_COMMAND_BEHAVIOUR"), ...run),
});

function refuse(asked: string): never {
  throw new Error(`fake command: only ${token} is recorded, not ${asked}`);
}

void serveProvider({
  version: `${pluginVersion("command")}+fake`,
  resource: (asked) => (asked === token ? remote : refuse(asked)),
  function: refuse,
});
