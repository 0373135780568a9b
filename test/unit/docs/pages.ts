import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The project's folder. */
export const root = path.join(__dirname, "../../..");

/** One page of documentation. */
export interface Page {
  /** Path from the project's folder. */
  file: string;
  /** The Markdown. */
  text: string;
  /** The same without code blocks. */
  prose: string;
}

function readPage(file: string): Page {
  const text = readFileSync(path.join(root, file), "utf8");
  return { file, text, prose: text.replace(/^```.*?^```$/gms, "") };
}

/** All pages of the project, by hand or generated. */
export function pages(): Page[] {
  const below = ["docs", "examples"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md") && !name.includes("node_modules"))
      .map((name) => path.join(folder, name)),
  );
  return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "policies/README.md", ...below].map(readPage);
}

/** Content of the page's code blocks in a language. */
export function blocks({ text }: Page, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(([, , content]) => content!);
}
