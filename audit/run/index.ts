export { type AuditOptions, runAudit } from "./runAudit";
