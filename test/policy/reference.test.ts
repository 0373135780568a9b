import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reference } from "../../policies/core/reference";
import { rules } from "../../policies/rules";

/** Prettier pads tables; the words are what has to agree. */
const words = (text: string): string => text.replace(/-{3,}/g, "---").replace(/\s+/g, " ");

test("the reference page tells of the rules as they are", () => {
  const page = readFileSync(join(__dirname, "../../docs/policies/rules.md"), "utf8");
  expect(words(page)).toBe(words(reference(rules)));
});
