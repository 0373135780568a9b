import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pages, root } from "./pages";

/** Errors of others. */
const ofOthers = ["sudo: a password is required"];

const source = ["components", "local", "scripts"]
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|sh)$/.test(name))
      .map((name) => readFileSync(path.join(root, folder, name), "utf8")),
  )
  .join("\n");

const page = pages().find(({ file }) => file === "docs/troubleshooting.md")!;
const errors = [...page.prose.matchAll(/^### `(.+)`$/gm)].map(([, error]) => error!);

test("the page has errors", () => {
  expect(errors.length).toBeGreaterThan(10);
});

test.each(errors.filter((error) => !ofOthers.includes(error)))("somebody says: %s", (error) => {
  expect(source).toContain(error);
});
