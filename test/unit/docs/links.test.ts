import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Page, pages, root } from "./pages";

/** Anchors of a page's headings, as GitHub makes them. */
function anchors({ prose }: Page): string[] {
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The page's links within the project: file and anchor. What stands in code is no link. */
function links({ prose }: Page): [link: string, file: string, anchor: string][] {
  const found = prose.replace(/`[^`\n]*`/g, "code").matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g);
  return [...found].map(([link, file = "", anchor = ""]) => [link, file, anchor]);
}

function npmScripts(folder: string): string[] {
  const text = readFileSync(path.join(root, folder, "package.json"), "utf8");
  return Object.keys((JSON.parse(text) as { scripts: object }).scripts);
}

const all = pages();

test.each(all)("$file links to what is there", (page) => {
  const broken = links(page).filter(([, file, anchor]) => {
    const target = file ? path.join(path.dirname(page.file), file) : page.file;
    if (!existsSync(path.join(root, target))) return true;
    const other = all.find((one) => one.file === target);
    return anchor !== "" && !(other && anchors(other).includes(anchor.slice(1)));
  });
  expect(broken).toEqual([]);
});

test.each(all)("$file names npm scripts and test projects that are there", ({ text }) => {
  const called = [...text.matchAll(/npm run (?:--?\w+ )*([\w:]+)( -w policies)?/g)];
  const missing = called.filter(
    ([, script, policies]) => !npmScripts(policies ? "policies" : "").includes(script!),
  );
  expect(missing.map(([command]) => command)).toEqual([]);

  const projects = [...text.matchAll(/--selectProjects (\w+)/g)].map(([, project]) => project!);
  expect(projects.filter((project) => !existsSync(path.join(root, "test", project)))).toEqual([]);
});

test("pages are looked at, and so are their links", () => {
  expect(all.length).toBeGreaterThan(8);
  expect(all.flatMap(links).length).toBeGreaterThan(30);
});
