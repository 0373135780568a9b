import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reference } from "../core/reference";
import { rules } from "../rules";

// Runs compiled, from policies/dist/scripts.
writeFileSync(join(__dirname, "../../../docs/policies/rules.md"), reference(rules));
