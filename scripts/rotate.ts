// npm run rotate -- <stack> [<consumer>]: replaces the keys of a gateway's consumers now, rather than by age.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { ConsumerCredentials } from "../components/gateway/keys/credentials";
import { ensureEngine } from "../local/engine";
import { projectRoot } from "../local/engine/projectRoot";
import { configFile } from "../local/stack/paths";
import { stackExists, up } from "../local/stack/pulumi";
import { localStack, stackNamed, updateStack } from "../local/stack/stack";
import { stackCredentials } from "./credentials/stackCredentials";
import { planRotation, type Rotation } from "./rotation/planRotation";
import { setRotations } from "./rotation/setRotations";

type Credentials = Readonly<Record<string, ConsumerCredentials>>;

const usage = "npm run rotate -- <stack> [<consumer>]   (default: all consumers)";

/** What a rotation is going to do, for people. */
export function announce(rotation: Rotation): string {
  const { file, counts, overlapDays } = rotation;
  const names = Object.keys(counts).join(", ");
  const former =
    overlapDays === 0
      ? "the former ones are refused from then on"
      : `the former ones are accepted for ${overlapDays} days more`;
  return `Counted in ${path.basename(file)}. Pulumi makes new keys for ${names}, which are handed out at once; ${former}.`;
}

/**
 * What was rotated, for people: one line a key.
 *
 * @param rotation - which one
 * @param before - what the stack handed out before
 * @param after - what it hands out now
 */
export function report(rotation: Rotation, before: Credentials, after: Credentials): string {
  const { counts, overlapDays } = rotation;
  const line = (consumer: string, kind: "jwt" | "apiKey"): string[] => {
    const [former, latter] = [before[consumer]?.[kind], after[consumer]?.[kind]];
    if (!latter) return [];
    const what = kind === "jwt" ? "signs tokens" : "API key";
    const until = new Date(Date.parse(latter.made) + overlapDays * 86_400_000).toISOString();
    const fate = overlapDays === 0 ? "is refused" : `is accepted until ${until}`;
    return [`${latter.id} from now on (${what})${former ? `; ${former.id} ${fate}` : ""}`];
  };
  return Object.keys(counts)
    .flatMap((consumer) => [...line(consumer, "jwt"), ...line(consumer, "apiKey")])
    .join("\n");
}

/** Files to write for a rotation, by path. The local environment's engine reads a copy with this machine's addresses. */
function filesOf(stack: string, { file, text, counts }: Rotation): Record<string, string> {
  if (stack !== localStack) return { [file]: text };
  if (!stackExists()) throw new Error("the local environment is not there yet: `npm start` brings it up");
  return { [file]: text, [configFile]: setRotations(readFileSync(configFile, "utf8"), counts) };
}

async function main(): Promise<void> {
  const [stack, consumer, ...more] = parseArgs({ allowPositionals: true }).positionals;
  if (stack === undefined || more.length > 0)
    throw new Error(`Name a stack, and one of its consumers where not all are meant: ${usage}`);
  const rotation = planRotation(projectRoot(), stack, consumer);
  const files = filesOf(stack, rotation);
  // Stand-ins are for the local environment only.
  const engine = await ensureEngine(stack === localStack ? {} : { plugins: "real" });
  // Whoever cannot read the stack, or has no such stack, learns it before anything is changed.
  const before = await stackCredentials(engine, stackNamed(stack));
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
  console.log(announce(rotation));
  await (stack === localStack ? up(engine) : updateStack(engine, stackNamed(stack))).catch((error: Error) => {
    const next = stack === localStack ? "npm start" : "pulumi up";
    throw new Error(`${error.message}\nThe rotation stays counted: the next \`${next}\` makes it.`);
  });
  console.log(report(rotation, before, await stackCredentials(engine, stackNamed(stack))));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
