/**
 * Parameters and sections of jobs of ZAP's Automation Framework, as the add-ons' own templates have them
 * (github.com/zaproxy/zap-extensions, `*-max.yaml` of automation, pscan, openapi, spider, alertFilters and reports): what
 * `zap.sh -autogenmax` prints. The framework's own jobs are judged by a real ZAP, too (test/e2e/audit).
 */
export const documentedParameters: Readonly<
  Record<string, { parameters: readonly string[]; sections: readonly string[] }>
> = {
  "passiveScan-config": {
    parameters: [
      "maxAlertsPerRule",
      "scanOnlyInScope",
      "maxBodySizeInBytesToScan",
      "enableTags",
      "disableAllRules",
    ],
    sections: ["rules"],
  },
  "passiveScan-wait": { parameters: ["maxDuration"], sections: ["tests"] },
  alertFilter: { parameters: ["deleteGlobalAlerts"], sections: ["alertFilters"] },
  openapi: {
    parameters: ["apiFile", "apiUrl", "context", "user", "targetUrl", "maxMessages"],
    sections: [],
  },
  spider: {
    parameters: [
      "context",
      "user",
      "url",
      "maxDuration",
      "maxDepth",
      "maxChildren",
      "threadCount",
      "userAgent",
    ],
    sections: ["tests"],
  },
  activeScan: {
    parameters: [
      ...["context", "user", "url", "policy", "maxRuleDurationInMins", "maxScanDurationInMins"],
      ...["addQueryParam", "defaultPolicy", "delayInMs", "handleAntiCSRFTokens", "injectPluginIdInHeader"],
      ...["scanHeadersAllRequests", "threadPerHost", "maxAlertsPerRule"],
    ],
    sections: ["policyDefinition", "tests"],
  },
  report: {
    parameters: [
      ...[
        "template",
        "theme",
        "reportDir",
        "reportFile",
        "reportTitle",
        "reportDescription",
        "displayReport",
      ],
    ],
    sections: ["risks", "confidences", "sections", "sites"],
  },
  exitStatus: {
    parameters: ["errorLevel", "warnLevel", "okExitValue", "errorExitValue", "warnExitValue"],
    sections: [],
  },
};
