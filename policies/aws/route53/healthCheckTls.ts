import type { Rule } from "../../core/rule";

/** Amazon Route 53 Developer Guide, "Values that you specify when you create or update health checks". */
export const healthCheckTls: Rule = {
  id: "aws-route53-health-check",
  title: "Health checks ask over HTTPS, and do ask",
  why: "a host that answers plain HTTP alone counts as well, and a disabled check calls a dead one well",
  mend: "set type to HTTPS and port to 443, and remove disabled",
  severity: "low",
  maps: { practices: ["HTTPS everywhere", "Monitoring and logging"], owaspApi2023: ["API8"] },
  types: ["aws:route53/healthCheck:HealthCheck"],
  check: (subject) => {
    const { properties } = subject;
    subject.attempt(() => {
      const type = properties.get("type");
      if (["HTTP", "HTTP_STR_MATCH"].includes(type.string ?? "")) subject.report(type, `is ${type.string}`);
    });
    const off = properties.get("disabled");
    if (off.boolean) subject.report(off, "is true: always well");
  },
};
