import { openService } from "./openService";
import { SERVICES } from "./ports";

/** CIS AWS Foundations 3.0.0, 5.2 and 5.3. */
export const remoteDesktopOpen = openService(
  {
    id: "aws-security-group-rdp-open",
    title: "Security groups do not open the Remote Desktop Protocol to the world",
    why: "remote desktops are what ransomware tries first, with guessed passwords and with known flaws",
    mend: "name administrators' ranges, or close port 3389 and use Fleet Manager",
    severity: "critical",
    maps: {
      practices: ["Firewalls and gateways"],
      cisAws: ["5.2", "5.3"],
      pciDss4: ["1.3.1", "1.4.2"],
      owaspApi2023: ["API8"],
      checkov: ["CKV_AWS_25"],
      cdkNag: ["NIST.800.53.R5-EC2RestrictedCommonPorts"],
    },
  },
  SERVICES.remoteDesktop,
);
