import { posix } from "node:path";
import { readAsset } from "../../components/assets";
import type { HostShell } from "../ssh";
import type { Expected } from "./expected";

/** What stands at a path. */
export interface ObservedPath {
  /** As `stat` names it, such as `regular file`. */
  readonly kind: string;
  readonly mode: string;
  readonly owner: string;
  /** When its content changed last, in seconds since 1970. */
  readonly modified: number;
  /** When anything of it changed last, its mode and its place among others included. */
  readonly changed: number;
  /** Of a regular file. */
  readonly sha256?: string;
}

/** What systemd says of a unit. */
export interface ObservedUnit {
  /** Such as `enabled`; empty where there is no such unit. */
  readonly enabled: string;
  /** Such as `active`. */
  readonly active: string;
  /** Whether systemd skipped it, as the unit's own conditions do not hold here: in a container, say. */
  readonly skipped: boolean;
  /** When it stopped running, in seconds since 1970. Default: it has not run since the host's start. */
  readonly stopped?: number;
}

/** A bundle as the host knows it. */
export interface ObservedBundle {
  /** Digest of what is in force. Default: nothing of it is. */
  readonly digest?: string;
  /** When that was put in force, in seconds since 1970. */
  readonly since?: number;
  /** Phase of the change that is under way or was cut off. */
  readonly phase?: string;
}

/** A host as it was found. */
export interface Observed {
  readonly paths: ReadonlyMap<string, ObservedPath>;
  readonly units: ReadonlyMap<string, ObservedUnit>;
  readonly packages: ReadonlySet<string>;
  readonly bundles: ReadonlyMap<string, ObservedBundle>;
  /** When it was looked at by its own clock, in seconds since 1970. */
  readonly at: number;
  /** Whether somebody changes the host right now. */
  readonly busy: boolean;
}

/** What `audit/drift/assets/look.sh` is asked, as what comes before it in the shell's input. */
function questions({ files, absent, units, packages }: Expected): string {
  const paths = [...files, ...absent].map(({ path }) => path);
  const lines = [
    ...paths.map((path) => `file ${path}`),
    ...[...new Set(paths.map((path) => posix.dirname(path)))].map((path) => `folder ${path}`),
    ...units.map(({ unit }) => `unit ${unit}`),
    ...packages.map(({ name }) => `package ${name}`),
  ];
  return ["input=$(cat <<'#questions'", ...lines, "#questions", ")", ""].join("\n");
}

/**
 * Looks at a host by one command, which changes nothing.
 *
 * @throws Error where the host does not answer whole
 */
export async function observe(host: HostShell, expected: Expected): Promise<Observed> {
  const script = questions(expected) + readAsset("audit/drift/assets/look.sh");
  const { code, stdout, stderr } = await host.run("exec /bin/sh -s", script);
  if (code !== 0 || !stdout.endsWith("end\n"))
    throw new Error(
      `it could not be looked at (exit status ${code}): ${stderr.trim() || "nothing was said"}`,
    );
  return readLook(stdout, expected);
}

/** Reads what `audit/drift/assets/look.sh` printed. */
export function readLook(text: string, expected: Expected): Observed {
  const rows = text.split("\n").map((line) => line.split("\t"));
  const of = (keyword: string): string[][] =>
    rows.flatMap(([first, ...row]) => (first === keyword ? [row] : []));
  const [[now = "0", uptime = "0"] = []] = of("clock");
  const start = Number(now) - Number(uptime);
  const sums = new Map(of("sum").map(([line = ""]): [string, string] => [line.slice(66), line.slice(0, 64)]));
  const paths = of("path").map(
    ([mode = "", owner = "", kind = "", modified, changed, path = ""]): [string, ObservedPath] => [
      path,
      { kind, mode, owner, modified: Number(modified), changed: Number(changed), sha256: sums.get(path) },
    ],
  );
  return {
    paths: new Map(paths),
    units: observedUnits(of("show"), expected, start),
    packages: new Set(of("package").map(([name = ""]) => name)),
    bundles: new Map(
      of("bundle").map(([name = "", digest, since, phase]): [string, ObservedBundle] => [
        name,
        {
          digest: digest || undefined,
          since: since ? Number(since) : undefined,
          phase: phase || undefined,
        },
      ]),
    ),
    at: Number(now),
    busy: of("busy").length > 0,
  };
}

function observedUnits(
  rows: readonly string[][],
  { units }: Expected,
  start: number,
): Map<string, ObservedUnit> {
  const found: Record<string, string>[] = [{}];
  for (const [line = ""] of rows) {
    const [key = "", value = ""] = line.split("=");
    if (key === "") found.push({});
    else found.at(-1)![key] = value;
  }
  return new Map(
    units.map(({ unit }, index): [string, ObservedUnit] => {
      const {
        UnitFileState = "",
        ActiveState = "",
        InactiveEnterTimestampMonotonic = "0",
        ConditionResult,
        ConditionTimestampMonotonic = "0",
      } = found[index] ?? {};
      // The clock that systemd counts by begins with the host's start.
      const stopped = Number(InactiveEnterTimestampMonotonic) / 1e6;
      return [
        unit,
        {
          enabled: UnitFileState,
          active: ActiveState,
          // Also said of one that was never asked to start.
          skipped: ConditionResult === "no" && ConditionTimestampMonotonic !== "0",
          stopped: stopped > 0 ? start + stopped : undefined,
        },
      ];
    }),
  );
}
