import type { Rule } from "../core/rule";
import { GATEWAY } from "./operations";

/** Whoever verifies by HMAC can sign as well, and a weak secret can be guessed from one token. */
export const sharedSecret: Rule = {
  id: "gateway-shared-secret",
  title: "The gateway knows no key that makes tokens",
  why: "who reads a gateway's files can sign as every consumer whose tokens are HS256; a public key is of no use to them",
  mend: "leave jwt.algorithm at ES256, or use RS256",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.6.2"],
    owaspApi2023: ["API2"],
    rfcs: ["RFC 8725 section 2.2"],
  },
  types: [GATEWAY],
  check: (subject) =>
    subject.each(subject.settings.get("consumers").entries(), ([, consumer]) => {
      const algorithm = consumer.get("jwt.algorithm");
      if (algorithm.string === "HS256") subject.report(algorithm, "is HS256: one secret signs and verifies");
    }),
};
