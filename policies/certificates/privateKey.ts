import type { Rule } from "../core/rule";

/** NIST SP 800-131A revision 2: RSA from 2048 bits on; CA/Browser Forum Baseline Requirements, 6.1.5. */
export const privateKey: Rule = {
  id: "certificates-key-size",
  title: "RSA keys are long enough",
  why: "a short RSA key is factored by whoever has its public half, and what it signed or encrypted is theirs",
  mend: "use algorithm ECDSA with P256 or ED25519, or RSA with 2048 bits or more",
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere", "Authentication and authorization"],
    pciDss4: ["3.6.1", "4.2.1"],
    owaspApi2023: ["API2", "API8"],
  },
  types: ["tls:index/privateKey:PrivateKey"],
  parameters: {
    minimumBits: {
      type: "integer",
      minimum: 2048,
      default: 2048,
      description: "Fewest bits of an RSA key that are enough.",
    },
  },
  check: (subject) => {
    const { properties } = subject;
    const least = subject.parameter<number>("minimumBits");
    if (properties.get("algorithm").string !== "RSA") return;
    const bits = properties.get("rsaBits");
    // The provider's default.
    const given = bits.number ?? 2048;
    if (given < least) subject.report(bits, `is ${given} bits, at least ${least} are asked for`);
  },
};
