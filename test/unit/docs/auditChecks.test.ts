import { readFileSync } from "node:fs";
import path from "node:path";
import { checksPage } from "../../../audit/report/checksPage";
import { auditChecks } from "../../../components/audit/checks";
import { root } from "./pages";

/** Prettier pads tables and chooses its own marks; the words are what has to agree. */
const words = (text: string): string => text.replace(/-{3,}/g, "---").replace(/\s+/g, " ");

test("the page tells of the checks as they are: else run `npm run docs`", () => {
  const page = readFileSync(path.join(root, "docs/audit-checks.md"), "utf8");
  expect(words(page)).toBe(words(checksPage(auditChecks)));
});

test.each(["audit-report.schema.json", "audit-decisions.schema.json"])(
  "%s is published as it is: else run `npm run generate`",
  (name) => {
    const read = (folder: string): string => readFileSync(path.join(root, folder, name), "utf8");
    expect(read("docs/reference")).toBe(read("audit/report/schema"));
  },
);
