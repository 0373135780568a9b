import { runCommand } from "../../../local/hosts/command";

/**
 * The version that a program says it has.
 *
 * @param argv - what makes it say so
 * @param pattern - finds the version in what it says, as its first group
 * @returns undefined where the program is not there, or says nothing of the kind
 */
export async function programVersion(argv: readonly string[], pattern: RegExp): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await runCommand(argv, { limitSeconds: 60 });
    return pattern.exec(stdout + stderr)?.[1];
  } catch {
    return undefined;
  }
}
