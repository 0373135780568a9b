import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Compares a whole file with test/unit/edge/golden/FILE; `UPDATE_GOLDEN=1` writes it anew. */
export function expectGolden(file: string, content: string): void {
  const golden = path.join(__dirname, "golden", file);
  if (process.env["UPDATE_GOLDEN"]) {
    mkdirSync(path.dirname(golden), { recursive: true });
    writeFileSync(golden, content);
  }
  expect(content).toBe(readFileSync(golden, "utf8"));
}
