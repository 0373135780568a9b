import type { AuditCheck } from "../../components/audit/check";
import type { CheckResult } from "../../components/audit/result";
import { severities } from "../../components/audit/severity";
import type { Audit } from "../model/audit";
import { type Finding, findingId } from "../model/finding";
import type { ReportedFinding } from "./model";

/** Who finds what the checks find. */
export const ownSource = "portcullis";

/** A finding before anything is known or decided of it. */
export type Found = Finding & Pick<ReportedFinding, "kind">;

function ofResult(check: AuditCheck, host: string, result: CheckResult): Found {
  const at = { source: ownSource, rule: check.id, host, subject: result.subject };
  const unknown = result.status === "unknown";
  return {
    id: findingId(at),
    source: ownSource,
    rule: check.id,
    host,
    ...(result.subject !== undefined && { subject: result.subject }),
    severity: check.severity,
    title: unknown ? `Unknown: ${check.title}` : `Failed: ${check.title}`,
    evidence: result.evidence,
    mend: check.mend,
    practice: check.practice,
    standards: check.standards,
    kind: unknown ? "unknown" : "fail",
  };
}

/** A check that was asked and that no host answered is not right. */
function unanswered({ checks, hosts }: Audit): Found[] {
  const answered = new Set(hosts.flatMap(({ results }) => results.map(({ check }) => check)));
  return checks
    .filter(({ id }) => !answered.has(id))
    .flatMap((check) =>
      hosts.map(({ host }) =>
        ofResult(check, host, { check: check.id, status: "unknown", evidence: "the audit has no answer" }),
      ),
    );
}

/** Two words about the same thing: the worse one counts, and both are told. */
function merged(one: Found, other: Found): Found {
  const rank = ({ kind, severity }: Found): number =>
    (kind === "fail" ? 0 : severities.length) + severities.indexOf(severity);
  const [worse, better] = rank(other) < rank(one) ? [other, one] : [one, other];
  const told = worse.evidence.split("\n").includes(better.evidence);
  return told ? worse : { ...worse, evidence: `${worse.evidence}\n${better.evidence}` };
}

/**
 * All findings of an audit, each once: what checks found wrong or could not find out, and what scanners found.
 *
 * @throws Error where there is a result of a check that was not asked
 */
export function collectFindings(audit: Audit): Found[] {
  const byId = new Map(audit.checks.map((check) => [check.id, check]));
  const ofChecks = audit.hosts.flatMap(({ host, results }) =>
    results
      .filter(({ status }) => status !== "pass")
      .map((result) => {
        const check = byId.get(result.check);
        if (!check) throw new Error(`${host} answers ${result.check}, which is not among the checks`);
        return ofResult(check, host, result);
      }),
  );
  const ofScanners = audit.scanners.flatMap(({ findings }) =>
    findings.map((finding): Found => ({ ...finding, kind: "fail" })),
  );
  const all = new Map<string, Found>();
  for (const finding of [...ofChecks, ...unanswered(audit), ...ofScanners]) {
    const before = all.get(finding.id);
    all.set(finding.id, before ? merged(before, finding) : finding);
  }
  return [...all.values()];
}
