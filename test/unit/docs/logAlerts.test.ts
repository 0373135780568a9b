import { alertDefinitions } from "../../../components/logging/alerts/rules";
import { resolve } from "../../../components/model/resolve";
import { pages } from "./pages";

const page = pages().find(({ file }) => file === "docs/log-alerts.md")!;
const rows = new Map(
  [...page.text.matchAll(/^\| `([a-z-]+)` +\| .+? +\| (.+?) +\|$/gm)].map(([, id, value]) => [id!, value!]),
);

test("the page has every rule, and no other", () => {
  expect([...rows.keys()].sort()).toEqual(alertDefinitions.map(({ id }) => id).sort());
});

test.each(Object.entries(resolve("logAlerts", {}).thresholds))(
  "%s: the defaults are those of the page",
  (name, set) => {
    const row = rows.get(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))!;
    expect(row.match(/[0-9.]+/g)!.map(Number)).toEqual(Object.values(set));
  },
);
