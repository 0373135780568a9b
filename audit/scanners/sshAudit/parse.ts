import type { Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";

/** What ssh-audit says of a server under a policy. */
interface PolicyAnswer {
  readonly policy: string;
  readonly passed: boolean;
  readonly errors: readonly {
    readonly mismatched_field: string;
    readonly expected_required: readonly string[];
    readonly expected_optional?: readonly string[];
    readonly actual: readonly string[];
  }[];
}

interface Algorithm {
  readonly algorithm: string;
  readonly keysize?: number;
  readonly notes?: { readonly fail?: readonly string[]; readonly warn?: readonly string[] };
}

/** What ssh-audit says of a server without a policy. */
interface AuditAnswer {
  readonly kex: readonly Algorithm[];
  readonly key: readonly Algorithm[];
  readonly enc: readonly Algorithm[];
  readonly mac: readonly Algorithm[];
  readonly cves: readonly { readonly name: string; readonly cvssv2?: number; readonly description: string }[];
}

/** What ssh-audit found out about one SSH server. */
export interface SshAuditResult {
  readonly policy: string;
  readonly passed: boolean;
  readonly fails: number;
  readonly warns: number;
  readonly findings: readonly Finding[];
}

const kinds = { kex: "key exchange", key: "host key", enc: "cipher", mac: "MAC" } as const;

/** Post-quantum key exchange is preferred by all that know it; what stands behind it is for those that do not. */
const postQuantum = "does not provide protection against post-quantum attacks";

/**
 * Reads what ssh-audit writes with `--json`, under a policy and without one.
 *
 * @param judged - its answer under the policy
 * @param audited - its answer without
 * @param host - name of the host
 * @param subject - the port, such as `22/tcp`
 * @throws Error where it is not what ssh-audit writes
 */
export function parseSshAudit(
  judged: string,
  audited: string,
  host: string,
  subject: string,
): SshAuditResult {
  const policy = JSON.parse(judged) as PolicyAnswer;
  const audit = JSON.parse(audited) as AuditAnswer;
  const finding = (rule: string, severity: Severity, title: string, evidence: string): Finding => {
    const at = { source: "ssh-audit", rule, host, subject };
    return {
      ...at,
      id: findingId(at),
      severity,
      title,
      evidence,
      mend: "Bring the SSH server again with `pulumi up`, and its packages up to date.",
      practice: 7,
      standards: { cisDebian12: ["5.1.6", "5.1.12", "5.1.15"], pciDss4: ["2.2.7"] },
    };
  };
  const mismatches = policy.errors.map(({ mismatched_field: field, expected_required: wanted, actual }) =>
    finding(
      `${policy.policy}: ${field}`,
      "medium",
      `${field} are not those of the policy ${policy.policy}`,
      `offered ${actual.join(",")}; the policy has ${wanted.join(",")}`,
    ),
  );
  const kindsOf = Object.entries(kinds) as [keyof typeof kinds, string][];
  const notes = kindsOf.flatMap(([kind, called]) =>
    audit[kind].flatMap(({ algorithm, notes: { fail = [], warn = [] } = {} }) => [
      ...fail.map((note) => ({ kind, called, algorithm, note, severity: "high" as const })),
      ...warn.map((note) => {
        const severity = note === postQuantum ? ("info" as const) : ("low" as const);
        return { kind, called, algorithm, note, severity };
      }),
    ]),
  );
  const algorithms = new Map<string, (typeof notes)[number][]>();
  for (const note of notes) {
    const rule = `${note.kind}: ${note.algorithm}`;
    algorithms.set(rule, [...(algorithms.get(rule) ?? []), note]);
  }
  const weak = [...algorithms].map(([rule, said]) => {
    const severity = (["high", "low", "info"] as const).find((one) =>
      said.some((note) => note.severity === one),
    )!;
    const reasons = said.map(({ note }) => note).join("; ");
    return finding(rule, severity, `The ${said[0]!.called} ${said[0]!.algorithm} is offered`, reasons);
  });
  const cves = audit.cves.map(({ name, description, cvssv2 = 0 }) =>
    finding(name, cvssv2 >= 7 ? "high" : "medium", `${name}: ${description}`, `CVSS ${cvssv2}`),
  );
  return {
    policy: policy.policy,
    passed: policy.passed,
    fails: notes.filter(({ severity }) => severity === "high").length,
    warns: notes.filter(({ severity }) => severity !== "high").length,
    findings: [...mismatches, ...weak, ...cves],
  };
}
