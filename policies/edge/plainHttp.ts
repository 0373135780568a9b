import type { Rule } from "../core/rule";

const LOOPBACK = /^http:\/\/(127(\.\d{1,3}){3}|\[::1\]|localhost)([:/]|$)/;

/** An upstream on another host over plain HTTP. */
export const plainHttp: Rule = {
  id: "edge-plain-http",
  title: "Plain HTTP does not leave the host",
  why: "everybody on the way reads and changes requests, tokens among them",
  mend: "give the upstream an https:// URL, or run it on the edge's own host at http://127.0.0.1:PORT",
  severity: "high",
  maps: { practices: ["HTTPS everywhere"], pciDss4: ["4.2.1"], owaspApi2023: ["API8"] },
  types: ["portcullis:edge:HttpsEdge"],
  check: (subject) =>
    subject.each(subject.settings.get("sites").items(), (site) => {
      const url = site.get("upstream.url");
      if (url.string?.startsWith("http://") && !LOOPBACK.test(url.string)) {
        subject.report(url, `is ${url.string}: plain HTTP to another host`);
      }
    }),
};
