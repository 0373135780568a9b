import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a scanner wrote about a host that was weakened by hand, shortened. */
export const recorded = (name: string): string => readFileSync(join(__dirname, "recorded", name), "utf8");
