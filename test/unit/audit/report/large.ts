import type { Audit } from "../../../../audit/model/audit";
import { severities } from "../../../../components/audit/severity";
import { audit, ran, scanned } from "./example";

/** What a host or a scanner may say to do harm where it is read. */
export const hostile =
  "<script>document.title='owned'</script><img src=x onerror=alert(1)>]]>--></style></title>\u0000\u001b[31m\u202e\"'`&amp;|*_[x](javascript:alert(1))\n# heading https://evil.example/";

/** An audit of a stack with hostile names and so many findings of scanners on eight hosts. */
export function largeAudit(findings: number): Audit {
  const all = Array.from({ length: findings }, (_, index) =>
    scanned({
      source: "OWASP ZAP",
      rule: `1003${index % 40}`,
      host: `api-${(index % 8) + 1}`,
      subject: `https://api.example.com/orders/${index}/a-path-${"x".repeat(index % 200)}`,
      severity: severities[index % severities.length]!,
      practice: ((index % 8) + 1) as 1,
      title: index === 7 ? hostile : `Header number ${index} is missing`,
      evidence: index % 3 === 0 ? hostile : `GET /orders/${index}\n${"0123456789abcdef".repeat(8)}`,
      standards: { owaspApi: [`API${(index % 10) + 1}:2023`], pciDss4: ["6.2.4"] },
    }),
  );
  const hosts = Array.from({ length: 8 }, (_, index) => ({
    host: `api-${index + 1}`,
    results: audit.hosts[index % 2]!.results,
  }));
  return { ...audit, stack: `large ${hostile}`, hosts, scanners: [...audit.scanners, ran("OWASP ZAP", all)] };
}
