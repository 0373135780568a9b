import { stringify } from "yaml";
import type { CallerHeader } from "../apis/callers";
import type { ApiTarget } from "../apis/targets";

/** What a scan is told beside its target. */
export interface BurpScan {
  /** URL of the Burp Suite DAST server, and the key of its API; the key is secret. */
  readonly server: { readonly url: string; readonly apiKey: string };
  /** The API's document, whose security schemes are named by the callers. */
  readonly document: string;
  /** What each caller proves itself by, by its id; secret. */
  readonly headers: Readonly<Record<string, CallerHeader>>;
}

/** Names of the reports, which the scan writes into its working folder. */
export const burpReports = { junit: "burp_junit_report.xml", xml: "burp_xml_report.xml" } as const;

/**
 * Renders `burp_config.yml` for a CI-driven scan of one API by Burp Suite DAST
 * (portswigger.net/burp/documentation/dast/user-guide/ci-cd/ci-driven-scans/create-config). It calls the operations of the
 * document, and no others; its own threshold is off, since the report judges.
 */
export function renderBurpConfiguration(target: ApiTarget, { server, document, headers }: BurpScan): string {
  return stringify(
    {
      enterpriseServer: server,
      site: {
        correlationId: `portcullis-${target.api}-${target.host}`.slice(0, 64),
        scope: { inScopeUrlPrefixes: [`https://${target.site}`] },
        apiDefinition: {
          fromFile: document,
          authentications: Object.entries(headers).map(([label, { name, value }]) =>
            name === "Authorization"
              ? { label, type: "http", scheme: "bearer", token: value.replace(/^Bearer /, "") }
              : { label, type: "apiKey", in: "header", name, key: value },
          ),
        },
      },
      reporting: {
        reportFilePath: burpReports.junit,
        reportFormats: ["JUNIT", "BURP_XML"],
        threshold: { enabled: false },
      },
    },
    { lineWidth: 0 },
  );
}

/** Headers without secrets: variables that Burp puts the values of its environment in for. */
export function placeholders(
  headers: Readonly<Record<string, CallerHeader>>,
): Readonly<Record<string, CallerHeader>> {
  return Object.fromEntries(
    Object.entries(headers).map(([id, { name }]) => {
      const variable = `\${${id.toUpperCase().replace(/[^A-Z0-9]/g, "_")}}`;
      return [id, { name, value: name === "Authorization" ? `Bearer ${variable}` : variable }];
    }),
  );
}
