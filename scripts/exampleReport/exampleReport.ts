import { makeReport } from "../../audit/report/makeReport";
import type { Report } from "../../audit/report/model";
import type { Audit, HostResults } from "../../audit/model/audit";
import type { Decision } from "../../audit/model/decision";
import { type Finding, findingId } from "../../audit/model/finding";
import type { FalseFinding, ScannerRun } from "../../audit/model/scanner";
import { auditChecks } from "../../components/audit/checks";

/** Something that was wrong from one audit on, and in all until another. */
interface Wrong {
  readonly host: string;
  readonly subject?: string;
  readonly evidence: string;
  readonly from: number;
  readonly until?: number;
}

const audits = 26;
const day = 86_400_000;
const hosts = ["api-1", "api-2"];

const wrong: readonly (Wrong & { readonly check: string })[] = [
  { check: "ssh-password-login", host: "api-2", evidence: "passwordauthentication yes", from: 0, until: 3 },
  {
    check: "firewall-enforced",
    host: "api-2",
    evidence: "the table inet portcullis is not there",
    from: 0,
    until: 6,
  },
  {
    check: "updates-recent",
    host: "api-1",
    evidence: "the last run that succeeded was 9 days ago",
    from: 4,
    until: 8,
  },
  {
    check: "http-hsts",
    host: "api-1",
    subject: "api.example.com",
    evidence: "no Strict-Transport-Security",
    from: 0,
    until: 11,
  },
  {
    check: "tls-old-versions",
    host: "api-2",
    subject: "shop.example.com",
    evidence: "TLSv1.1 is spoken",
    from: 8,
    until: 14,
  },
  {
    check: "services-failed",
    host: "api-1",
    subject: "backup.service",
    evidence: "failed, exit status 1",
    from: 13,
    until: 17,
  },
  {
    check: "gateway-rate-limit",
    host: "api-2",
    subject: "GET /orders",
    evidence: "60 requests a second, none of them limited",
    from: 16,
    until: 25,
  },
  {
    check: "listening-declared",
    host: "api-1",
    subject: "8888/tcp",
    evidence: "python3 listens on 0.0.0.0, which the settings do not name",
    from: 24,
  },
  {
    check: "certificate-key-age",
    host: "api-2",
    subject: "shop.example.com",
    evidence: "the key is 2 years and 40 days old",
    from: 20,
  },
  {
    check: "updates-reboot",
    host: "api-2",
    evidence: "linux-image-6.1.0-40-amd64 waits since 2027-02-26",
    from: 25,
  },
  { check: "time-synchronised", host: "api-1", evidence: "chrony is 1.2 s ahead of its sources", from: 18 },
];

const unknown: readonly (Wrong & { readonly check: string })[] = [
  { check: "updates-pending", host: "api-1", evidence: "apt is locked by another program", from: 25 },
];

const scanned: readonly (Wrong &
  Pick<Finding, "source" | "rule" | "severity" | "title" | "mend" | "practice" | "standards">)[] = [
  {
    source: "testssl.sh",
    rule: "DNS_CAArecord",
    severity: "low",
    title: "No CAA record says who may issue certificates",
    mend: "Add a CAA record to the zone",
    practice: 1,
    standards: { owaspApi: ["API8:2023"] },
    host: "api-1",
    subject: "api.example.com",
    evidence: "DNS Certification Authority Authorization: not offered",
    from: 2,
  },
  {
    source: "testssl.sh",
    rule: "cert_revocation",
    severity: "high",
    title: "Neither CRL nor OCSP URI is in the certificate",
    mend: "Ask the certificate authority",
    practice: 1,
    standards: {},
    host: "api-1",
    subject: "api.example.com",
    evidence: "Neither CRL nor OCSP URI provided",
    from: 0,
  },
  {
    source: "OWASP ZAP",
    rule: "10049",
    severity: "medium",
    title: "Storable and cacheable content",
    mend: "Send `Cache-Control: no-store` with answers that are one caller's own",
    practice: 3,
    standards: { owaspApi: ["API3:2023"] },
    host: "api-2",
    subject: "GET /orders/{id}",
    evidence: "no Cache-Control in the answer",
    from: 12,
  },
];

