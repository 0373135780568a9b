import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

const minutesPerDay = 24 * 60;

/** A stolen key is used from elsewhere. */
export const newAddressLogin: AlertDefinition = {
  id: "new-address-login",
  title: "Somebody logged in over SSH from an address that nobody came from before",
  runbook:
    "Ask the owner of the account (user.name of the login) whether it was them. If not: take the key out of the settings and off the hosts, close the session, and look at what sudo ran.",
  severity: "high",
  dataset: datasets.auth,
  daily: true,
  query: ({ newAddressLogin: { historyDays } }) => ({
    filters: [
      { field: "event.action", is: "ssh_login" },
      { field: "event.outcome", is: "success" },
    ],
    group: "source.ip",
    windowMinutes: historyDays * minutesPerDay,
    // A day, so that a login while nothing looked at the logs is told too.
    condition: { kind: "newTerm", recentMinutes: minutesPerDay },
  }),
};
