// npm run render -- <stack> [--out <folder>]: writes the files that each host of a stack will get.
import path from "node:path";
import { parseArgs } from "node:util";
import { renderEnvironment } from "../components/environment/render";
import { loadStackFile } from "../components/model/environment";
import { renderedFiles, writeTree } from "./renderedTree";
import { stackFileNamed } from "./validate";

const usage = "npm run render -- <stack> [--out <folder>]   (default folder: rendered)";

/**
 * Renders a stack into `<out>/<stack>`.
 *
 * @returns the folder
 * @throws ConfigurationError where the stack's file has mistakes
 */
export function render(folder: string, stack: string, out: string): string {
  const file = stackFileNamed(stack, folder);
  const name = path.basename(file).replace(/^Pulumi\.|\.yaml$/g, "");
  const target = path.join(path.resolve(folder, out), name);
  writeTree(target, renderedFiles(renderEnvironment(loadStackFile(file), folder)));
  return target;
}

function main(): void {
  const options = { out: { type: "string", default: "rendered" } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new Error(`Name one stack: ${usage}`);
  console.log(path.relative("", render(process.cwd(), stack, values.out)));
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
