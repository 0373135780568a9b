import type { Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";
import type { OpenPort } from "./parse";

/**
 * What is wrong with the open ports of a host.
 *
 * @param ports - what nmap found
 * @param declared - ports that may be open
 * @param host - name of the host
 */
export function nmapFindings(
  ports: readonly OpenPort[],
  declared: ReadonlySet<number>,
  host: string,
): Finding[] {
  const finding = (
    port: number,
    [rule, severity, practice]: [string, Severity, Finding["practice"]],
    title: string,
    evidence: string,
    mend: string,
  ): Finding => {
    const at = { source: "nmap", rule, host, subject: `${port}/tcp` };
    const standards = { owaspApi: ["API8:2023"], pciDss4: ["1.2.5", "2.2.4"] };
    return { ...at, id: findingId(at), severity, title, evidence, mend, practice, standards };
  };
  return ports.flatMap(({ port, service, weakTls, riskyMethods }) => [
    ...(declared.has(port)
      ? []
      : [
          finding(
            port,
            ["undeclared-port", "high", 7],
            `Port ${port} is open, and nothing declares it`,
            service,
            "Stop what listens there (`ss -ltnp`), bring the firewall again with `pulumi up`, or declare the port in firewall.extraPorts.",
          ),
        ]),
    ...(weakTls.length === 0
      ? []
      : [
          finding(
            port,
            ["ssl-enum-ciphers", "medium", 1],
            `Port ${port} speaks TLS that is old or has cipher suites below grade A`,
            weakTls.join("; "),
            "Bring the edge again with `pulumi up`; leave edge.tlsProfile at its default, which is Mozilla's.",
          ),
        ]),
    ...(riskyMethods.length === 0
      ? []
      : [
          finding(
            port,
            ["http-methods", "medium", 7],
            `Port ${port} lets HTTP methods in that reflect requests or connect onwards`,
            riskyMethods.join(", "),
            "Bring the edge again with `pulumi up`.",
          ),
        ]),
  ]);
}
