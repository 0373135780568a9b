import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** The schemas of `folder` by file name. */
export function readSchemas(folder) {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith(".schema.json"))
      .sort()
      .map((file) => [file, JSON.parse(readFileSync(path.join(folder, file), "utf8"))]),
  );
}

/** The schema that `reference` leads to, from the file `from`, with the file that it stands in. */
export function follow(schemas, reference, from) {
  const [name, pointer = ""] = reference.split("#");
  const file = name || from;
  const tokens = pointer.split("/").slice(1);
  return { file, schema: tokens.reduce((node, token) => node[token], schemas[file]) };
}
