// npm run token -- <stack> <consumer> [--lifetime <seconds>]: prints a short-lived token for trying things.
import { parseArgs } from "node:util";
import type { ConsumerCredentials, TokenCredential } from "../components/gateway/keys/credentials";
import { ensureEngine } from "../local/engine";
import { stackNamed } from "../local/stack/stack";
import { mintToken } from "./credentials/mintToken";
import { stackCredentials } from "./credentials/stackCredentials";

const usage = "npm run token -- <stack> <consumer> [--lifetime <seconds>]   (default: 300)";

/**
 * What a consumer signs its tokens with.
 *
 * @param credentials - what the stack hands out
 * @param stack - the stack's name, for messages
 * @throws Error where it signs none, or with keys of its own, with what to do instead
 */
export function tokenCredential(
  credentials: Readonly<Record<string, ConsumerCredentials>>,
  stack: string,
  consumer: string,
): TokenCredential {
  const found = Object.hasOwn(credentials, consumer) ? credentials[consumer] : undefined;
  if (found?.jwt) return found.jwt;
  if (found?.apiKey)
    throw new Error(
      `consumer ${consumer} of stack ${stack} has an API key and signs no tokens: read the key with \`${readingCommand(stack)}\`, and send it in the header X-API-Key`,
    );
  const signing = Object.keys(credentials).filter((name) => credentials[name]!.jwt);
  const known = signing.length > 0 ? `it has keys for ${signing.join(", ")}` : "it has none for anybody";
  throw new Error(
    found
      ? `consumer ${consumer} of stack ${stack} signs its tokens with keys of its own (jwt.publicKeys), which the stack does not have`
      : `stack ${stack} has no key that consumer ${consumer} signs tokens with: ${known}`,
  );
}

/** What to type to see a stack's credentials. */
function readingCommand(stack: string): string {
  const { env, folder } = stackNamed(stack);
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value} `);
  return `${settings.join("")}pulumi --cwd ${folder} stack output credentials --stack ${stack} --show-secrets --json`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { lifetime: { type: "string" } },
    allowPositionals: true,
  });
  const [stack, consumer, ...more] = positionals;
  if (stack === undefined || consumer === undefined || more.length > 0)
    throw new Error(`Name a stack and one of its consumers: ${usage}`);
  // Reading a state needs no plugins: stand-ins are not looked for.
  const engine = await ensureEngine({ plugins: "real" });
  const credentials = await stackCredentials(engine, stackNamed(stack));
  const lifetime = values.lifetime === undefined ? undefined : Number(values.lifetime);
  console.log(await mintToken(consumer, tokenCredential(credentials, stack, consumer), { lifetime }));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
