import type { Bundle } from "../../host/bundle";
import type { ResolvedLocalLogs } from "../../model/types";
import type { WebServer } from "../intrusionPrevention/webJails";
import { checkJournal, renderJournal, restartJournal } from "./journal";
import { folderFile, logFolder, renderRotation, timerFile } from "./rotation";

/**
 * Renders the bundle that limits the logs on a host.
 *
 * @param settings - the settings
 * @param server - the web server of the host's edge. Default: none
 */
export function renderLocalLogs(settings: ResolvedLocalLogs, server?: WebServer): Bundle {
  return {
    name: "local-logs",
    packages: ["logrotate"],
    files: [renderJournal(settings), ...renderRotation(settings, server)],
    validate: ["logrotate --debug /etc/logrotate.conf 2>/dev/null"],
    activate: [
      restartJournal,
      { run: `systemd-tmpfiles --create ${folderFile}`, paths: [folderFile] },
      { run: "systemctl try-restart logrotate.timer", paths: [timerFile] },
    ],
    services: [{ unit: "logrotate.timer", onChange: "none" }],
    deactivate: ["systemctl restart systemd-journald.service", "systemctl try-restart logrotate.timer"],
    verify: [...checkJournal, `test "$(stat -c %a ${logFolder})" = 751`],
  };
}
