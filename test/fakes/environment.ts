/**
 * The path that a variable of the environment names.
 *
 * @throws Error when it is not set
 */
export function fileFrom(variable: string): string {
  const path = process.env[variable];
  if (!path) throw new Error(`fake plugin: ${variable} is not set: start it through test/engine/fakeAws.ts`);
  return path;
}
