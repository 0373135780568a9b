import type { Practice } from "../../../components/audit/check";
import type { Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";

/** One entry of gixy's JSON. */
interface Entry {
  readonly plugin: string;
  readonly summary: string;
  readonly severity: string;
  readonly description: string;
  readonly reason?: string;
  readonly reference?: string;
  readonly file?: string;
  readonly line?: number;
}

const severities: Readonly<Record<string, Severity>> = {
  HIGH: "high",
  MEDIUM: "medium",
  LOW: "low",
  UNSPECIFIED: "info",
};

/** What a client sends is what most of gixy's rules are about: 3; the others are about TLS. */
const practices: Readonly<Record<string, Practice>> = {
  weak_ssl_tls: 1,
  hsts_header: 1,
  version_disclosure: 7,
};

/**
 * Reads gixy's JSON.
 *
 * @param json - what it wrote
 * @param host - name of the host
 * @param dump - what it read, as `nginx -T` prints it: its lines are those of no file
 */
export function parseGixy(json: string, host: string, dump: string): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { plugin, severity, summary, description, reason, reference, line } of JSON.parse(
    json,
  ) as Entry[]) {
    const place = line === undefined ? undefined : placeOf(dump, line);
    const subject = place?.file;
    const at = { source: "gixy", rule: plugin, host, ...(subject === undefined ? {} : { subject }) };
    const id = findingId(at);
    // Told once for each file, at its first place: what the directives say may be secret, and stays there.
    if (findings.has(id)) continue;
    findings.set(id, {
      ...at,
      id,
      severity: severities[severity] ?? "info",
      title: summary,
      evidence: place ? `line ${place.line}: ${description}` : description,
      mend: [reason, reference].filter(Boolean).join(" ") || "Bring the edge again with `pulumi up`.",
      practice: practices[plugin] ?? 3,
      standards: { owaspApi: ["API8:2023"], pciDss4: ["2.2.1"] },
    });
  }
  return [...findings.values()];
}

/** The file that a line of `nginx -T` is from, and its number there. */
export function placeOf(dump: string, line: number): { file: string; line: number } | undefined {
  const lines = dump.split("\n").slice(0, line);
  const start = lines.map((text) => text.startsWith("# configuration file ")).lastIndexOf(true);
  const file = /^# configuration file (.+):$/.exec(lines[start] ?? "")?.[1];
  return file === undefined ? undefined : { file, line: line - start - 1 };
}
