import { openService } from "./openService";
import { SERVICES } from "./ports";

/** PCI DSS 4.0.1, 1.4.4: what stores card data is not directly reachable from untrusted networks. */
export const databaseOpen = openService(
  {
    id: "aws-security-group-database-open",
    title: "Security groups do not open databases to the world",
    why: "everybody can guess at the database's passwords, and many stores ask for none by default",
    mend: "name the security group of the hosts that use the database instead of a range",
    severity: "critical",
    maps: {
      practices: ["Firewalls and gateways"],
      pciDss4: ["1.3.1", "1.4.4"],
      owaspApi2023: ["API8"],
      cdkNag: ["NIST.800.53.R5-EC2RestrictedCommonPorts"],
    },
  },
  SERVICES.databases,
);
