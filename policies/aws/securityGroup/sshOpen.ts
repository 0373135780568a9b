import { openService } from "./openService";
import { SERVICES } from "./ports";

/** CIS AWS Foundations 3.0.0, 5.2 and 5.3. */
export const sshOpen = openService(
  {
    id: "aws-security-group-ssh-open",
    title: "Security groups let SSH in from administrators' ranges alone",
    why: "whoever reaches SSH can try stolen keys and the next flaw of the SSH server",
    mend: "name administrators' ranges, or close port 22 and use Session Manager",
    severity: "critical",
    maps: {
      practices: ["Firewalls and gateways"],
      cisAws: ["5.2", "5.3"],
      pciDss4: ["1.3.1", "1.4.2"],
      owaspApi2023: ["API8"],
      checkov: ["CKV_AWS_24"],
      cdkNag: ["NIST.800.53.R5-EC2RestrictedSSH"],
    },
  },
  SERVICES.ssh,
);
