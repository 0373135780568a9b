import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** A host that is down, cut off, or whose logs somebody stopped (MITRE ATT&CK T1562). */
export const hostSilent: AlertDefinition = {
  id: "host-silent",
  title: "Nothing is heard from a host",
  runbook:
    "See whether the host is up and portcullis-filebeat.service runs on it. Its events wait in the queue and come later, unless somebody cleared it: a host that serves requests and sends no logs is to be taken as attacked.",
  severity: "critical",
  dataset: datasets.state,
  eachHost: true,
  query: ({ hostSilent: { minutes } }) => ({
    filters: [],
    windowMinutes: minutes,
    condition: { kind: "absence" },
  }),
};
