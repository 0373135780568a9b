import { execFile } from "node:child_process";
import {
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { KongConfig, KongJwtSecret } from "../../../../components/gateway/kong/entities";

const scripts = resolve("components/gateway/kong/assets/issuers");
const run = promisify(execFile);

let folder: string;
let server: Server;
let answers: Record<string, { status?: number; body: string }>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "kong-issuers-"));
  answers = {};
  server = createServer((request, response) => {
    const { status = 200, body } = answers[request.url!] ?? { status: 404, body: "" };
    response.writeHead(status, { "content-type": "application/jwk-set+json" }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterEach(async () => {
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});

const file = (name: string): string => join(folder, name);
const read = (name: string): unknown => JSON.parse(readFileSync(file(name), "utf8"));
const write = (name: string, content: unknown): void => writeFileSync(file(name), JSON.stringify(content));

interface Source {
  issuer: string;
  url: string;
  algorithms: string[];
}

function source(path: string, algorithms = ["RS256", "ES256"]): Source {
  const { port } = server.address() as AddressInfo;
  return { issuer: `https://issuer.example.com${path}`, url: `http://127.0.0.1:${port}${path}`, algorithms };
}

/** Fetches, as the service does; what it says of keys that it left out is returned. */
async function fetchKeys(issuers: Record<string, Source>): Promise<string> {
  write("issuers.json", issuers);
  const files = ["issuers.json", "credentials.json", "fetched.json"].map(file);
  // A proxy must not be asked for what is on loopback.
  const env = { ...process.env, http_proxy: "http://127.0.0.1:1" };
  return (await run("python3", ["-I", join(scripts, "fetch.py"), ...files], { env })).stderr;
}

function fetched(consumer: string): KongJwtSecret[] {
  return (read("fetched.json") as Record<string, { keys: KongJwtSecret[] }>)[consumer]!.keys;
}

const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const longRsa = generateKeyPairSync("rsa", { modulusLength: 3072 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ec384 = generateKeyPairSync("ec", { namedCurve: "P-384" });
const ed = generateKeyPairSync("ed25519");

const jwk = (key: KeyObject, parts: object): JsonWebKey => ({ ...key.export({ format: "jwk" }), ...parts });
const set = (...keys: unknown[]): { body: string } => ({ body: JSON.stringify({ keys }) });

describe("a JWK set becomes credentials", () => {
  test.each<[string, { publicKey: KeyObject; privateKey: KeyObject }, string, string | undefined]>([
    ["RS256", rsa, "RS256", "sha256"],
    ["RS256 of 3072 bits", longRsa, "RS256", "sha256"],
    ["PS256", rsa, "PS256", "sha256"],
    ["ES256", ec, "ES256", "sha256"],
    ["ES384", ec384, "ES384", "sha384"],
    ["EdDSA", ed, "EdDSA", undefined],
  ])("%s: the very key, which verifies its signatures", async (_, pair, algorithm, hash) => {
    answers["/a"] = set(jwk(pair.publicKey, { kid: "k1", alg: algorithm, use: "sig" }));
    await fetchKeys({ "issuer.a": source("/a", [algorithm]) });
    const [credential, ...others] = fetched("issuer.a");
    expect(others).toEqual([]);
    expect(credential).toEqual({ key: "k1", algorithm, rsa_public_key: expect.any(String) as string });
    const pem = credential!.rsa_public_key!;
    expect(pem).toBe(pair.publicKey.export({ type: "spki", format: "pem" }));
    const data = Buffer.from("signed");
    expect(verify(hash, data, createPublicKey(pem), sign(hash, data, pair.privateKey))).toBe(true);
  });

  test("a key that names no algorithm has the first of the issuer's that its kind can", async () => {
    answers["/a"] = set(jwk(rsa.publicKey, { kid: "r" }), jwk(ec.publicKey, { kid: "e" }));
    await fetchKeys({ "issuer.a": source("/a", ["EdDSA", "PS256", "RS256", "ES256"]) });
    expect(fetched("issuer.a").map(({ key, algorithm }) => [key, algorithm])).toEqual([
      ["e", "ES256"],
      ["r", "PS256"],
    ]);
  });

  const offCurve = { ...jwk(ec.publicKey, {}), x: jwk(ec.publicKey, {}).y };
  const publicRsa = jwk(rsa.publicKey, {});
  // One process for all of them: to start it is what takes the time.
  const bad: [what: string, key: unknown, reason: RegExp][] = [
    ["has no kid", jwk(ec.publicKey, {}), /no kid/],
    ["has a kid that is no text", jwk(ec.publicKey, { kid: [1] as never }), /no kid/],
    ["has a kid that would break a line", jwk(ec.publicKey, { kid: "a\nb" }), /no kid/],
    ["has a kid that is too long", jwk(ec.publicKey, { kid: "k".repeat(256) }), /no kid/],
    ["is symmetric", { kty: "oct", kid: "x", k: "AAAA", alg: "HS256" }, /private part/],
    ["is symmetric and hides it", { kty: "oct", kid: "x", alg: "HS256" }, /none of the issuer's algorithms/],
    ["is private", jwk(ec.privateKey, { kid: "x" }), /private part/],
    ["is for encryption", jwk(rsa.publicKey, { kid: "x", use: "enc" }), /not for signatures/],
    ["is for wrapping keys", jwk(rsa.publicKey, { kid: "x", key_ops: ["wrapKey"] }), /not for signatures/],
    ["has operations that are no list", jwk(rsa.publicKey, { kid: "x", key_ops: 5 }), /not for signatures/],
    [
      "is of an algorithm that the issuer must not use",
      jwk(rsa.publicKey, { kid: "x", alg: "RS512" }),
      /none of/,
    ],
    ["says the algorithm of another kind", jwk(rsa.publicKey, { kid: "x", alg: "ES256" }), /none of/],
    ["is of a curve that no algorithm has", jwk(ec384.publicKey, { kid: "x", alg: "ES256" }), /none of/],
    ["is an RSA key of 1024 bits", { ...publicRsa, kid: "x", n: publicRsa.n!.slice(0, 170) }, /2048 to 8192/],
    ["has an even exponent", { ...publicRsa, kid: "x", e: "AQAA" }, /exponent/],
    ["has the exponent 1", { ...publicRsa, kid: "x", e: "AQ" }, /exponent/],
    ["has no modulus", { kty: "RSA", kid: "x", e: "AQAB" }, /no n/],
    ["is no base64url", { ...publicRsa, kid: "x", n: `${publicRsa.n}*` }, /base64url/],
    ["has a short coordinate", { ...jwk(ec.publicKey, { kid: "x" }), x: "AAAA" }, /32 bytes/],
    ["is no point of its curve", { ...offCurve, kid: "x" }, /no point/],
    ["is no object", "k1", /no JSON object/],
  ];

  test("a key that cannot be used is left out, and said so, without the others", async () => {
    const issuers = bad.map(([what, key], index) => {
      answers[`/${index}`] = set(key, jwk(ec.publicKey, { kid: "good" }));
      return [what, source(`/${index}`)] as const;
    });
    const said = (await fetchKeys(Object.fromEntries(issuers))).trim().split("\n");
    expect(said).toHaveLength(bad.length);
    for (const [index, [what, , reason]] of bad.entries()) {
      expect([what, fetched(what).map((one) => one.key)]).toEqual([what, ["good"]]);
      expect(said[index]).toContain(`<4>${what}: the key `);
      expect(said[index]).toMatch(reason);
    }
  });

  test("a PS256 key of a length that Kong fails at is left out", async () => {
    answers["/a"] = set(jwk(longRsa.publicKey, { kid: "x", alg: "PS256" }));
    expect(await fetchKeys({ "issuer.a": source("/a", ["PS256"]) })).toMatch(/2048 bits/);
    expect(fetched("issuer.a")).toEqual([]);
  });

  test("of two keys with one kid the first counts", async () => {
    answers["/a"] = set(jwk(rsa.publicKey, { kid: "k" }), jwk(ec.publicKey, { kid: "k" }));
    expect(await fetchKeys({ "issuer.a": source("/a") })).toMatch(/kid of another/);
    expect(fetched("issuer.a").map(({ algorithm }) => algorithm)).toEqual(["RS256"]);
  });

  test("nobody else reads them", async () => {
    answers["/a"] = set(jwk(ec.publicKey, { kid: "k" }));
    await fetchKeys({ "issuer.a": source("/a") });
    const { stdout } = await run("stat", ["--format=%a", file("fetched.json")]);
    expect(stdout.trim()).toBe("600");
  });
});

describe("where an issuer's keys cannot be read", () => {
  const former = { key: "old", algorithm: "ES256", rsa_public_key: "pem" };

  const failures: [what: string, answer: { status?: number; body: string } | undefined][] = [
    ["an error", { status: 503, body: "{}" }],
    ["nothing there", undefined],
    ["no JSON", { body: "<html>" }],
    ["no JWK set", { body: '{"keys":{}}' }],
    ["a list", { body: "[]" }],
    ["JSON that is too deep", { body: "[".repeat(200_000) }],
    ["more than 1 MiB", { body: JSON.stringify({ keys: [], pad: "x".repeat(1 << 20) }) }],
  ];

  test("its former ones stay, and others' are read", async () => {
    const issuers = failures.map(([what, answer], index) => {
      if (answer) answers[`/${index}`] = answer;
      return [what, source(`/${index}`)] as const;
    });
    answers["/good"] = set(jwk(ec.publicKey, { kid: "new" }));
    write(
      "credentials.json",
      Object.fromEntries(issuers.map(([what, of]) => [what, { of, keys: [former] }])),
    );
    const said = await fetchKeys(Object.fromEntries([...issuers, ["issuer.good", source("/good")]]));
    for (const [what] of failures) {
      expect(said).toContain(`<4>${what}: http`);
      expect([what, fetched(what)]).toEqual([what, [former]]);
    }
    expect(said.match(/its 1 former keys stay/g)).toHaveLength(failures.length);
    expect(fetched("issuer.good").map(({ key }) => key)).toEqual(["new"]);
  });

  test("because nobody answers, its former ones stay", async () => {
    const closed = { ...source("/a"), url: "http://127.0.0.1:1/a" };
    write("credentials.json", { "issuer.a": { of: closed, keys: [former] } });
    await fetchKeys({ "issuer.a": closed });
    expect(fetched("issuer.a")).toEqual([former]);
  });

  test("those of another issuer that had its name, or of other algorithms, do not stay", async () => {
    for (const other of [
      { ...source("/a"), issuer: "https://former.example.com" },
      { ...source("/a"), algorithms: ["PS256"] },
    ]) {
      write("credentials.json", { "issuer.a": { of: other, keys: [former] } });
      await fetchKeys({ "issuer.a": source("/a") });
      expect(fetched("issuer.a")).toEqual([]);
    }
  });

  test("keys that it withdrew are gone", async () => {
    answers["/a"] = set();
    write("credentials.json", { "issuer.a": { of: source("/a"), keys: [former] } });
    await fetchKeys({ "issuer.a": source("/a") });
    expect(fetched("issuer.a")).toEqual([]);
  });
});

describe("credentials are put into Kong's configuration", () => {
  const of = {
    issuer: "https://issuer.example.com/a",
    url: "http://127.0.0.1:8006/a",
    algorithms: ["ES256"],
  };
  const secret = (key: string): KongJwtSecret => ({ key, algorithm: "ES256", rsa_public_key: "pem" });
  const base = {
    _format_version: "3.0",
    consumers: [
      { username: "app", jwt_secrets: [secret("app-1")] },
      { username: "issuer.a" },
      { username: "issuer.b" },
      { username: "issuer.fixed", jwt_secrets: [secret("fixed-1")] },
    ],
  };

  async function assemble(credentials?: unknown): Promise<{ made: KongConfig; said: string }> {
    write("base.json", base);
    write("issuers.json", { "issuer.a": of, "issuer.b": of });
    if (credentials !== undefined) write("credentials.json", credentials);
    const files = ["base.json", "issuers.json", "credentials.json", "kong.json"].map(file);
    const { stderr } = await run("python3", ["-I", join(scripts, "assemble.py"), ...files]);
    return { made: read("kong.json") as KongConfig, said: stderr };
  }
  const kids = ({ consumers }: KongConfig): [string, string[]][] =>
    consumers.map(({ username, jwt_secrets = [] }) => [username, jwt_secrets.map(({ key }) => key)]);

  test("as it is where there are none yet", async () => {
    expect((await assemble()).made).toEqual(base);
  });

  test("each to the consumer that stands for its issuer", async () => {
    const { made } = await assemble({
      "issuer.a": { of, keys: [secret("a-1"), secret("a-2")] },
      "issuer.b": { of, keys: [secret("b-1")] },
    });
    expect(kids(made)).toEqual([
      ["app", ["app-1"]],
      ["issuer.a", ["a-1", "a-2"]],
      ["issuer.b", ["b-1"]],
      ["issuer.fixed", ["fixed-1"]],
    ]);
    expect({ ...made, consumers: [] }).toEqual({ ...base, consumers: [] });
  });

  test("but none whose kid somebody else has", async () => {
    const { made, said } = await assemble({
      "issuer.a": { of, keys: [secret("app-1"), secret("fixed-1"), secret("a-1")] },
      "issuer.b": { of, keys: [secret("a-1"), secret("b-1")] },
    });
    expect(kids(made).slice(0, 3)).toEqual([
      ["app", ["app-1"]],
      ["issuer.a", ["a-1"]],
      ["issuer.b", ["b-1"]],
    ]);
    expect(said.trim().split("\n")).toHaveLength(3);
  });

  test("but none that were made for other settings, nor for whom none are fetched", async () => {
    const { made } = await assemble({
      "issuer.a": { of: { ...of, algorithms: ["PS256"] }, keys: [secret("a-1")] },
      "issuer.fixed": { of, keys: [secret("x")] },
      app: { of, keys: [secret("y")] },
    });
    expect(made).toEqual(base);
  });
});
