import type { Rule } from "../core/rule";

/** PCI DSS 4.0.1 10.3.3: audit logs are backed up to a server that is hard to change. */
export const snapshots: Rule = {
  id: "logging-snapshots",
  title: "Logs are copied to somewhere else",
  why: "a lost disk, or an intruder on the log host, takes all traces with it",
  mend: "set snapshots, with a bucket or a folder of another machine as its repository",
  severity: "low",
  maps: { practices: ["Monitoring and logging"], pciDss4: ["10.3.3"] },
  types: ["portcullis:logging:Elasticsearch"],
  check: (subject) => {
    // What is there already is copied by whom it belongs to.
    if (subject.settings.get("existing").exists) return;
    const value = subject.settings.get("snapshots");
    if (!value.exists) subject.report(value, "is missing: there is one copy of the logs");
  },
};
