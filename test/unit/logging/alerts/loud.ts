import type { LogAlerts } from "../../../../components/model/types";

/** A password that YAML 1.1 would take for a boolean, were it not in quotes. */
export const password = "yes";
/** A webhook, whose path is its secret. */
export const webhook = "https://hooks.example.com/services/very-secret";

/** Settings under which everybody is told. */
export const loud: LogAlerts = {
  email: {
    to: ["ops@example.com"],
    from: "alerts@example.com",
    host: "smtp.example.com",
    user: "alerts",
    password,
  },
  webhook: { url: webhook },
};
