import { spawnSync } from "node:child_process";
import { insideScript } from "../../../../components/audit/inside/insideScript";
import type { CheckResult } from "../../../../components/audit/result";

/** Runs Python with the inside part's functions at hand, and gives what `answer` was set to. */
export function python(text: string, given: unknown = null): unknown {
  const program = `${insideScript()}\ngiven = json.loads(${JSON.stringify(JSON.stringify(given))})\n${text}\nprint("\\n" + json.dumps(answer))\n`;
  const { status, stdout, stderr } = spawnSync("python3", ["-I", "-B", "-"], {
    input: program,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!);
}

/** The results of one check, with commands, files and the like of its host replaced by `stand-ins`, Python text. */
export function checked(name: string, expected: object, standIns = ""): CheckResult[] {
  return python(`${standIns}\nanswer = ask(given[0], CHECKS[given[0]], given[1])`, [
    name,
    expected,
  ]) as CheckResult[];
}
