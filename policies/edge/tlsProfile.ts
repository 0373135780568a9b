import type { Rule } from "../core/rule";

/** Server Side TLS 6.0: https://wiki.mozilla.org/Security/Server_Side_TLS */
export const tlsProfile: Rule = {
  id: "edge-tls-profile",
  title: "TLS follows Mozilla's intermediate or modern profile",
  why: "older profiles let TLS 1.0 and 1.1 and ciphers without forward secrecy in: recorded traffic can be read later",
  mend: 'set tlsProfile to "intermediate" (TLS 1.2 and 1.3) or "modern" (TLS 1.3 alone)',
  severity: "high",
  maps: { practices: ["HTTPS everywhere"], pciDss4: ["2.2.7", "4.2.1"], owaspApi2023: ["API8"] },
  types: ["portcullis:edge:HttpsEdge"],
  parameters: {
    profiles: {
      type: "array",
      items: { type: "string" },
      minItems: 1,
      default: ["intermediate", "modern"],
      description: "Profiles that are good enough.",
    },
  },
  check: (subject) => {
    const profile = subject.settings.get("tlsProfile");
    // An absent one is the component's default, intermediate.
    const name = profile.string ?? "intermediate";
    const allowed = subject.parameter<string[]>("profiles");
    if (!allowed.includes(name)) subject.report(profile, `is "${name}", allowed: ${allowed.join(", ")}`);
  },
};
