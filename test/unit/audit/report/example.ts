import type { AuditCheck } from "../../../../components/audit/check";
import type { Audit } from "../../../../audit/model/audit";
import type { Decision } from "../../../../audit/model/decision";
import { type Finding, findingId } from "../../../../audit/model/finding";
import type { FalseFinding, ScannerRun } from "../../../../audit/model/scanner";

/** A check with what tests do not care about filled in. */
export function check(given: Pick<AuditCheck, "id"> & Partial<AuditCheck>): AuditCheck {
  return {
    title: `${given.id} is right`,
    practice: 7,
    severity: "medium",
    why: "Somebody could get in",
    mend: `Set ${given.id} right`,
    standards: {},
    source: "https://example.com/benchmark",
    ...given,
  };
}

/** A scanner's finding with what tests do not care about filled in. */
export function scanned(given: Pick<Finding, "source" | "rule" | "host"> & Partial<Finding>): Finding {
  return {
    id: findingId({ subject: undefined, ...given }),
    severity: "low",
    title: `${given.rule} was found`,
    evidence: "it was seen",
    mend: "Mend it",
    practice: 1,
    standards: {},
    ...given,
  };
}

/** A run of a scanner that found something. */
export function ran(
  scanner: string,
  findings: readonly Finding[],
  more: Partial<ScannerRun> = {},
): ScannerRun {
  return {
    scanner,
    target: "api.example.com:443",
    version: "1.2.3",
    outcome: "ran",
    figures: {},
    findings,
    ...more,
  };
}

const checks = [
  check({
    id: "tls-protocols",
    title: "Only TLS 1.2 and 1.3 are spoken",
    practice: 1,
    severity: "high",
    mend: "Set edge.tls.profile to intermediate or modern",
    standards: { owaspApi: ["API8:2023"], pciDss4: ["4.2.1"] },
    source: "https://wiki.mozilla.org/Security/Server_Side_TLS",
  }),
  check({
    id: "ssh-passwords",
    title: "The SSH server takes no passwords",
    practice: 7,
    severity: "critical",
    mend: "Run `pulumi up`, which puts sshd_config back",
    standards: { cisDebian12: ["5.1.19"], pciDss4: ["8.3.1"] },
  }),
  check({
    id: "listening-sockets",
    title: "Nothing listens that is not declared",
    practice: 7,
    severity: "medium",
    mend: "Stop the program, or declare its port",
    standards: { cisDebian12: ["2.1.21"], pciDss4: ["1.2.5", "2.2.4"] },
  }),
  check({
    id: "security-updates",
    title: "No security update waits",
    practice: 6,
    severity: "high",
    mend: "Run unattended-upgrades",
    standards: { cisDebian12: ["1.2.2.1"], pciDss4: ["6.3.3"] },
  }),
  check({
    id: "gateway-token",
    title: "No request without a token is answered",
    practice: 2,
    severity: "critical",
    standards: { owaspApi: ["API2:2023"] },
  }),
];

/** An audit with one finding of each kind and state, as {@link decisions} and {@link falseFindings} decide. */
export const audit: Audit = {
  stack: "prod",
  at: "2027-03-02T04:05:06Z",
  seconds: 61.4,
  checks,
  hosts: [
    {
      host: "api-1",
      results: [
        { check: "tls-protocols", subject: "443/tcp", status: "pass", evidence: "TLSv1.2, TLSv1.3" },
        { check: "ssh-passwords", status: "pass", evidence: "passwordauthentication no" },
        {
          check: "listening-sockets",
          subject: "8888/tcp",
          status: "fail",
          evidence: "python3 listens on 0.0.0.0",
        },
        {
          check: "listening-sockets",
          subject: "9999/udp",
          status: "fail",
          evidence: "socat listens on 127.0.0.1",
        },
        { check: "security-updates", status: "unknown", evidence: "apt is locked by another program" },
        { check: "gateway-token", status: "pass", evidence: "401 without a token" },
      ],
    },
    {
      host: "api-2",
      results: [
        { check: "tls-protocols", subject: "443/tcp", status: "fail", evidence: "TLSv1.1 is spoken" },
        { check: "ssh-passwords", status: "pass", evidence: "passwordauthentication no" },
        { check: "listening-sockets", status: "pass", evidence: "22/tcp, 80/tcp, 443/tcp" },
        { check: "security-updates", status: "pass", evidence: "none waits" },
        { check: "gateway-token", status: "pass", evidence: "401 without a token" },
      ],
    },
  ],
  scanners: [
    ran(
      "testssl.sh",
      [
        scanned({
          source: "testssl.sh",
          rule: "BREACH",
          host: "api-1",
          subject: "443/tcp",
          severity: "medium",
          standards: { owaspApi: ["API8:2023"] },
        }),
        scanned({ source: "testssl.sh", rule: "DNS_CAArecord", host: "api-1", subject: "api.example.com" }),
      ],
      { figures: { grade: "A+" } },
    ),
    {
      scanner: "Burp Suite",
      outcome: "missing",
      reason: "it is licensed: start its CI driver with the configuration in burp/",
      figures: {},
      findings: [],
    },
  ],
};

/** Decisions on {@link audit}: one in force, one that has expired, one that no finding needs. */
export const decisions: readonly Decision[] = [
  {
    finding: "portcullis/listening-sockets/*/9999/udp",
    state: "accepted",
    owner: "ops",
    reason: "Syslog of the old load balancer, gone in April",
    until: "2027-04-30",
  },
  {
    finding: "portcullis/tls-protocols/api-2/443/tcp",
    state: "accepted",
    owner: "web",
    reason: "The till still speaks TLS 1.1",
    until: "2027-03-01",
  },
  { finding: "testssl.sh/ROBOT/*", state: "open", owner: "web" },
];

/** One of the scanners' findings is none. */
export const falseFindings: readonly FalseFinding[] = [
  {
    scanner: "testssl.sh",
    rule: "BREACH",
    reason: "Answers of the API are not compressed",
    until: "2027-12-31",
  },
];
