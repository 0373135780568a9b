import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Compares whole files with those in `folder`; `UPDATE_GOLDEN=1` writes them anew. */
export function goldenIn(folder: string): (file: string, content: string) => void {
  return (file, content) => {
    const golden = path.join(folder, file);
    if (process.env["UPDATE_GOLDEN"]) {
      mkdirSync(path.dirname(golden), { recursive: true });
      writeFileSync(golden, content);
    }
    expect(content).toBe(readFileSync(golden, "utf8"));
  };
}
