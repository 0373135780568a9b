const text = { type: "string", minLength: 1 };
const texts = { type: "array", items: text };
const closed = (properties: object, required: string[] = []): object => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});

/**
 * Keys of `burp_config.yml` that PortSwigger documents, in our own words
 * (portswigger.net/burp/documentation/dast/user-guide/ci-cd/ci-driven-scans/create-config, and the structure of
 * `enterprise-scan-container --config-template`).
 */
export const burpSchema = closed(
  {
    enterpriseServer: closed(
      {
        ...{ url: text, apiKey: text, tlsCertificate: text },
        ...{ proxyUrl: text, proxyUsername: text, proxyPassword: text },
      },
      ["url", "apiKey"],
    ),
    site: closed(
      {
        correlationId: { type: "string", maxLength: 64 },
        folderId: text,
        scope: closed({ startUrls: texts, inScopeUrlPrefixes: texts, outOfScopeUrlPrefixes: texts }),
        apiDefinition: {
          ...closed({
            fromUrl: text,
            fromFile: text,
            authentications: {
              type: "array",
              items: {
                oneOf: [
                  closed(
                    {
                      label: text,
                      type: { const: "apiKey" },
                      in: { enum: ["header", "query", "cookie"] },
                      name: text,
                      key: text,
                    },
                    ["label", "type", "in", "name", "key"],
                  ),
                  closed({ label: text, type: { const: "http" }, scheme: { const: "bearer" }, token: text }, [
                    "label",
                    "type",
                    "scheme",
                    "token",
                  ]),
                ],
              },
            },
          }),
          oneOf: [{ required: ["fromUrl"] }, { required: ["fromFile"] }],
        },
      },
      ["apiDefinition"],
    ),
    scanConfigurations: closed({ builtIn: texts, custom: texts }),
    reporting: closed({
      ignoredIssues: { type: "array" },
      reportFilePath: text,
      reportFormats: { type: "array", items: { enum: ["JUNIT", "BURP_XML"] } },
      threshold: closed({
        enabled: { type: "boolean" },
        minimumSeverity: { enum: ["INFO", "LOW", "MEDIUM", "HIGH"] },
        minimumConfidence: { enum: ["TENTATIVE", "FIRM", "CERTAIN"] },
      }),
    }),
    headersCookiesConfig: closed({ headers: { type: "array" }, cookies: { type: "array" } }),
    verboseScanning: closed({ enabled: { type: "boolean" } }),
  },
  ["enterpriseServer", "site"],
);
