import type { Rule } from "../core/rule";
import type { Value } from "../core/value";
import { GATEWAY } from "./operations";
import { rsaBits } from "./publicKeys";

const LEAST_BITS = 2048;

/** RFC 8725 sections 3.1 and 3.2; RFC 7518 section 3.3 for the length of RSA keys. */
export const algorithms: Rule = {
  id: "gateway-token-algorithms",
  title: "Tokens are signed by keys that callers cannot have or guess",
  why: "with none anybody makes tokens, with HS… whoever verifies them, and with a short RSA key whoever factors it",
  mend: "leave issuers' algorithms at RS256, PS256 or ES256, and give RSA keys 2048 bits or more",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.6.1", "8.3.2"],
    owaspApi2023: ["API2"],
    rfcs: ["RFC 7518 section 3.3", "RFC 8725 section 3.1", "RFC 8725 section 3.2"],
  },
  types: [GATEWAY],
  check: (subject) => {
    const keys = (of: Value): void =>
      subject.each(of.get("publicKeys").entries(), ([, key]) => {
        const pem = key.get("pem");
        const bits = rsaBits(pem);
        if (bits !== undefined && bits < LEAST_BITS)
          subject.report(pem, `is an RSA key of ${bits} bits, at least ${LEAST_BITS} are asked for`);
      });
    subject.attempt(() =>
      subject.each(subject.settings.get("issuers").entries(), ([, issuer]) => {
        subject.attempt(() => keys(issuer));
        subject.each(issuer.get("algorithms").items(), (algorithm) => {
          if (/^(?:none|HS\d+)$/i.test(algorithm.string ?? ""))
            subject.report(algorithm, `is ${algorithm.string}`);
        });
      }),
    );
    subject.each(subject.settings.get("consumers").entries(), ([, consumer]) => keys(consumer.get("jwt")));
  },
};
