import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cacheRoot } from "../../../../local/engine/cache";
import { projectRoot } from "../../../../local/engine/projectRoot";
import { pluginVersion } from "../../../../local/engine/versions";
import type { TypeFacts } from "./facts";

/** Told apart from what former forms of the parser have left in the cache. */
const FORMAT = 1;

const known = new Map<string, TypeFacts | undefined>();

function parse(token: string): TypeFacts | undefined {
  // Loads the TypeScript compiler, which takes longer than all the rest of the plugin.
  const { parseType } = createRequire(__filename)("./parse") as typeof import("./parse.js");
  const folder = join(projectRoot(), "node_modules/@pulumi/aws");
  if (token === "pulumi:providers:aws") return parseType(folder, "provider", "Provider");
  const [packageName, module = "", className = ""] = token.split(":");
  return packageName === "aws" ? parseType(folder, module, className) : undefined;
}

/**
 * What the installed SDK says about a type of resource. Parsed when a type is met for the first time, then kept in the
 * cache outside the checkout.
 *
 * @param token - such as `aws:ec2/instance:Instance`
 * @returns undefined when the SDK has no such type
 */
export function typeFacts(token: string): TypeFacts | undefined {
  if (known.has(token)) return known.get(token);
  const name = `${token.replaceAll(/[^A-Za-z0-9]/g, "-")}.json`;
  const path = join(cacheRoot(), `fake-aws-facts-${pluginVersion("aws")}-${FORMAT}`, name);
  let facts: TypeFacts | undefined;
  try {
    facts = JSON.parse(readFileSync(path, "utf8")) as TypeFacts;
  } catch {
    facts = parse(token);
    if (facts) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.${process.pid}`, JSON.stringify(facts));
      renameSync(`${path}.${process.pid}`, path);
    }
  }
  known.set(token, facts);
  return facts;
}
