import type { Practice, Standards } from "../../../components/audit/check";
import type { Severity } from "../../../components/audit/severity";
import { type Finding, findingId } from "../../model/finding";

/** ZAP's report `traditional-json`, as far as it is read (zaproxy.org/docs/desktop/addons/report-generation). */
interface Report {
  readonly site: readonly { readonly "@name": string; readonly alerts: readonly Alert[] }[];
}

interface Alert {
  readonly pluginid: string;
  readonly alertRef?: string;
  readonly name: string;
  readonly riskcode: string;
  readonly confidence: string;
  readonly instances: readonly Instance[];
  readonly count: string;
  readonly solution: string;
  readonly cweid: string;
  readonly wascid: string;
}

interface Instance {
  readonly uri: string;
  readonly method: string;
  readonly param: string;
  readonly evidence: string;
}

/** ZAP's risks, by number. */
const risks: readonly Severity[] = ["info", "low", "medium", "high"];

/** Weaknesses (cwe.mitre.org) by the practice that keeps them out; all others are a matter of input. */
const practices: readonly (readonly [Practice, owaspApi: string, cwe: readonly number[]])[] = [
  [1, "API8:2023", [295, 311, 319, 326, 327, 523, 614, 693, 1021]],
  [2, "API2:2023", [200, 284, 285, 287, 306, 384, 522, 598, 639]],
  [4, "API4:2023", [400, 770, 799]],
];

const otherwise = [3, "API8:2023"] as const;

/** How many places of one alert are told. */
const places = 3;

/** Text without the markup that ZAP puts around its paragraphs, and without what it wrote for markup. */
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!)
    .replace(/\s+/g, " ")
    .trim();
const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

/**
 * Reads what ZAP found.
 *
 * @param json - its report `traditional-json`
 * @param host - name of the host
 * @throws Error where it is no such report
 */
export function parseZap(json: string, host: string): Finding[] {
  const { site: sites } = JSON.parse(json) as Partial<Report>;
  if (!sites) throw new Error("ZAP's report has no sites: it is no `traditional-json`");
  return sites.flatMap(({ "@name": site, alerts }) =>
    // Confidence 0 is what ZAP, or the plan's filters, hold for false.
    alerts.filter(({ confidence }) => confidence !== "0").map((alert) => toFinding(alert, site, host)),
  );
}

function toFinding(alert: Alert, site: string, host: string): Finding {
  const at = { source: "ZAP", rule: alert.alertRef ?? alert.pluginid, host, subject: new URL(site).host };
  const cwe = Number(alert.cweid);
  const [practice, owaspApi] = practices.find(([, , known]) => known.includes(cwe)) ?? otherwise;
  const standards: Standards = { owaspApi: [owaspApi], pciDss4: ["6.2.4", "11.3.1"] };
  return {
    ...at,
    id: findingId(at),
    severity: risks[Number(alert.riskcode)] ?? "info",
    title: plain(alert.name),
    evidence: evidence(alert),
    mend: plain(alert.solution) || "See ZAP's page of this rule, zaproxy.org/docs/alerts.",
    practice,
    standards,
  };
}

function evidence({ instances, count, cweid, wascid }: Alert): string {
  const shown = instances.slice(0, places).map(({ method, uri, param, evidence: seen }) => {
    const where = `${method} ${plain(uri)}${param === "" ? "" : ` (${plain(param)})`}`;
    return seen === "" ? where : `${where}: ${plain(seen).slice(0, 200)}`;
  });
  const more = Math.max(Number(count), instances.length) - shown.length;
  const kinds = [
    ...(Number(cweid) > 0 ? [`CWE-${cweid}`] : []),
    ...(Number(wascid) > 0 ? [`WASC-${wascid}`] : []),
  ];
  return [...shown, ...(more > 0 ? [`${more} more`] : []), ...kinds].join("; ");
}
