import { datasets } from "../../events/datasets";
import { type AlertDefinition, reportMinutes } from "../rule";

/** Full disks stop updates, logs and databases. */
export const diskFull: AlertDefinition = {
  id: "disk-full",
  title: "A file system is nearly full",
  runbook:
    "See which one (portcullis.disk.mount) and what fills it: du -x. Old packages go by apt-get clean, the journal by journalctl --vacuum-size; on a log host, keep logs for less time.",
  severity: "high",
  dataset: datasets.state,
  query: ({ diskFull: { percent } }) => ({
    filters: [{ field: "portcullis.disk.used_ratio", atLeast: percent / 100 }],
    group: "host.name",
    windowMinutes: reportMinutes,
    condition: { kind: "count", atLeast: 1 },
  }),
};
