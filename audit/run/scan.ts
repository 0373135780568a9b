import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { AuditedEnvironment } from "../model/audited";
import type { Scanner, ScannerRun, ScanOptions } from "../model/scanner";

/** Which scanners are run, and how. */
export interface ScanPlan extends ScanOptions {
  /** All there are. */
  readonly scanners: readonly Scanner[];
  /** Whether one of them was asked for. */
  readonly asked: (scanner: Scanner) => boolean;
  /** Whether those that are missing are installed. */
  readonly install: boolean;
  /** Folder in which each gets one of its own. */
  readonly folder: string;
}

async function scanWith(
  scanner: Scanner,
  environment: AuditedEnvironment,
  { asked, install, folder, full }: ScanPlan,
): Promise<ScannerRun[]> {
  const nothing = { scanner: scanner.name, figures: {}, findings: [] };
  if (!asked(scanner)) return [{ ...nothing, outcome: "notAsked", reason: "--scanners does not name it" }];
  try {
    if (install && (await scanner.version()) === undefined) await scanner.install();
    const own = join(folder, scanner.key);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    return await scanner.run(environment, own, { full });
  } catch (error) {
    return [{ ...nothing, outcome: "failed", reason: (error as Error).message }];
  }
}

/**
 * Runs scanners, one after the other. One that fails takes no other with it.
 *
 * @param plan - which ones
 * @param tell - is told which one comes next
 */
export async function scan(
  environment: AuditedEnvironment,
  plan: ScanPlan,
  tell: (what: string) => void,
): Promise<ScannerRun[]> {
  const runs: ScannerRun[] = [];
  for (const scanner of plan.scanners) {
    if (plan.asked(scanner)) tell(scanner.name);
    runs.push(...(await scanWith(scanner, environment, plan)));
  }
  return runs;
}
