import { openService } from "./openService";
import { SERVICES } from "./ports";

/** An administration interface, such as that of Docker or of the gateway, hands the host over. */
export const administrationOpen = openService(
  {
    id: "aws-security-group-administration-open",
    title: "Security groups do not open administration interfaces to the world",
    why: "these interfaces run commands, change the gateway's rules or show all logs, often without a password",
    mend: "listen on the loopback address, or name administrators' ranges",
    severity: "critical",
    maps: {
      practices: ["Firewalls and gateways", "Authentication and authorization"],
      pciDss4: ["1.3.1", "1.4.2"],
      owaspApi2023: ["API5", "API8"],
    },
  },
  SERVICES.administration,
);
