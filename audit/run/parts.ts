import type { AuditCheck } from "../../components/audit/check";
import { driftChecks } from "../../components/audit/checks/drift";
import { insideChecks } from "../../components/audit/checks/inside";
import { portChecks } from "../../components/audit/checks/ports";
import { sshOutsideChecks } from "../../components/audit/checks/sshOutside";
import type { CheckResult } from "../../components/audit/result";
import { driftOf } from "../drift";
import { inspectHost } from "../inside";
import type { AuditedEnvironment, AuditedHost } from "../model/audited";
import { lookFromOutside } from "../outside";

/** One way of looking at a host. */
export interface Part {
  /** What it is called while it is done. */
  readonly name: string;
  /** Checks that it answers of every host: all of them are unknown where it fails. */
  readonly checks: readonly AuditCheck[];
  /** Looks at one host. */
  readonly look: (
    environment: AuditedEnvironment,
    host: AuditedHost,
    options: LookOptions,
  ) => Promise<readonly CheckResult[]>;
}

/** How hosts are looked at. */
export interface LookOptions {
  /** Whether all TCP ports are tried. */
  readonly full: boolean;
  /** Is told what is looked at next. */
  readonly tell: (what: string) => void;
}

/** All ways of looking at a host, in the order in which they are gone. */
export const parts: readonly Part[] = [
  { name: "outside", checks: [...portChecks, ...sshOutsideChecks], look: lookFromOutside },
  { name: "inside", checks: insideChecks, look: inspectHost },
  { name: "drift", checks: driftChecks, look: async (_environment, host) => (await driftOf(host)).results },
];
