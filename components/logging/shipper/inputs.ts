import { datasets } from "../events/datasets";
import { ownLogFolder } from "./paths";
import { type ScriptName, scriptFile } from "./scripts";
import { webLogs } from "./webLogs";
import type { ShippedHost } from "./shippedHost";

/** An input or a processor as Filebeat's configuration has it. */
type Part = Readonly<Record<string, unknown>>;

/**
 * The id of an event, made from what makes it one: sent twice, it is stored once. Of files it is never the name, which
 * changes when they are rotated.
 */
function identity(fields: readonly string[], when?: object): Part {
  return {
    fingerprint: {
      fields,
      target_field: "@metadata._id",
      method: "sha256",
      encoding: "hex",
      ignore_missing: true,
      ...(when && { when }),
    },
  };
}

function script(name: ScriptName): Part {
  return { script: { lang: "javascript", tag: name, file: scriptFile(name) } };
}

/**
 * A log file that is rotated by renaming. The renamed file is read to its end, also where the shipper was away meanwhile;
 * a deleted one for as long as it is open. Files are known by their inode: 9.x would know them by their first 1024 bytes
 * and leave shorter ones alone.
 */
function file(id: string, paths: readonly string[], processors: readonly Part[], json = false): Part {
  return {
    type: "filestream",
    id,
    paths: paths.flatMap((path) => [path, `${path}.1`]),
    file_identity: { native: null },
    "prospector.scanner.fingerprint.enabled": false,
    "prospector.scanner.check_interval": "2s",
    "close.on_state_change.renamed": false,
    "close.on_state_change.removed": false,
    // Long enough for the tail of a rotated file, short enough not to hold deleted ones on the disk for ever.
    "close.on_state_change.inactive": "15m",
    clean_removed: true,
    // A longer line is cut off: nobody's request may fill the queue.
    message_max_bytes: 65536,
    ...(json && {
      parsers: [
        {
          ndjson: {
            target: "",
            expand_keys: true,
            overwrite_keys: true,
            add_error_key: true,
            ignore_decoding_error: true,
          },
        },
      ],
    }),
    processors,
  };
}

function webServerInputs({ webServer }: ShippedHost): Part[] {
  if (!webServer) return [];
  const logs = webLogs(webServer);
  const known = { has_fields: ["http.request.id"] };
  return [
    file(
      "portcullis-access",
      [logs.access],
      [
        script("access"),
        identity(["host.name", "http.request.id"], known),
        identity(["host.name", "log.offset", "message"], { not: known }),
      ],
      true,
    ),
    file(
      "portcullis-edge",
      [logs.error],
      [identity(["host.name", "log.offset", "message"]), script("errorLog")],
    ),
  ];
}

/** The inputs, each with the processors that make events of its lines. */
export function renderInputs(host: ShippedHost): Part[] {
  return [
    ...webServerInputs(host),
    file(
      "portcullis-own",
      [`${ownLogFolder}/*.ndjson`],
      [identity(["host.name", "event.dataset", "@timestamp", "log.offset", "message"]), script("ndjson")],
      true,
    ),
    {
      type: "journald",
      id: "portcullis-journal",
      // By default from the beginning, then from where it was; to say so takes other words in 7.17 than later on. So do
      // filters, which are therefore in the script.
      // 7.17 looks for new entries by itself, the longer there were none the later.
      max_backoff: "2s",
      processors: [
        identity(["host.name", "@timestamp", "journald.pid", "syslog.identifier", "message"]),
        script("journal"),
        // The shipper's complaints about events must not become ever more events.
        {
          rate_limit: {
            limit: "60/m",
            fields: ["service.name"],
            when: { equals: { "event.dataset": datasets.system } },
          },
        },
      ],
    },
  ];
}
