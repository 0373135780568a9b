import type { CallerHeader } from "../apis/callers";
import { type ApiTarget, safeMethods, type TargetOperation } from "../apis/targets";

/** Share of a limit that is used: other callers' requests are counted too. */
const share = 0.8;
const units = { second: "s", minute: "m", hour: "h", day: "d" } as const;
const seconds = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;

/** Checks that are made of every answer. */
export const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
  "positive_data_acceptance",
  "missing_required_header",
  "unsupported_method",
  "use_after_free",
  "ensure_resource_availability",
  "ignored_auth",
] as const;

/** Where a run finds its files. */
export interface SettingsFiles {
  /** The hooks, a Python module. */
  readonly hooks: string;
  /** Authorities that certificates may end at, PEM. Default: those that schemathesis ships. */
  readonly authorities?: string;
  /** Where the reports go: JSON, and JUnit for what was answered. */
  readonly report: string;
  readonly junit: string;
}

/** How much is tried. */
export interface Effort {
  /** Cases of random data for an operation. */
  readonly examples: number;
  /** Seconds that the run takes: random data is tried until they are over. */
  readonly seconds: number;
  /** Start of its random numbers. Default: another one each time. */
  readonly seed?: number;
}

type Value = string | number | boolean | readonly string[];

/**
 * Renders `schemathesis.toml` for one API. It holds credentials.
 *
 * @param target - the API
 * @param headers - what each caller proves itself by, by its id
 */
export function renderSettings(
  target: ApiTarget,
  headers: Readonly<Record<string, CallerHeader>>,
  files: SettingsFiles,
  effort: Effort,
): string {
  const safe = target.operations.every(({ route }) => safeMethods.has(route.method));
  const common = slowest([
    { requests: target.requestsPerSecond, period: "second" },
    ...target.operations.filter((operation) => !countedApart(operation)).flatMap(rates),
  ]);
  return [
    section("", {
      "base-url": `https://${target.site}`,
      hooks: files.hooks,
      workers: 1,
      "continue-on-failure": true,
      "rate-limit": common,
      "request-timeout": 30,
      ...(files.authorities === undefined ? {} : { "tls-verify": files.authorities }),
      ...(effort.seed === undefined ? {} : { seed: effort.seed }),
      "max-time": effort.seconds,
    }),
    section("cache", { enabled: false }),
    section("generation", { "max-examples": effort.examples, database: ":memory:", "no-shrink": true }),
    section("reports.json", { enabled: true, path: files.report }),
    section("reports.junit", { enabled: true, path: files.junit }),
    // What else an API would do by POST or DELETE is not found out by doing it.
    ...(safe ? [section("phases.coverage", { "unexpected-methods": ["TRACE", "QUERY"] })] : []),
    section("checks", { enabled: false }),
    ...checks.map((check) => section(`checks.${check}`, { enabled: true })),
    ...Object.entries(headers).map(([id, { name, value }]) =>
      section(
        `auth.openapi.${id}`,
        name === "Authorization" ? { bearer: value.replace(/^Bearer /, "") } : { api_key: value },
      ),
    ),
    ...target.operations.flatMap(ownLimit),
  ].join("\n");
}

/** Whether an operation has a rate of its own. */
export function countedApart({ route }: TargetOperation): boolean {
  return Object.keys(route.limits?.rate ?? {}).length > 0;
}

function ownLimit(operation: TargetOperation): string[] {
  if (!countedApart(operation)) return [];
  const { method, template } = operation.route;
  const body = { "include-name": `${method} ${template}`, "rate-limit": slowest(rates(operation)) };
  return [`[[operations]]\n${lines(body)}`];
}

interface Rate {
  readonly requests: number;
  readonly period: keyof typeof units;
}

function rates({ limits: { rate } }: TargetOperation): Rate[] {
  return (["second", "minute", "hour", "day"] as const).flatMap((period) =>
    rate[period] === undefined ? [] : [{ requests: rate[period], period }],
  );
}

/** The lowest of some rates, as schemathesis writes them. */
function slowest(all: readonly Rate[]): string {
  const perSecond = ({ requests, period }: Rate): number => requests / seconds[period];
  const { requests, period } = all.reduce((a, b) => (perSecond(b) < perSecond(a) ? b : a));
  return `${Math.max(1, Math.floor(requests * share))}/${units[period]}`;
}

/** TOML takes a string as JSON writes it, but for DEL. */
const literal = (value: Value): string => JSON.stringify(value).replaceAll("\u007f", "\\u007f");

const lines = (values: Readonly<Record<string, Value>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} = ${literal(value)}\n`)
    .join("");

const section = (name: string, values: Readonly<Record<string, Value>>): string =>
  `${name === "" ? "" : `[${name}]\n`}${lines(values)}`;
