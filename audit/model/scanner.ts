import type { AuditedEnvironment } from "./audited";
import type { Finding } from "./finding";

/** One run of a scanner against one target, or why there was none. */
export interface ScannerRun {
  /** The scanner's name. */
  readonly scanner: string;
  /** What it was pointed at, such as `api.example.com:443` or a host's name. Absent where it was not run at all. */
  readonly target?: string;
  /** Version that it says it is. */
  readonly version?: string;
  /** `missing`: not installed. `inapplicable`: there is nothing here that it could look at. */
  readonly outcome: "ran" | "missing" | "failed" | "inapplicable" | "notAsked";
  /** Why it did not run, and how to make it run. */
  readonly reason?: string;
  /** What it counted, such as `{ "hardening index": 84 }`. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** What it found, false findings among it. */
  readonly findings: readonly Finding[];
}

/** How far scanners may go. */
export interface ScanOptions {
  /**
   * Whether operations of APIs that change something are called, and attacks are tried that leave traces in their data:
   * for environments whose data nobody needs. Default: only what reads is called.
   */
  readonly full?: boolean;
}

/** A program of somebody else's that looks for weaknesses. */
export interface Scanner {
  /** Its name as people write it, such as `testssl.sh`. */
  readonly name: string;
  /** Word for the command line, such as `testssl`. */
  readonly key: string;
  /** What it looks at, in half a sentence. */
  readonly about: string;
  /** Version that is installed; `undefined` where none is. */
  version(): Promise<string | undefined>;
  /**
   * Installs it on this machine, never on an audited host.
   *
   * @throws Error where it cannot, with the reason
   */
  install(): Promise<void>;
  /**
   * Runs it on all targets that it can look at. It changes nothing on any host, and nothing in the data of APIs unless
   * the options say so.
   *
   * @param folder - an empty folder of its own for its files, which are kept with the report
   */
  run(environment: AuditedEnvironment, folder: string, options?: ScanOptions): Promise<ScannerRun[]>;
}

/** A finding of a scanner that is none, for all environments of Portcullis. */
export interface FalseFinding {
  readonly scanner: string;
  /** The scanner's own name of its rule. */
  readonly rule: string;
  /** Why it is none. */
  readonly reason: string;
  /** Day from which it counts again unless somebody has looked at it anew, as `2027-05-31`. */
  readonly until: string;
}
