import { execFileSync } from "node:child_process";

/** What {@link runCompiled} tells. */
export interface CompiledRun {
  /** What the function gave for each value. */
  found: unknown[];
  /** Files of ajv's compiler that were loaded for it. */
  ajv: string[];
}

/**
 * Calls a function of a compiled module for each value, in a process of its own, so that it is told what was loaded.
 *
 * @param module - absolute path
 * @param call - JavaScript that calls the function, as `exported`, with `value`
 */
export function runCompiled(module: string, call: string, values: readonly unknown[]): CompiledRun {
  const program = `
    const exported = require(${JSON.stringify(module)});
    const values = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const found = values.map((value) => ${call});
    const ajv = Object.keys(require.cache).filter((file) => file.endsWith("/ajv/dist/core.js"));
    process.stdout.write(JSON.stringify({ found, ajv }));
  `;
  const output = execFileSync(process.execPath, ["--eval", program], {
    input: JSON.stringify(values),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  return JSON.parse(output) as CompiledRun;
}
