import type { Rule } from "../../core/rule";
import { LISTENERS } from "./types";

/**
 * Names of AWS's policies that offer TLS 1.2 and 1.3 alone, with forward secrecy in every cipher, from the User Guide for
 * Application Load Balancers; those that begin with Ext offer more. The provider's own default, ELBSecurityPolicy-2016-08,
 * still offers TLS 1.0. Pulumi's engine takes Go's regular expressions alone, which cannot look ahead.
 */
const MODERN = "^ELBSecurityPolicy-(TLS13-1-3-|TLS13-1-2-[^E]|FS-1-2-)";

/** PCI DSS 4.0.1, 4.2.1: strong cryptography alone on open networks. */
export const tlsPolicy: Rule = {
  id: "aws-lb-tls-policy",
  title: "Load balancers offer TLS 1.2 and 1.3 alone",
  why: "older versions and ciphers without forward secrecy let recorded traffic be read",
  mend: 'set sslPolicy to "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"',
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere"],
    pciDss4: ["4.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_103", "CKV2_AWS_74"],
  },
  types: LISTENERS,
  parameters: {
    policies: {
      type: "string",
      format: "regex",
      default: MODERN,
      description: "Regular expression on the names of the policies that are good enough.",
    },
  },
  check: (subject) => {
    if (!["HTTPS", "TLS"].includes(subject.properties.get("protocol").string ?? "")) return;
    const policy = subject.properties.get("sslPolicy");
    if (new RegExp(subject.parameter<string>("policies")).test(policy.string ?? "")) return;
    subject.report(
      policy,
      policy.exists ? `is "${policy.string}"` : "is missing, and ELBSecurityPolicy-2016-08 is the default",
    );
  },
};
