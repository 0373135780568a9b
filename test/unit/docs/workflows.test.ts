import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { root } from "./pages";

interface Step {
  uses?: string;
  run?: string;
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

const folder = path.join(root, "examples/github-workflow");
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");
const steps = (file: string): Step[] =>
  Object.values((parse(read(file)) as Workflow).jobs).flatMap((job) => job.steps);
const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { scripts: object };

describe.each(readdirSync(folder))("%s", (file) => {
  const run = steps(file).flatMap((step) => step.run ?? []);

  test("calls npm scripts that are there", () => {
    const called = run.flatMap((text) => [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!));
    expect(called.length).toBeGreaterThan(0);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
  });

  test("runs actions of others as they were looked at: by commit, not by a tag that may move", () => {
    const used = [...read(file).matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
    expect(used.length).toBe(steps(file).filter(({ uses }) => uses).length);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("has shell that shellcheck has nothing to say about, and that nobody else writes", () => {
    for (const text of run) {
      execFileSync("shellcheck", ["--shell=bash", "-"], { input: text });
      expect(text).not.toContain("${{");
    }
  });
});

describe("portcullis-audit.yml", () => {
  const file = "portcullis-audit.yml";
  const workflow = parse(read(file)) as Workflow;

  test("may write code scanning alerts, and nothing else", () => {
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.audit!.permissions).toEqual({
      actions: "read",
      contents: "read",
      "id-token": "write",
      "security-events": "write",
    });
  });

  test("deletes nothing of the repository", () => {
    const kept = new Set(readdirSync(root));
    const deleted = steps(file).flatMap(({ run = "" }) => [...run.matchAll(/^rm -rf (.*)$/gm)]);
    expect(deleted.length).toBeGreaterThan(0);
    for (const name of deleted.flatMap(([, names]) => names!.split(" "))) expect(kept).not.toContain(name);
  });
});
