import { createPublicKey } from "node:crypto";
import { importSPKI, jwtVerify } from "jose";
import type { GatewayKeysArgs } from "../../components/gateway/keys/gatewayKeys";
import type { ConsumerCredentials } from "../../components/gateway/keys/credentials";
import type { ConsumerKeys } from "../../components/gateway/secrets";
import { projectRoot } from "../../local/engine/projectRoot";
import { mintToken } from "../../scripts/credentials/mintToken";
import { engines } from "./engines";
import { type StackRun, TestStack } from "./stack";

jest.setTimeout(300_000);

const settings: GatewayKeysArgs = {
  consumers: {
    shop: { algorithm: "ES256", apiKey: true, rotations: 0 },
    report: { algorithm: "RS256", apiKey: false, rotations: 0 },
    batch: { algorithm: "HS256", apiKey: false, rotations: 0 },
  },
  rotation: { afterDays: 90, overlapDays: 7 },
  tokens: { audience: "orders", maximumLifetime: 3600 },
};

/** A program whose clock is some days ahead. */
function program(args: GatewayKeysArgs, days = 0): string {
  return `
const Present = Date;
global.Date = class extends Present {
  constructor(...given) { given.length > 0 ? super(...given) : super(Present.now() + ${days} * 86400000); }
};
const { GatewayKeys } = require(${JSON.stringify(`${projectRoot()}/dist/components/gateway/keys/gatewayKeys.js`)});
const { secrets, credentials } = new GatewayKeys("keys", ${JSON.stringify(args)});
exports.secrets = secrets;
exports.credentials = credentials;
`;
}

function rotated(consumer: "shop", rotations: number): GatewayKeysArgs {
  const { consumers } = settings;
  return { ...settings, consumers: { ...consumers, [consumer]: { ...consumers[consumer]!, rotations } } };
}

interface Outputs {
  secrets: Record<string, ConsumerKeys>;
  credentials: Record<string, ConsumerCredentials>;
}

async function up(
  stack: TestStack,
  args: GatewayKeysArgs,
  days = 0,
): Promise<Outputs & { changes: string[] }> {
  stack.setProgram(program(args, days));
  const run = await stack.up();
  if (run.code !== 0) throw new Error(run.text);
  return { ...((await stack.outputs()) as unknown as Outputs), changes: changesOf(run) };
}

function changesOf({ steps }: StackRun): string[] {
  return steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
}

const ids = (keys: readonly { id: string }[]): string[] => keys.map(({ id }) => id);

