import { openService } from "./openService";
import { SERVICES } from "./ports";

/** PCI DSS 4.0.1, 1.2.6: insecure services, protocols and ports are mitigated. */
export const cleartextOpen = openService(
  {
    id: "aws-security-group-cleartext-open",
    title: "Security groups do not open file sharing and unencrypted logins to the world",
    why: "passwords and files cross the network in the clear, and these services have had worms of their own",
    mend: "use SFTP or HTTPS, and name the ranges or groups that need the port",
    severity: "high",
    maps: {
      practices: ["Firewalls and gateways"],
      pciDss4: ["1.2.6", "1.3.1"],
      owaspApi2023: ["API8"],
      cdkNag: ["NIST.800.53.R5-EC2RestrictedCommonPorts"],
    },
  },
  SERVICES.cleartext,
);
