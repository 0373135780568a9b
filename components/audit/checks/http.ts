import type { AuditCheck } from "../check";

const misconfiguration = "API8:2023";
const bringAgain = "Bring the edge again with `pulumi up`.";
const owaspRest =
  "OWASP REST Security Cheat Sheet, https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html";

/** What the edge of a site answers from outside. */
export const httpChecks: readonly AuditCheck[] = [
  {
    id: "http-redirect",
    title: "Plain HTTP is answered by a redirect to HTTPS alone",
    practice: 1,
    severity: "high",
    why: "What is sent in the clear can be read and changed on its way.",
    mend: bringAgain,
    standards: { owaspApi: [misconfiguration], pciDss4: ["4.2.1"] },
    source: `RFC 9110 section 15.4; ${owaspRest}`,
  },
  {
    id: "http-hsts",
    title: "Browsers are told to keep to HTTPS for at least a year",
    practice: 1,
    severity: "medium",
    why: "The first request of a visit can be kept from HTTPS by who is in between.",
    mend: "Set edge.hsts.maxAge to at least 31536000, take edge.insecureNoHsts away, and run `pulumi up`.",
    standards: { owaspApi: [misconfiguration] },
    source: `RFC 6797 section 6.1; ${owaspRest}`,
  },
  {
    id: "http-headers",
    title: "Answers have the security headers of the settings",
    practice: 1,
    severity: "medium",
    why: "A browser that opens an answer may take it for a page and run what is in it.",
    mend: bringAgain,
    standards: { owaspApi: [misconfiguration] },
    source: owaspRest,
  },
  {
    id: "http-request-id",
    title: "Answers name the request's id",
    practice: 5,
    severity: "low",
    why: "What somebody complains about cannot be found in the logs.",
    mend: bringAgain,
    standards: { pciDss4: ["10.2.2"] },
    source: "OWASP Logging Cheat Sheet, interaction identifier",
  },
  {
    id: "http-software",
    title: "Answers do not tell versions of software",
    practice: 1,
    severity: "low",
    why: "Who looks for a known hole is told where it is.",
    mend: bringAgain,
    standards: { owaspApi: [misconfiguration], pciDss4: ["2.2.6"] },
    source: "OWASP Web Security Testing Guide, WSTG-INFO-02",
  },
  {
    id: "http-body-limit",
    title: "A body over the limit is refused",
    practice: 3,
    severity: "medium",
    why: "A few large requests fill memory and disk.",
    mend: `Set edge.limits.bodyBytes. ${bringAgain}`,
    standards: { owaspApi: ["API4:2023"] },
    source: `RFC 9110 section 15.5.14; ${owaspRest}`,
  },
  {
    id: "http-unknown-name",
    title: "A name that is no site's is refused",
    practice: 7,
    severity: "medium",
    why: "Requests with another host's name reach an API that trusts it, and scanners of addresses find the API.",
    mend: bringAgain,
    standards: { owaspApi: [misconfiguration, "API9:2023"] },
    source: "RFC 9110 section 7.4; OWASP Web Security Testing Guide, WSTG-INPV-17",
  },
  {
    id: "http-methods",
    title: "TRACE and CONNECT are refused",
    practice: 7,
    severity: "medium",
    why: "TRACE tells headers that only the server should see; CONNECT turns the host into a proxy.",
    mend: bringAgain,
    standards: { owaspApi: [misconfiguration], pciDss4: ["2.2.4"] },
    source: "OWASP Web Security Testing Guide, WSTG-CONF-06",
  },
];