describe.each(engines())("with $name plugins", ({ ensure }) => {
  test("keys are made once, secret in the state, and what is signed with them verifies", async () => {
    await TestStack.use({ engine: await ensure() }, async (stack) => {
      const first = await up(stack, settings);
      expect(Object.keys(first.secrets)).toEqual(["batch", "report", "shop"]);
      for (const [consumer, algorithm] of [
        ["shop", "ES256"],
        ["report", "RS256"],
        ["batch", "HS256"],
      ] as const) {
        const { jwt } = first.credentials[consumer]!;
        expect(jwt).toMatchObject({
          id: `${consumer}:1`,
          algorithm,
          audience: "orders",
          maximumLifetime: 3600,
        });
        const [accepted, ...more] = first.secrets[consumer]!.jwt;
        expect(more).toEqual([]);
        expect(accepted!.id).toBe(jwt!.id);
        const verifies =
          "secret" in accepted! ? Buffer.from(accepted.secret) : await importSPKI(accepted!.pem, algorithm);
        const token = await mintToken(consumer, jwt!);
        await expect(
          jwtVerify(token, verifies, { issuer: consumer, audience: "orders" }),
        ).resolves.toBeDefined();
      }
      const pem = (consumer: string): string => (first.secrets[consumer]!.jwt[0] as { pem: string }).pem;
      expect(createPublicKey(pem("shop")).asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
      expect(createPublicKey(pem("report")).asymmetricKeyDetails).toMatchObject({ modulusLength: 3072 });
      expect(first.credentials.shop!.apiKey!.key).toMatch(/^portcullis_[\w-]{43}$/);
      expect(first.secrets.shop!.apiKeys).toEqual([
        { id: "shop:1", key: first.credentials.shop!.apiKey!.key },
      ]);

      const state = await stack.exportText();
      const bare = first.credentials.shop!.apiKey!.key.replace("portcullis_", "");
      for (const secret of [bare, first.credentials.batch!.jwt!.key]) expect(state).not.toContain(secret);
      expect(state).not.toMatch(/PRIVATE KEY/);

      const second = await up(stack, settings);
      expect(second).toEqual({ ...first, changes: [] });
    });
  });
});

describe("rotation", () => {
  const [{ ensure }] = engines() as [ReturnType<typeof engines>[number]];

  test("by age: published, handed out, and the former one withdrawn, each in a run of its own", async () => {
    const one = { ...settings, consumers: { shop: settings.consumers.shop! } };
    await TestStack.use({ engine: await ensure() }, async (stack) => {
      const first = await up(stack, one);
      const published = await up(stack, one, 84);
      expect(published.credentials.shop!.jwt!.key).toBe(first.credentials.shop!.jwt!.key);
      expect(published.credentials.shop!.apiKey!.key).toBe(first.credentials.shop!.apiKey!.key);
      expect(ids(published.secrets.shop!.jwt)).toEqual(["shop:2", "shop:1"]);
      expect(ids(published.secrets.shop!.apiKeys)).toEqual(["shop:2", "shop:1"]);
      expect(published.secrets.shop!.jwt[1]).toEqual(first.secrets.shop!.jwt[0]);

      const used = await up(stack, one, 92);
      expect(used.secrets).toEqual(published.secrets);
      expect(used.credentials.shop!.jwt!.id).toBe("shop:2");
      expect(used.credentials.shop!.apiKey).toMatchObject({
        id: "shop:2",
        key: published.secrets.shop!.apiKeys[0]!.key,
      });

      const withdrawn = await up(stack, one, 100);
      expect(withdrawn.credentials).toEqual(used.credentials);
      expect(ids(withdrawn.secrets.shop!.jwt)).toEqual(["shop:2"]);
      expect(withdrawn.changes.sort()).toEqual([
        "delete keys-shop-api-key-1-key",
        "delete keys-shop-jwt-1-key",
      ]);
      expect(await up(stack, one, 101)).toEqual({ ...withdrawn, changes: [] });
    });
  });

  test("out of turn: the next key at once, of one consumer alone, and the former one after the overlap", async () => {
    await TestStack.use({ engine: await ensure() }, async (stack) => {
      const first = await up(stack, settings);
      const second = await up(stack, rotated("shop", 1));
      expect(second.credentials).toMatchObject({
        shop: { jwt: { id: "shop:2" }, apiKey: { id: "shop:2" } },
        report: first.credentials.report!,
        batch: first.credentials.batch!,
      });
      expect(ids(second.secrets.shop!.jwt)).toEqual(["shop:2", "shop:1"]);
      // Once more within the overlap: neither of the former ones is lost.
      const third = await up(stack, rotated("shop", 2), 1);
      expect(third.credentials.shop!.jwt!.id).toBe("shop:3");
      expect(third.secrets.shop!.jwt.slice(1)).toEqual(second.secrets.shop!.jwt);
      const last = await up(stack, rotated("shop", 2), 9);
      expect(ids(last.secrets.shop!.jwt)).toEqual(["shop:3"]);
      expect(last.credentials).toEqual(third.credentials);
    });
  });

  test("a preview shows the keys that will come and go", async () => {
    const one = { ...settings, consumers: { shop: settings.consumers.shop! } };
    await TestStack.use({ engine: await ensure() }, async (stack) => {
      stack.setProgram(program(one));
      const first = await stack.preview();
      expect(changesOf(first)).toEqual(expect.arrayContaining(["create keys-shop-jwt-1-key"]));
      await up(stack, one);
      stack.setProgram(program(one, 84));
      const next = await stack.preview();
      expect(changesOf(next).sort()).toEqual([
        "create keys-shop-api-key-2",
        "create keys-shop-api-key-2-key",
        "create keys-shop-jwt-2",
        "create keys-shop-jwt-2-key",
      ]);
    });
  });

  test("fewer rotations than were made are refused, since the next one would go unnoticed", async () => {
    await TestStack.use({ engine: await ensure() }, async (stack) => {
      const made = await up(stack, rotated("shop", 2));
      stack.setProgram(program(rotated("shop", 1)));
      const refused = await stack.up();
      expect(refused.code).not.toBe(0);
      // Once, although there are two kinds of keys.
      expect(refused.text.match(/^ +error: .*/gm)).toEqual([
        expect.stringMatching(
          /error: gateway\.consumers\.shop\.rotations must be at least 2, as often as its keys were rotated so far \(got 1\)$/,
        ),
      ]);
      expect(await up(stack, rotated("shop", 2))).toEqual({ ...made, changes: [] });
    });
  });

  test("another algorithm is refused, and no key is lost", async () => {
    const other: GatewayKeysArgs = {
      ...settings,
      consumers: { shop: { ...settings.consumers.shop!, algorithm: "RS256" } },
    };
    await TestStack.use({ engine: await ensure() }, async (stack) => {
      const one = { ...settings, consumers: { shop: settings.consumers.shop! } };
      const first = await up(stack, one);
      stack.setProgram(program(other));
      const refused = await stack.up();
      expect(refused.code).not.toBe(0);
      expect(refused.text).toContain(
        'gateway.consumers.shop.jwt.algorithm must stay "ES256", the algorithm of keys in use (got "RS256")',
      );
      expect(await up(stack, one)).toEqual({ ...first, changes: [] });
    });
  });
});
