import { type Example, type Examples, properties, UNKNOWN } from "./rule";

const settings = (value: Record<string, unknown>): Example => properties({ settings: value });
const port = (number: unknown, ...from: unknown[]): Example =>
  settings({ extraPorts: [{ port: number, protocol: "tcp", from }] });

/** Examples of rules on logs. */
export const loggingExamples: Record<string, Examples> = {
  "logging-receiver-open": {
    fails: [
      ["settings.extraPorts[0].from[1]", port(9200, "10.0.0.0/8", "0.0.0.0/0")],
      ["settings.extraPorts[0].from[0]", port(5044, "::/0")],
      ["settings.extraPorts[0].from[1]", port(9300, UNKNOWN, "0.0.0.0/0")],
    ],
    passes: [port(9200, "10.0.0.0/8"), port(8443, "0.0.0.0/0"), settings({ extraPorts: [] }), settings({})],
    unknown: [port(5601, UNKNOWN), port(UNKNOWN, "0.0.0.0/0"), settings({ extraPorts: UNKNOWN })],
  },
  "logging-shipped": {
    fails: [
      ["", settings({ sites: [] })],
      ["", settings({ sites: UNKNOWN })],
    ],
    passes: [
      { ...settings({ sites: [] }), others: [{ type: "portcullis:logging:LogShipper" }] },
      { ...settings({ sites: [] }), stack: "dev" },
    ],
  },
  "audit-daily": {
    fails: [
      ["", settings({ address: "192.0.2.7" })],
      ["", { ...properties({ settings: UNKNOWN }), type: "portcullis:aws:AwsHost" }],
    ],
    passes: [
      { ...settings({ address: "192.0.2.7" }), others: [{ type: "portcullis:audit:HostAudit" }] },
      { ...settings({ address: "192.0.2.7" }), stack: "dev" },
    ],
  },
  "logging-alerts-off": {
    fails: [
      ["settings.insecureOff", settings({ insecureOff: true })],
      [
        "settings.alerts.insecureOff",
        { ...settings({ alerts: { insecureOff: true } }), type: "portcullis:logging:ElkServer" },
      ],
    ],
    passes: [settings({ insecureOff: false }), settings({ off: ["latency"] }), settings({})],
    unknown: [settings({ insecureOff: UNKNOWN }), settings({ alerts: { insecureOff: UNKNOWN } })],
  },
  "logging-retention": {
    fails: [
      ["settings.retentionDays", settings({ retentionDays: 30 })],
      ["settings.retentionDays", { ...settings({ retentionDays: 100 }), parameters: { minimumDays: 365 } }],
    ],
    passes: [
      settings({ retentionDays: 90 }),
      settings({}),
      { ...settings({ retentionDays: 14 }), parameters: { minimumDays: 14 } },
    ],
    unknown: [settings({ retentionDays: UNKNOWN })],
  },
  "logging-snapshots": {
    fails: [["settings.snapshots", settings({ retentionDays: 90 })]],
    passes: [
      settings({ snapshots: { repository: { folder: "/mnt/backup/logs" } } }),
      settings({ existing: { url: "https://logs.example.com" } }),
    ],
    unknown: [settings({ snapshots: UNKNOWN })],
  },
};
