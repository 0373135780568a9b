import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** Root never logs in: the SSH server forbids it (CIS Debian Linux 12 Benchmark 5.1.20), so that its configuration was changed. */
export const rootLogin: AlertDefinition = {
  id: "root-login",
  title: "root logged in over SSH",
  runbook:
    "Treat the host as taken until it is known who it was: cut it off, keep its disk, compare sshd_config and authorized_keys of root with what `npm run render` writes, and make the host anew.",
  severity: "critical",
  dataset: datasets.auth,
  daily: true,
  query: () => ({
    filters: [
      { field: "event.action", is: "ssh_login" },
      { field: "event.outcome", is: "success" },
      { field: "user.name", is: "root" },
    ],
    group: "host.name",
    // A day, so that a login while nothing looked at the logs is told too.
    windowMinutes: 24 * 60,
    condition: { kind: "count", atLeast: 1 },
  }),
};
