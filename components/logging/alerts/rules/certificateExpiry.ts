import { datasets } from "../../events/datasets";
import { type AlertDefinition, reportMinutes } from "../rule";

/** Renewal fails: Let's Encrypt sends no e-mails about it any more (June 2025). */
export const certificateExpiry: AlertDefinition = {
  id: "certificate-expiry",
  title: "A TLS certificate is near its end",
  runbook:
    "See why it was not renewed: journalctl -u 'portcullis-certificate@*' on the host, and the dataset portcullis.certificates. Names that no longer point to the host, a closed port 80 and rate limits of the directory are the usual causes.",
  severity: "high",
  dataset: datasets.state,
  daily: true,
  query: ({ certificateExpiry: { days } }) => ({
    filters: [{ field: "portcullis.certificate.days_left", below: days }],
    group: "portcullis.certificate.name",
    windowMinutes: reportMinutes,
    condition: { kind: "count", atLeast: 1 },
  }),
};
