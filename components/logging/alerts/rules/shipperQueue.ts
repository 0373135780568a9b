import { datasets } from "../../events/datasets";
import { type AlertDefinition, reportMinutes } from "../rule";

const bytesPerMebibyte = 1024 * 1024;

/** A queue that fills up loses the oldest logs in the end. */
export const shipperQueue: AlertDefinition = {
  id: "shipper-queue",
  title: "Events wait on a host: the log hosts take them too slowly",
  runbook:
    "See what the log hosts are short of (disk, memory, processor) and whether Logstash and Elasticsearch run. Events are kept until the queue is full; give it more room where the log hosts stay away for long.",
  severity: "high",
  dataset: datasets.state,
  query: ({ shipperQueue: { mebibytes } }) => ({
    filters: [{ field: "portcullis.queue.bytes", atLeast: mebibytes * bytesPerMebibyte }],
    group: "host.name",
    windowMinutes: reportMinutes,
    condition: { kind: "count", atLeast: 1 },
  }),
};
