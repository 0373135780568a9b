import * as pulumi from "@pulumi/pulumi";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as api from "../../../components";
import { loadStackFile } from "../../../components/model/environment";
import { sectionSchemas, type SectionName } from "../../../components/model/sections";
import { schemasAt } from "../../../components/model/schemaTree";
import { blocks, pages, root } from "./pages";

const readme = pages().find(({ file }) => file === "README.md")!;

/** The rows of the table of components: name, type token, what, arguments. */
const rows = [...readme.text.matchAll(/^\| `(\w+)` +\| `(portcullis:[\w:]+)` +\|.*?\| ([^|]+) \|$/gm)].map(
  ([, name, token, args]) => ({ name: name!, token: token!, args: args! }),
);

/** Source of each component's file, by the component's name. */
const sources = new Map(
  readdirSync(path.join(root, "components"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(path.join(root, "components", name), "utf8"))
    .flatMap((source): [string, string][] => {
      const [, name] = /export class (\w+) extends pulumi\.ComponentResource/.exec(source) ?? [];
      return name === undefined ? [] : [[name, source]];
    }),
);

/** The section of a component's settings. */
function sectionOf(component: string): SectionName {
  if (component === "HttpsEdge") return "edge";
  if (component === "ApiGateway") return "gateway";
  if (component === "HostAudit") return "audit";
  return `${component[0]!.toLowerCase()}${component.slice(1)}` as SectionName;
}

test("the table has every component of the public API, and no other", () => {
  const components = Object.entries(api)
    .filter(([, value]) => typeof value === "function" && value.prototype instanceof pulumi.ComponentResource)
    .map(([name]) => name);
  expect(components.length).toBeGreaterThan(10);
  expect(rows.map(({ name }) => name).sort()).toEqual(components.sort());
});

test.each(rows)("$name has the type token and the arguments of the table", ({ name, token, args }) => {
  const source = sources.get(name)!;
  expect(source).toContain(`super("${token}"`);
  const argumentsText = new RegExp(`interface ${name}Args (?:extends \\w+ )?\\{(.*?)^\\}`, "ms").exec(
    source,
  )![1]!;
  const listed = [...args.matchAll(/`([\w.]+)`(?: \(([^)]*)\))?/g)].filter(
    ({ index }) => args[index - 1] !== "(",
  );
  expect(listed.length).toBeGreaterThan(0);
  for (const [, argument, note = ""] of listed) {
    const [first, ...setting] = argument!.split(".");
    if (first === "HttpsEdge") continue;
    expect(argumentsText).toMatch(new RegExp(`^  ${first}\\??:`, "m"));
    if (setting.length === 0) continue;
    const schemas = schemasAt(sectionSchemas[sectionOf(name)], setting);
    expect(schemas).not.toEqual([]);
    const [, value] = /^`(.*)`$/.exec(note) ?? [];
    if (value !== undefined) expect(String(schemas.find((one) => "default" in one)?.default)).toBe(value);
  }
});

test("its stack file is a good one", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "portcullis-readme-"));
  try {
    const [text] = blocks(readme, "yaml");
    const file = path.join(folder, "Pulumi.prod.yaml");
    writeFileSync(file, text!);
    expect(Object.keys(loadStackFile(file).hosts)).toEqual(["api-1"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
