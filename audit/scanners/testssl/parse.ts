import type { Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";

/** One line of testssl.sh's flat JSON (its manual, OUTPUT). */
interface Entry {
  readonly id: string;
  readonly severity: string;
  readonly finding: string;
  readonly cve?: string;
  readonly cwe?: string;
}

/** `WARN`: a test that could not be carried out, which is not the same as having passed. */
const severities: Readonly<Record<string, Severity>> = {
  CRITICAL: "critical",
  HIGH: "high",
  MEDIUM: "medium",
  LOW: "low",
  WARN: "low",
};

/** What testssl.sh found out about one site. */
export interface TestsslResult {
  readonly findings: readonly Finding[];
  /** Its overall grade, such as `A+`; from version 3.1 on. */
  readonly grade?: string;
  /** How many tests had nothing to object to. */
  readonly passed: number;
}

/** About this machine's own OpenSSL, not about the site. */
const ofThisMachine = new Set(["engine_problem"]);

/**
 * Reads testssl.sh's flat JSON.
 *
 * @param json - the file's text
 * @param host - name of the host
 * @param subject - the site and its port
 * @throws Error where it is not what testssl.sh writes, or says that it gave up
 */
export function parseTestssl(json: string, host: string, subject: string): TestsslResult {
  const entries = JSON.parse(json) as Entry[];
  if (!Array.isArray(entries) || !entries.some(({ id }) => id === "scanTime")) {
    throw new Error("testssl.sh did not finish: its file has no scanTime");
  }
  const fatal = entries.find(({ severity }) => severity === "FATAL");
  if (fatal) throw new Error(`testssl.sh gave up: ${fatal.finding}`);
  const findings = entries.flatMap(({ id, severity: word, finding, cve, cwe }): Finding[] => {
    const severity = severities[word];
    if (!severity || ofThisMachine.has(id)) return [];
    const at = { source: "testssl.sh", rule: id, host, subject };
    return [
      {
        ...at,
        id: findingId(at),
        severity,
        title: word === "WARN" ? `${id}: could not be tested` : `${id}: ${finding}`,
        evidence: [finding, cve, cwe].filter(Boolean).join("; "),
        mend: "Bring the edge again with `pulumi up`; leave edge.tlsProfile at its default, which is Mozilla's.",
        practice: 1,
        standards: { owaspApi: ["API8:2023"], pciDss4: ["2.2.7", "4.2.1"] },
      },
    ];
  });
  return {
    findings,
    grade: entries.find(({ id }) => id === "overall_grade")?.finding,
    passed: entries.filter(({ severity }) => severity === "OK").length,
  };
}
