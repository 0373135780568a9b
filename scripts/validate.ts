// npm run validate [-- <stack or file>…]: checks the stacks' files, all of the project's where none is named.
import { readdirSync } from "node:fs";
import path from "node:path";
import { renderEnvironment } from "../components/environment/render";
import { loadStackFile } from "../components/model/environment";
import { ConfigurationError } from "../components/model/problems";

/** The stacks' files of a project's folder, `Pulumi.<stack>.yaml`, sorted by name. */
export function stackFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^Pulumi\..+\.yaml$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

/** The file that `name` means: itself where it ends in `.yaml`, else that of the stack `name` in `folder`. */
export function stackFileNamed(name: string, folder: string): string {
  return path.resolve(folder, name.endsWith(".yaml") ? name : `Pulumi.${name}.yaml`);
}

/** What {@link validate} found out. */
export interface Verdict {
  /** One line for each file without mistakes, and for each mistake. */
  lines: string[];
  /** Whether all files are without mistakes. */
  ok: boolean;
}

/**
 * Checks stacks' files.
 *
 * @param folder - the project's folder
 * @param names - files, or names of stacks; none means all of the folder
 */
export function validate(folder: string, names: readonly string[]): Verdict {
  const files = names.length > 0 ? names.map((name) => stackFileNamed(name, folder)) : stackFilesIn(folder);
  if (files.length === 0)
    return {
      lines: ["There is no Pulumi.<stack>.yaml here: `pulumi stack init <stack>` begins one."],
      ok: false,
    };
  const verdicts = files.map((file): Verdict => {
    try {
      // What an OpenAPI document or a host's platform does not go with shows when it is rendered.
      renderEnvironment(loadStackFile(file), path.dirname(file));
      return { lines: [`${path.relative("", file)} ok`], ok: true };
    } catch (error) {
      if (error instanceof ConfigurationError) return { lines: error.message.split("\n"), ok: false };
      throw error;
    }
  });
  return { lines: verdicts.flatMap(({ lines }) => lines), ok: verdicts.every(({ ok }) => ok) };
}

if (require.main === module) {
  const { lines, ok } = validate(process.cwd(), process.argv.slice(2));
  (ok ? console.log : console.error)(lines.join("\n"));
  process.exitCode = ok ? 0 : 1;
}
