import { generateKeyPairSync } from "node:crypto";
import { decodeProtectedHeader, jwtVerify } from "jose";
import type { TokenCredential } from "../../../components/gateway/keys/credentials";
import { missingCallers } from "../../../scripts/credentials/missingCallers";
import { mintToken } from "../../../scripts/credentials/mintToken";
import { tokenCredential } from "../../../scripts/token";

const times = { made: "2026-01-01T00:00:00.000Z", replacedFrom: "2026-04-01T00:00:00.000Z" };
const secret: TokenCredential = {
  id: "shop:2",
  algorithm: "HS256",
  key: "A7w_t5yLqW8v3Jr0cXbNfZs1Kd9GhUeP4mTiOaYzQxE",
  audience: "orders",
  maximumLifetime: 3600,
  ...times,
};
const apiKey = { id: "monitor:1", key: "portcullis_k", ...times };

describe("mintToken", () => {
  const from = new Date("2026-02-03T04:05:06.789Z");
  const begin = Date.UTC(2026, 1, 3, 4, 5, 6) / 1000;
  const claims = async (token: string): Promise<Record<string, unknown>> =>
    (await jwtVerify(token, Buffer.from(secret.key), { currentDate: from })).payload;

  test("says who signed it, for whom, from when until when, and with which key", async () => {
    const token = await mintToken("shop", secret, { from });
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT", kid: "shop:2" });
    const { jti, ...others } = await claims(token);
    expect(others).toEqual({
      iss: "shop",
      sub: "shop",
      aud: "orders",
      iat: begin,
      nbf: begin,
      exp: begin + 300,
    });
    expect(jti).toMatch(/^[\da-f-]{36}$/);
    expect((await claims(await mintToken("shop", secret, { from }))).jti).not.toBe(jti);
  });

  test.each([
    ["ES256", generateKeyPairSync("ec", { namedCurve: "P-256" })],
    ["RS256", generateKeyPairSync("rsa", { modulusLength: 2048 })],
  ] as const)("signs with a private key for %s", async (algorithm, { privateKey, publicKey }) => {
    const key = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
    const token = await mintToken("shop", { ...secret, algorithm, key });
    await expect(
      jwtVerify(token, publicKey, { algorithms: [algorithm], audience: "orders", issuer: "shop" }),
    ).resolves.toBeDefined();
  });

  test("keeps within what the gateway takes", async () => {
    expect(await claims(await mintToken("shop", { ...secret, maximumLifetime: 60 }, { from }))).toMatchObject(
      {
        exp: begin + 60,
      },
    );
    expect(await claims(await mintToken("shop", secret, { from, lifetime: 3600 }))).toMatchObject({
      exp: begin + 3600,
    });
    for (const lifetime of [0, -1, 1.5, 3601, NaN])
      await expect(mintToken("shop", secret, { lifetime })).rejects.toThrow(
        "the lifetime must be a whole number of seconds from 1 to 3600, the gateway's tokens.maximumLifetime",
      );
  });
});

describe("tokenCredential", () => {
  const credentials = { shop: { jwt: secret }, monitor: { apiKey }, partner: {} };

  test("finds what a consumer signs with", () => {
    expect(tokenCredential(credentials, "prod", "shop")).toBe(secret);
  });

  test.each([
    [
      "monitor",
      /has an API key and signs no tokens: read the key with `pulumi --cwd \S+ stack output credentials --stack prod .*X-API-Key$/,
    ],
    ["partner", /signs its tokens with keys of its own \(jwt\.publicKeys\), which the stack does not have$/],
    ["toString", /^stack prod has no key that consumer toString signs tokens with: it has keys for shop$/],
  ])("says why %s has none", (consumer, message) => {
    expect(() => tokenCredential(credentials, "prod", consumer)).toThrow(message);
    expect(() => tokenCredential({}, "prod", consumer)).toThrow(/it has none for anybody$/);
  });
});

describe("the checks of the local gateway", () => {
  const signing = {
    roles: [],
    jwt: { algorithm: "ES256", publicKeys: {} },
    apiKey: false,
    rotations: 0,
  } as const;
  const monitor = { roles: [], apiKey: true, rotations: 0 };

  test("know which of their callers are no longer there", () => {
    const all = { dashboard: signing, shop: signing, monitor };
    expect(missingCallers(all as never)).toEqual([]);
    const jwt = { algorithm: "ES256", publicKeys: { one: "PEM" } };
    expect(missingCallers({ ...all, shop: { ...signing, jwt } } as never)).toEqual(["shop with jwt"]);
    expect(missingCallers({ shop: signing } as never)).toEqual(["dashboard with jwt", "monitor with apiKey"]);
  });
});
