import type { AuditedEnvironment } from "../model/audited";
import type { Finding } from "../model/finding";
import type { ScanOptions, Scanner, ScannerRun } from "../model/scanner";
import type { Installation } from "./install/installation";

/** One thing that a scanner is pointed at. */
export interface Target {
  /** What it is called in the report, such as `api.example.com:443`. */
  readonly label: string;
}

/** What one scan found. */
export interface Scanned {
  /** What it counted. */
  readonly figures: ScannerRun["figures"];
  readonly findings: readonly Finding[];
}

/** What tells one scanner from another. */
export interface ScannerParts<T extends Target> extends Pick<Scanner, "name" | "key" | "about"> {
  readonly installation: Installation;
  /** What it can look at, in the order in which it does. */
  readonly targets: (environment: AuditedEnvironment, options: ScanOptions) => readonly T[];
  /** Why there may be nothing to look at, as a sentence without a full stop. */
  readonly otherwise: string;
  /**
   * Looks at one target, and changes nothing there.
   *
   * @param folder - for files of its own, whose names have to be the target's
   * @throws Error where it cannot, with the reason
   */
  readonly scan: (target: T, folder: string) => Promise<Scanned>;
}

/** A scanner that says what it did to each of its targets: one that fails takes no other with it. */
export function makeScanner<T extends Target>(parts: ScannerParts<T>): Scanner {
  const { name, key, about, installation, otherwise } = parts;
  const nothing = { scanner: name, figures: {}, findings: [] };
  const attempt = async (target: T, version: string, folder: string): Promise<ScannerRun> => {
    const run = { ...nothing, target: target.label, version };
    try {
      return { ...run, outcome: "ran", ...(await parts.scan(target, folder)) };
    } catch (error) {
      return { ...run, outcome: "failed", reason: (error as Error).message };
    }
  };
  return {
    name,
    key,
    about,
    version: () => installation.version(),
    install: () => installation.install(),
    run: async (environment, folder, options = {}) => {
      const targets = parts.targets(environment, options);
      if (targets.length === 0) return [{ ...nothing, outcome: "inapplicable", reason: otherwise }];
      const version = await installation.version();
      if (version === undefined) {
        const reason = `It is not installed: add --install, or type: ${installation.byHand}`;
        return [{ ...nothing, outcome: "missing", reason }];
      }
      const runs: ScannerRun[] = [];
      // One after the other: a host that is scanned from two sides takes it for an attack.
      for (const target of targets) runs.push(await attempt(target, version, folder));
      return runs;
    },
  };
}

/** A name for a file of a target. */
export function fileName(label: string, extension: string): string {
  return `${label.replace(/[^A-Za-z0-9.-]+/g, "_")}.${extension}`;
}

/** How many findings there are of each severity that a report tells of. */
export function countBySeverity(findings: readonly Finding[]): Record<string, number> {
  const of = (severity: Finding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { critical: of("critical"), high: of("high"), medium: of("medium"), low: of("low") };
}
