import type { Rule } from "../core/rule";

/** RFC 6797; two years is Mozilla's advice, one year is what the preload list asks for at least. */
export const hsts: Rule = {
  id: "edge-hsts",
  title: "Strict-Transport-Security is sent, with a long enough max-age",
  why: "without it the first request of every visit can be intercepted over HTTP",
  mend: "remove insecureNoHsts and leave hsts.maxAge at its default of 63072000 seconds (two years)",
  severity: "high",
  maps: { practices: ["HTTPS everywhere"], pciDss4: ["4.2.1"], owaspApi2023: ["API8"] },
  types: ["portcullis:edge:HttpsEdge"],
  parameters: {
    minimumSeconds: {
      type: "integer",
      minimum: 0,
      default: 31536000,
      description: "Shortest max-age that is good enough, in seconds.",
    },
  },
  check: (subject) => {
    const off = subject.settings.get("insecureNoHsts");
    subject.attempt(() => {
      if (off.boolean) subject.report(off, "is true: no Strict-Transport-Security at all");
    });
    const maxAge = subject.settings.get("hsts.maxAge");
    const least = subject.parameter<number>("minimumSeconds");
    if (maxAge.number !== undefined && maxAge.number < least) {
      subject.report(maxAge, `is ${maxAge.number} seconds, at least ${least} are asked for`);
    }
  },
};
