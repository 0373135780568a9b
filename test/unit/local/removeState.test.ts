import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeState } from "../../../local/stack/removeState";

const base = mkdtempSync(join(tmpdir(), "portcullis-state-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

function state(name: string, ...folders: string[]): string {
  for (const folder of folders) mkdirSync(join(base, name, folder), { recursive: true });
  return join(base, name);
}

test("nothing of the local environment is left behind", () => {
  const folder = state("local", "state", "project", "audits/local/2027-01-01");
  removeState(folder);
  expect(existsSync(folder)).toBe(false);
});

test("reports of audits of other stacks stay", () => {
  const folder = state("others", "state", "audits/local/2027-01-01", "audits/prod/2027-01-01");
  removeState(folder);
  expect(readdirSync(folder)).toEqual(["audits"]);
  expect(readdirSync(join(folder, "audits"))).toEqual(["prod"]);
});
