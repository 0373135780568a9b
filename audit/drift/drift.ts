import { readAsset } from "../../components/assets";
import { type DriftCheckId, driftChecks } from "../../components/audit/checks/drift";
import type { CheckResult } from "../../components/audit/result";
import type { DeployedHost } from "../model/audited";
import { type HostShell, withHost } from "../ssh";
import { type Activity, readActivity } from "./activity";
import { type Difference, differences } from "./difference";
import { type Expected, expectedOf } from "./expected";
import { observe } from "./observed";
import { whenAndWho } from "./who";

/** What became of a host since it was set up. */
export interface HostDrift {
  /** Name of the host. */
  readonly host: string;
  /** One result for each check where all is right, else one for each difference. */
  readonly results: readonly CheckResult[];
  /** Names of the resources that bring what differs anew. */
  readonly resources: readonly string[];
  /** Why the host could not be looked at: all results are `unknown` then. */
  readonly problem?: string;
}

/** Seconds before a change in which whoever did it may have logged in. */
const longestSession = 24 * 3600;

/** What the host noted from a while before the first difference on. */
async function activityAround(host: HostShell, found: readonly Difference[], now: number): Promise<Activity> {
  const first = Math.min(now, ...found.flatMap(({ at, after }) => at ?? after ?? []));
  const times = `since=${Math.floor(first - longestSession)} until=${Math.ceil(now)}\n`;
  const { stdout } = await host.run("exec /bin/sh -s", times + readAsset("audit/drift/assets/trace.sh"));
  return readActivity(stdout);
}

function result(
  { check, subject, what, ...more }: Difference,
  activity: Activity,
  before: number,
): CheckResult {
  const evidence = `${what}: ${whenAndWho({ check, subject, what, ...more }, activity, before)}`;
  return { check, subject, status: "fail", evidence };
}

/** What was compared, of each check. */
function counted({ digests, files, absent, units, packages }: Expected): Record<DriftCheckId, string> {
  return {
    "drift-bundle": `${digests.length} bundles are in force as the state says`,
    "drift-file": `${files.length} files are as they were brought`,
    "drift-absent": `${absent.length} paths are free`,
    "drift-service": `${units.length} units run and are enabled`,
    "drift-package": `${packages.length} packages are installed`,
  };
}

async function compare(
  host: HostShell,
  expected: Expected,
  began: number,
): Promise<Pick<HostDrift, "results" | "resources">> {
  const observed = await observe(host, expected);
  // By the host's clock, which may be another one: who came later is we.
  const before = observed.at - (performance.now() - began) / 1000;
  const found = differences(expected, observed);
  const activity = found.length > 0 ? await activityAround(host, found, observed.at) : undefined;
  const passed = counted(expected);
  const results = driftChecks.flatMap(({ id: check }): CheckResult[] => {
    const failed = found.filter((difference) => difference.check === check);
    if (failed.length === 0) return [{ check, status: "pass", evidence: passed[check] }];
    return failed.map((difference) => result(difference, activity!, before));
  });
  return { results, resources: [...new Set(found.map(({ resource }) => resource))] };
}

/**
 * How a host differs from what was brought to it, and who made it so as far as it knows. The host is asked over one
 * connection, and nothing on it is changed. It never throws: a host that cannot be asked has results that are unknown.
 */
export async function driftOf({ name, ssh, bundles }: DeployedHost): Promise<HostDrift> {
  const began = performance.now();
  try {
    const found = await withHost(ssh, (host) => compare(host, expectedOf(bundles), began));
    return { host: name, ...found };
  } catch (error) {
    const problem = (error as Error).message;
    const results = driftChecks.map(({ id }): CheckResult => ({
      check: id,
      status: "unknown",
      evidence: problem,
    }));
    return { host: name, results, resources: [], problem };
  }
}
