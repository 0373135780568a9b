import { stringify } from "yaml";
import type { FalseFinding } from "../../model/scanner";
import type { ApiTarget } from "../apis/targets";
import { urlPattern } from "../apis/urls";

/**
 * How far a plan goes. `baseline`: calls each operation that reads, and looks at the answers. `api`: attacks them, too, by
 * the rules that ZAP has for APIs. `full`: attacks every operation by all rules, and looks for pages that nobody named.
 */
export type PlanKind = "baseline" | "api" | "full";

/** Where a plan's files are. */
export interface PlanFiles {
  /** The API's document, whose operations are the ones that are called. */
  readonly document: string;
  /** Folder for the reports. */
  readonly reports: string;
}

/** Names of the reports of a plan. */
export const reportNames = { json: "zap-report.json", sarif: "zap-report.sarif" } as const;

/** Share of a limit that is used: other callers' requests are counted too. */
const share = 0.8;
const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;

/** Milliseconds between two requests, so that the slowest limit of all holds. */
function pause({ requestsPerSecond, operations }: ApiTarget): number {
  const rates = operations.flatMap(({ limits: { rate } }) =>
    (["second", "minute", "hour", "day"] as const).flatMap((period) =>
      rate[period] === undefined ? [] : [rate[period] / seconds[period]],
    ),
  );
  return Math.ceil(1000 / (Math.min(requestsPerSecond, ...rates) * share));
}

/**
 * Renders a plan of ZAP's Automation Framework (zaproxy.org/docs/automate/automation-framework, parameters as in its
 * add-ons' templates). It holds no secret: what callers prove themselves by is in another file.
 *
 * @param minutes - how long an attack may take
 * @param falseFindings - findings of ZAP that are none, which count for nothing
 */
export function renderPlan(
  kind: PlanKind,
  target: ApiTarget,
  files: PlanFiles,
  minutes: number,
  falseFindings: readonly FalseFinding[],
): string {
  const context = `${target.api}-${target.host}`;
  const report = (template: string, file: string): object => ({
    type: "report",
    parameters: { template, reportDir: files.reports, reportFile: file, displayReport: false },
  });
  const jobs = [
    { type: "passiveScan-config", parameters: { maxAlertsPerRule: 10, scanOnlyInScope: true } },
    ...(falseFindings.length === 0 ? [] : [alertFilters(falseFindings)]),
    {
      type: "openapi",
      parameters: { apiFile: files.document, context, targetUrl: `https://${target.site}` },
    },
    ...(kind === "full" ? [spider(context, target)] : []),
    { type: "passiveScan-wait", parameters: { maxDuration: 5 } },
    ...(kind === "baseline" ? [] : [activeScan(kind, context, target, minutes)]),
    ...(kind === "baseline" ? [] : [{ type: "passiveScan-wait", parameters: { maxDuration: 5 } }]),
    report("traditional-json", reportNames.json),
    report("sarif-json", reportNames.sarif),
    { type: "exitStatus", parameters: { errorLevel: "High", warnLevel: "Medium" } },
  ];
  const env = {
    contexts: [
      {
        name: context,
        urls: [`https://${target.site}`],
        includePaths: [...new Set(target.operations.map((one) => urlPattern(target.site, one)))],
      },
    ],
    parameters: { failOnError: true, failOnWarning: false, progressToStdout: true },
  };
  // ZAP reads YAML 1.1, to which `Off` is no text.
  return stringify({ env, jobs }, { lineWidth: 0, version: "1.1" });
}

function alertFilters(falseFindings: readonly FalseFinding[]): object {
  return {
    type: "alertFilter",
    parameters: { deleteGlobalAlerts: true },
    alertFilters: falseFindings.map(({ rule }) => ({ ruleId: rule, newRisk: "False Positive" })),
  };
}

function spider(context: string, target: ApiTarget): object {
  return {
    type: "spider",
    parameters: { context, url: `https://${target.site}`, maxDuration: 2, maxDepth: 3, threadCount: 1 },
  };
}

function activeScan(kind: "api" | "full", context: string, target: ApiTarget, minutes: number): object {
  return {
    type: "activeScan",
    parameters: {
      context,
      maxRuleDurationInMins: 2,
      maxScanDurationInMins: minutes,
      maxAlertsPerRule: 10,
      // One request after the other, below what the gateway lets in.
      delayInMs: pause(target),
      threadPerHost: 1,
      handleAntiCSRFTokens: false,
      // Names the rule in each request, for those who read the log.
      injectPluginIdInHeader: true,
    },
    policyDefinition:
      kind === "full"
        ? { defaultStrength: "Medium", defaultThreshold: "Medium" }
        : {
            defaultStrength: "Medium",
            defaultThreshold: "Off",
            alertTags: { include: ["POLICY_API"], strength: "Medium", threshold: "Medium" },
          },
  };
}
