import type { AuditCheck } from "../check";
import { driftChecks } from "./drift";
import { insideChecks } from "./inside";

/** What a host can tell of what was changed by the applier's notes alone. */
const byNotes = new Set<string>(["drift-file", "drift-absent", "drift-package"]);

/** What a host asks of itself. */
export const dailyChecks: readonly AuditCheck[] = [
  ...insideChecks,
  ...driftChecks.filter(({ id }) => byNotes.has(id)),
];
