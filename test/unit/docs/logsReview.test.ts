import { resolve } from "../../../components/model/resolve";
import { pages } from "./pages";

test("the page has every threshold with its default, and no other", () => {
  const { text } = pages().find(({ file }) => file === "docs/logs-review.md")!;
  const rows = [...text.matchAll(/^\| `(\w+)` +\| .+? +\| (\S+) +\|$/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  const defaults = Object.entries(resolve("logReview", {})).map(([name, value]) => [name, String(value)]);
  expect(rows.sort()).toEqual(defaults.sort());
});
