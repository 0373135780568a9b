import type { AuditCheck } from "../check";

/** The certificates of the edge. */
export const certificateChecks: readonly AuditCheck[] = [
  {
    id: "certificate-lifetime",
    title: "Certificates have a fifth of their lifetime left at least",
    practice: 1,
    severity: "high",
    why: "Clients refuse an expired certificate, or are taught to accept any.",
    mend: "See the journal of `portcullis-certificate@NAME.service`, then `systemctl start portcullis-certificate-renew@NAME.service`.",
    standards: { pciDss4: ["4.2.1"] },
    source: "RFC 5280 section 4.1.2.5",
  },
  {
    id: "certificate-key",
    title: "Keys of certificates are strong, and belong to them",
    practice: 1,
    severity: "high",
    why: "A short key can be found out, and with it all that is sent.",
    mend: "Set certificates.keyType, then `systemctl start portcullis-certificate-renew@NAME.service`.",
    standards: { pciDss4: ["3.6.1", "4.2.1"] },
    source: "NIST SP 800-57 Part 1 Rev. 5, table 2; CA/Browser Forum Baseline Requirements 6.1.5",
  },
  {
    id: "certificate-key-age",
    title: "Keys of certificates are two years old at most",
    practice: 1,
    severity: "low",
    why: "The longer a key is used, the longer a copy that was stolen works.",
    mend: "Renew it: `systemctl start portcullis-certificate-renew@NAME.service` makes a new key.",
    standards: { pciDss4: ["3.7.4"] },
    source: "NIST SP 800-57 Part 1 Rev. 5 section 5.3.6",
  },
  {
    id: "certificate-renewal",
    title: "Certificates renew themselves",
    practice: 1,
    severity: "high",
    why: "The certificate ends one day, at night, unnoticed.",
    mend: "Start it: `systemctl enable --now portcullis-certificate@NAME.timer`, or `pulumi up`.",
    standards: { pciDss4: ["4.2.1"] },
    source: 'Let\'s Encrypt, Integration Guide, "When to Renew"',
  },
];
