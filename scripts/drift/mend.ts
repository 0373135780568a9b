import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { configFile } from "../../local/stack/paths";
import { localStack } from "../../local/stack/stack";
import { stackFileNamed } from "../validate";
import { countedUp, setMarks } from "./setMarks";

/**
 * Counts bundles in the stack's settings file, so that the next update brings them anew. The local environment's engine
 * reads a copy with this machine's addresses, which is counted in as well.
 *
 * @param folder - folder of the stack's settings file
 * @param resources - names of the bundles' resources
 * @returns what to do next, for people
 * @throws Error where there is no such file, or it cannot be added to
 */
export function mend(folder: string, stack: string, resources: readonly string[]): string {
  const file = stackFileNamed(stack, folder);
  if (!existsSync(file))
    throw new Error(
      `${path.basename(file)} is not in ${folder}: the marks that bring bundles anew belong there`,
    );
  const marks = countedUp(readFileSync(file, "utf8"), resources);
  const files = stack === localStack && existsSync(configFile) ? [file, configFile] : [file];
  // All or none of them.
  const texts = files.map((each): [string, string] => {
    try {
      return [each, setMarks(readFileSync(each, "utf8"), marks)];
    } catch (error) {
      throw new Error(`${path.basename(each)}: ${(error as Error).message}`);
    }
  });
  for (const [each, text] of texts) writeFileSync(each, text);
  const next = stack === localStack ? "npm start" : "pulumi up";
  return `Counted in ${path.basename(file)}: ${resources.join(", ")}. \`${next}\` brings them anew and puts back what differs.`;
}
