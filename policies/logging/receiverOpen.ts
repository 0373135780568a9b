import type { Rule } from "../core/rule";

/** The ports of Logstash (Beats), Kibana, and Elasticsearch's HTTP and transport. */
const ports = [5044, 5601, 9200, 9300];

/** Elasticsearch's documentation, "Secure settings": do not expose it to the internet. */
export const receiverOpen: Rule = {
  id: "logging-receiver-open",
  title: "Elasticsearch, Logstash and Kibana are reached from known ranges alone",
  why: "whoever finds a hole in them, or a password, has all logs: robots look for these ports all day",
  mend: "name the ranges of the hosts in from",
  severity: "high",
  maps: {
    practices: ["Monitoring and logging", "Firewalls and gateways"],
    pciDss4: ["1.3.1", "10.3.1"],
    owaspApi2023: ["API8"],
  },
  types: ["portcullis:hardening:Firewall"],
  check: (subject) => {
    subject.each(subject.settings.get("extraPorts").items(), (opened) => {
      const port = opened.get("port").number;
      if (port === undefined || !ports.includes(port)) return;
      subject.each(opened.get("from").items(), (range) => {
        if (range.string?.endsWith("/0")) subject.report(range, `opens port ${port} to everybody`);
      });
    });
  },
};
