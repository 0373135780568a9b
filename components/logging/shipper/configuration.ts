import { stringify } from "yaml";
import type { ResolvedLogShipper } from "../../model/types";
import { shippedFields } from "./fields";
import { renderInputs } from "./inputs";
import { renderOutput } from "./outputs";
import { statisticsSocket } from "./paths";
import type { LogDestination, ShippedHost } from "./shippedHost";

/**
 * The queue on disk. Space is given back by the segment: where the disk is full before the queue is, small ones let it
 * go on as soon as the first of them is sent.
 */
function renderQueue({ queueMegabytes }: ResolvedLogShipper): object {
  const segment = Math.min(Math.max(Math.floor(queueMegabytes / 100), 4), 100);
  return { max_size: `${queueMegabytes}MB`, segment_size: `${segment}MB` };
}

/**
 * Filebeat's configuration; it means the same to 7.17, 8 and 9. Templates, retention and pipelines are not the shipper's
 * business: its key could not set them.
 */
export function renderConfiguration(
  settings: ResolvedLogShipper,
  host: ShippedHost,
  destination: LogDestination,
): string {
  const configuration = {
    name: host.hostName,
    "filebeat.inputs": renderInputs(host),
    processors: [{ include_fields: { fields: shippedFields } }],
    "queue.disk": renderQueue(settings),
    ...renderOutput(destination, host.namespace),
    "setup.template.enabled": false,
    "setup.ilm.enabled": false,
    // Others go first.
    max_procs: 1,
    "http.enabled": true,
    "http.host": `unix://${statisticsSocket}`,
    "logging.to_stderr": true,
    "logging.to_files": false,
    "logging.json": true,
    "logging.level": "warning",
    "logging.metrics.enabled": false,
    // systemd has one for the service, which also lets 8 and 9 start journalctl.
    "seccomp.enabled": false,
  };
  return `# Managed by Portcullis.\n${stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
