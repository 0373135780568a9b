import type { Rule } from "../core/rule";

/** PCI DSS 4.0.1 10.4.1.1 and 10.7.2: logs are looked at by machines, and failures are told at once. */
export const alertsOff: Rule = {
  id: "logging-alerts-off",
  title: "Somebody is told of what the logs say",
  why: "attacks and failures stand in the logs for weeks before anybody reads them",
  mend: "remove insecureOff, and name single rules that do not suit you instead",
  severity: "high",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["10.4.1.1", "10.7.2"],
    owaspApi2023: ["API8"],
  },
  types: ["portcullis:logging:LogAlerts", "portcullis:logging:ElkServer"],
  check: (subject) => {
    for (const path of ["insecureOff", "alerts.insecureOff"]) {
      const off = subject.settings.get(path);
      subject.attempt(() => {
        if (off.boolean) subject.report(off, "is true: no alert of any kind");
      });
    }
  },
};
