import type { Rule } from "../core/rule";
import { GATEWAY } from "./operations";

/** A signed token cannot be taken back; an hour is what RFC 6750 section 5.3 has bearer tokens live at most. */
export const tokenLifetime: Rule = {
  id: "gateway-token-lifetime",
  title: "Tokens are short-lived",
  why: "a stolen token is good until it expires; nobody can take it back before",
  mend: "leave maximumLifetime at 3600 seconds or below, and have clients get tokens as they need them",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    owaspApi2023: ["API2"],
    rfcs: ["RFC 6750 section 5.3"],
  },
  types: [GATEWAY],
  parameters: {
    maximumSeconds: {
      type: "integer",
      minimum: 60,
      default: 3600,
      description: "Longest life of a token that is good enough, in seconds.",
    },
  },
  check: (subject) => {
    const most = subject.parameter<number>("maximumSeconds");
    subject.attempt(() => {
      const issuers = subject.settings.get("issuers").entries();
      subject.each([subject.settings.get("tokens"), ...issuers.map(([, issuer]) => issuer)], (from) => {
        const lifetime = from.get("maximumLifetime");
        if (lifetime.number !== undefined && lifetime.number > most)
          subject.report(lifetime, `is ${lifetime.number} seconds, at most ${most} are asked for`);
      });
    });
  },
};
