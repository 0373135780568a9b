import type { AuditCheck } from "../../components/audit/check";
import { auditChecks } from "../../components/audit/checks";
import { type ProgressStream, withProgress } from "../../local/progress";
import type { Audit, HostResults } from "../model/audit";
import type { AuditedEnvironment } from "../model/audited";
import { lookAtHost } from "./lookAtHost";
import { type Part, parts } from "./parts";
import { scan, type ScanPlan } from "./scan";

/** How an audit is made. */
export interface AuditOptions {
  /** Whether all TCP ports are tried, and scanners may go as far as they can. */
  readonly full: boolean;
  /** Which scanners are run. */
  readonly scanning: Omit<ScanPlan, "full">;
  /** Where progress goes. */
  readonly progress: ProgressStream;
  /** Ways of looking at hosts. Default: all. */
  readonly ways?: readonly Part[];
}

/** The checks that some host gave an answer to: a check that has no meaning for any of them was not asked. */
function askedChecks(hosts: readonly HostResults[]): AuditCheck[] {
  const answered = new Set(hosts.flatMap(({ results }) => results.map(({ check }) => check)));
  return auditChecks.filter(({ id }) => answered.has(id));
}

/**
 * Audits an environment: all of its hosts side by side, from outside and from inside, then by scanners. A host that
 * cannot be reached keeps no other from being looked at.
 */
export async function runAudit(environment: AuditedEnvironment, options: AuditOptions): Promise<Audit> {
  const { full, scanning, progress, ways = parts } = options;
  const began = new Date();
  const names = environment.hosts.map(({ name }) => name).join(", ");
  const hosts = await withProgress(progress, `Looking at ${names}`, (detail) =>
    Promise.all(
      environment.hosts.map((host) =>
        lookAtHost(environment, host, { full, tell: (what) => detail(`${host.name}: ${what}`) }, ways),
      ),
    ),
  );
  const plan = { ...scanning, full };
  const wanted = plan.scanners.some((scanner) => plan.asked(scanner));
  const scanners = wanted
    ? await withProgress(progress, "Running scanners", (detail) => scan(environment, plan, detail))
    : await scan(environment, plan, () => undefined);
  return {
    stack: environment.stack,
    at: began.toISOString(),
    seconds: Math.round((Date.now() - began.getTime()) / 1000),
    checks: askedChecks(hosts),
    hosts,
    scanners,
  };
}
