// npm run docs: writes the reference page of an audit's checks from their catalogue.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { checksPage } from "../audit/report/checksPage";
import { auditChecks } from "../components/audit/checks";
import { projectRoot } from "../local/engine/projectRoot";

writeFileSync(path.join(projectRoot(), "docs/audit-checks.md"), checksPage(auditChecks));