const is =
  (audit: number): ((one: Wrong) => boolean) =>
  ({ from, until = audits }) =>
    from <= audit && audit < until;

function hostResults(host: string, audit: number): HostResults {
  const here = (one: Wrong): boolean => one.host === host && is(audit)(one);
  const failed = wrong.filter(here);
  const unanswered = unknown.filter(here);
  const answered = new Set([...failed, ...unanswered].map(({ check }) => check));
  const about = ({ subject, evidence }: Wrong): { subject?: string; evidence: string } => ({
    ...(subject !== undefined && { subject }),
    evidence,
  });
  return {
    host,
    results: [
      ...auditChecks
        .filter(({ id }) => !answered.has(id))
        .map(({ id }) => ({ check: id, status: "pass" as const, evidence: "as the settings say" })),
      ...failed.map((one) => ({ check: one.check, status: "fail" as const, ...about(one) })),
      ...unanswered.map((one) => ({ check: one.check, status: "unknown" as const, ...about(one) })),
    ],
  };
}

function run(
  scanner: string,
  target: string,
  version: string,
  figures: ScannerRun["figures"],
  audit: number,
): ScannerRun {
  const findings = scanned
    .filter((one) => one.source === scanner && is(audit)(one))
    .map(({ source, rule, host, subject, severity, title, evidence, mend, practice, standards }) => ({
      id: findingId({ source, rule, host, subject }),
      ...{ source, rule, host, severity, title, evidence, mend, practice, standards },
      ...(subject !== undefined && { subject }),
    }));
  return { scanner, target, version, outcome: "ran", figures, findings };
}

function auditNumber(audit: number): Audit {
  const at = new Date(Date.UTC(2027, 2, 2, 4, 5, 6) - (audits - 1 - audit) * 7 * day);
  return {
    stack: "prod",
    at: at.toISOString().replace(/\.\d+/, ""),
    seconds: 412,
    checks: auditChecks,
    hosts: hosts.map((host) => hostResults(host, audit)),
    scanners: [
      run("testssl.sh", "api.example.com:443", "3.2.1", { grade: "A+" }, audit),
      run("OWASP ZAP", "https://api.example.com", "2.17.0", { "requests sent": 2931 }, audit),
      run("ssh-audit", "api-1", "3.3.0", { policy: "pass" }, audit),
      {
        scanner: "Burp Suite",
        outcome: "missing",
        reason: "it is licensed: start its CI driver with the configuration in burp/",
        figures: {},
        findings: [],
      },
    ],
  };
}

const decisions: readonly Decision[] = [
  {
    finding: "portcullis/certificate-key-age/api-2/*",
    state: "accepted",
    owner: "web team",
    reason: "The till of shop 12 pins this key; it is replaced in April",
    until: "2027-04-30",
  },
  {
    finding: "portcullis/time-synchronised/*",
    state: "accepted",
    owner: "operations",
    reason: "The provider's time server is moved",
    until: "2027-03-01",
  },
  { finding: "OWASP ZAP/10049/*", state: "open", owner: "orders team" },
];

const falseFindings: readonly FalseFinding[] = [
  {
    scanner: "testssl.sh",
    rule: "cert_revocation",
    reason: "Let's Encrypt ended OCSP in 2025: short-lived certificates need no revocation",
    until: "2027-11-30",
  },
];

/** A report to show what reports look like: half a year of weekly audits of two hosts, all of it invented. */
export function exampleReport(): Report {
  let report: Report | undefined;
  for (let audit = 0; audit < audits; audit++)
    report = makeReport(auditNumber(audit), audit === audits - 1 ? decisions : [], falseFindings, report);
  return report!;
}
