import { posix } from "node:path";
import type { DriftCheckId } from "../../components/audit/checks/drift";
import type { Expected, ExpectedFile } from "./expected";
import type { Observed, ObservedPath, ObservedUnit } from "./observed";

/** Something of a host that is not as the stack left it. */
export interface Difference {
  readonly check: DriftCheckId;
  /** Resource of the bundle that brings it back. */
  readonly resource: string;
  /** Path, unit, package or bundle. */
  readonly subject: string;
  /** What is wrong, in half a sentence. */
  readonly what: string;
  /** When it happened, in seconds since 1970. Default: the host does not know. */
  readonly at?: number;
  /** What is known to have happened then, where it is not the change itself. */
  readonly atWhat?: string;
  /** When the bundle was put in force: it happened after that. */
  readonly after?: number;
}

/** What systemd calls a unit that starts with the host, or needs no link to do so (systemctl(1), is-enabled). */
const enabledStates = ["enabled", "enabled-runtime", "static", "alias", "indirect", "generated", "transient"];

/** How a host differs from what its bundles ask for, in their order. */
export function differences(expected: Expected, observed: Observed): Difference[] {
  const after = (bundle: string): number | undefined => observed.bundles.get(bundle)?.since;
  const found = [
    ...expected.digests.flatMap((demand) => bundleDifference(demand, observed)),
    ...expected.files.flatMap((file) => fileDifference(file, observed, after(file.bundle))),
    ...expected.absent.flatMap(({ path, ...demand }) => {
      const there = observed.paths.get(path);
      const what = "is there, though it must not be";
      return there
        ? [{ ...demand, check: "drift-absent" as const, subject: path, what, at: there.changed }]
        : [];
    }),
    ...expected.units.flatMap(({ unit, ...demand }) =>
      unitDifference(observed.units.get(unit)).map((difference) => ({
        ...demand,
        ...difference,
        check: "drift-service" as const,
        subject: unit,
      })),
    ),
    ...expected.packages
      .filter(({ name }) => !observed.packages.has(name.replace(/:.*/, "")))
      .map(({ name, ...demand }) => ({
        ...demand,
        check: "drift-package" as const,
        subject: name,
        what: "is not installed",
      })),
  ];
  return found.map(({ bundle, ...difference }) => ({ ...difference, after: after(bundle) }));
}

type Found = Omit<Difference, "after"> & { readonly bundle: string };

function bundleDifference(
  { digest, ...demand }: Expected["digests"][number],
  { bundles, busy }: Observed,
): Found[] {
  const { digest: there, since, phase } = bundles.get(demand.bundle) ?? {};
  const difference = (what: string, more: Partial<Found> = {}): Found => ({
    ...demand,
    ...more,
    check: "drift-bundle",
    subject: demand.bundle,
    what,
  });
  return [
    ...(phase === undefined
      ? []
      : [
          difference(
            busy
              ? `a change of it is under way (${phase})`
              : `a change of it was cut off (${phase}), which the next one undoes first`,
          ),
        ]),
    ...(there === undefined && phase === undefined ? [difference("is not on the host")] : []),
    ...(there !== undefined && there !== digest
      ? [difference("is in force as somebody else applied it, not as the stack's state says", { at: since })]
      : []),
  ];
}

function fileDifference(
  { path, sha256, mode, owner, ...demand }: ExpectedFile,
  { paths }: Observed,
  after = 0,
): Found[] {
  const there = paths.get(path);
  const difference = { ...demand, check: "drift-file" as const, subject: path };
  if (!there) {
    const folder = posix.dirname(path);
    const above = paths.get(folder);
    return [
      {
        ...difference,
        what: "is gone",
        ...(above && { at: above.modified, atWhat: `${folder} changed last` }),
      },
    ];
  }
  if (!there.kind.startsWith("regular"))
    return [{ ...difference, what: `is a ${there.kind}, not a file`, at: there.changed }];
  const content = there.sha256 !== sha256;
  // What a file's content says of its own time may be made up, or be older than the file's place here.
  const { modified, changed } = there;
  const at = content && after <= modified && modified <= changed ? modified : changed;
  const wrong = [
    ...(content ? ["has other content"] : []),
    ...(there.mode === mode ? [] : [`has mode ${octal(there.mode)} rather than ${octal(mode)}`]),
    ...(ownedBy(there, owner) ? [] : [`belongs to ${there.owner} rather than ${owner}`]),
  ];
  return wrong.length === 0 ? [] : [{ ...difference, what: wrong.join(", "), at }];
}

function octal(mode: string): string {
  return mode.padStart(4, "0");
}

/** An owner without a group leaves it to the account. */
function ownedBy({ owner }: ObservedPath, wanted: string): boolean {
  return wanted.includes(":") ? owner === wanted : owner.split(":")[0] === wanted;
}

function unitDifference(unit: ObservedUnit | undefined): { what: string; at?: number }[] {
  const { enabled = "", active = "", skipped = false, stopped } = unit ?? {};
  if (enabled === "" && active !== "active") return [{ what: "is not there" }];
  const runs = active === "active" || active === "reloading" || (active === "inactive" && skipped);
  const starts = enabledStates.includes(enabled);
  if (runs && starts) return [];
  const what = [
    ...(runs ? [] : [`does not run (${active})`]),
    ...(starts ? [] : [`does not start with the host (${enabled || "not enabled"})`]),
  ].join(", ");
  return [{ what, ...(!runs && stopped !== undefined && { at: stopped }) }];
}
