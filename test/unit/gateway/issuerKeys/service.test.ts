import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { until } from "../../../../local/hosts";
import { json, KeyService } from "./service";

const made = {
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  weak: generateKeyPairSync("rsa", { modulusLength: 1024 }),
  exponent: generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 }),
  p256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  p384: generateKeyPairSync("ec", { namedCurve: "P-384" }),
  p521: generateKeyPairSync("ec", { namedCurve: "P-521" }),
  ed25519: generateKeyPairSync("ed25519"),
};
type Kind = keyof typeof made;
const key = (kind: Kind, parts: Record<string, unknown> = {}): JsonWebKey => ({
  ...made[kind].publicKey.export({ format: "jwk" }),
  kid: kind,
  ...parts,
});

let service: KeyService;
beforeEach(async () => {
  service = new KeyService();
  await service.open();
});
afterEach(() => service.close());

const wait = (condition: () => Promise<boolean> | boolean, what: string): Promise<unknown> =>
  until(async () => await condition(), { limitSeconds: 60, what });
const discovery = "/.well-known/openid-configuration";
const all = ["RS256", "ES256", "ES384", "EdDSA"];

test("finds keys by discovery, and serves nothing of them but what verifies signatures", async () => {
  const issuer = service.url;
  const extra = { x5c: ["x"], x5u: "https://127.0.0.1/", alg: "RS256", use: "sig", key_ops: ["verify"] };
  service.answers = {
    [discovery]: json({ issuer, jwks_uri: `${issuer}/keys?v=1` }),
    "/keys?v=1": json({ keys: [key("rsa", extra), key("p256"), key("p384"), key("ed25519")] }),
  };
  await service.start({ login: { issuer, algorithms: all } });
  await wait(async () => (await service.ids("login")) !== undefined, "the keys to be fetched");
  expect(await service.ids("login")).toEqual(["rsa", "p256", "p384", "ed25519"]);
  const [rsa] = (JSON.parse((await service.served("login")).body) as { keys: object[] }).keys;
  const { n, e } = key("rsa");
  expect(rsa).toEqual({ kty: "RSA", kid: "rsa", use: "sig", alg: "RS256", n, e });
  expect(await service.served("other")).toMatchObject({ status: 404 });
  expect(await service.served("")).toMatchObject({ status: 200 });
});

test.each<[what: string, bad: JsonWebKey, reason: RegExp]>([
  ["of another algorithm", key("rsa", { alg: "PS256" }), /is for none of RS256, ES256/],
  ["of an algorithm that does not fit its kind", key("rsa", { alg: "ES256" }), /is for none of/],
  ["of another curve", key("p384"), /is for none of RS256, ES256/],
  ["of an unknown curve", key("p521"), /is for none of/],
  ["of another kind", key("ed25519"), /is for none of/],
  ["symmetric", { kty: "oct", k: "c2VjcmV0", kid: "secret", alg: "HS256" }, /is for none of/],
  ["for encryption", key("rsa", { use: "enc" }), /is not for signatures/],
  ["for other operations", key("rsa", { key_ops: ["encrypt"] }), /is not for signatures/],
  ["weak", key("weak"), /has 1024 bits, fewer than 2048/],
  ["of a small exponent", key("exponent"), /e is not odd, above 2\^16/],
  ["even", key("rsa", { n: Buffer.alloc(256, 254).toString("base64url") }), /n is no modulus/],
  ["off its curve", key("p256", { y: key("p256").x }), /is no point of its curve/],
  ["of a wrong length", key("p256", { x: "AQ" }), /x or y has the wrong length/],
  ["in other letters", key("rsa", { n: `${key("rsa").n}=` }), /n is not base64url/],
  ["private", key("p256", { d: "AQ" }), /is published with its private part/],
  ["without an id", key("rsa", { kid: undefined }), /has no kid/],
  ["with an id of line breaks", key("rsa", { kid: "a\nb" }), /has no kid of printable/],
  ["with members of other types", key("rsa", { key_ops: 7 }), /has members of the wrong type/],
  ["with the id of another", key("rsa", { kid: "good" }), /has the kid of another key/],
])("leaves out a key: %s", async (_, bad, reason) => {
  service.answers = { "/keys": json({ keys: [key("p256", { kid: "good" }), bad] }) };
  const settings = { issuer: "https://login.example.test", algorithms: ["RS256", "ES256"] };
  await service.start({ login: { ...settings, jwksUrl: `${service.url}/keys` } });
  await wait(async () => (await service.ids("login")) !== undefined, "the keys to be fetched");
  expect(await service.ids("login")).toEqual(["good"]);
  await wait(() => service.said !== "", "the log");
  expect(service.said).toMatch(reason);
});

test.each<[what: string, answers: (url: string) => KeyService["answers"], reason: RegExp]>([
  [
    "the document of another issuer",
    (url) => ({ [discovery]: json({ issuer: `${url}/`, jwks_uri: `${url}/keys` }) }),
    /is the document of another issuer/,
  ],
  [
    "a document without keys' address",
    (url) => ({ [discovery]: json({ issuer: url }) }),
    /names no jwks_uri/,
  ],
  [
    "keys without TLS",
    (url) => ({ [discovery]: json({ issuer: url, jwks_uri: url.replace("https", "http") }) }),
    /is no https address/,
  ],
  [
    "keys in a file",
    (url) => ({ [discovery]: json({ issuer: url, jwks_uri: "file:///etc/passwd" }) }),
    /is no https address/,
  ],
  [
    "a redirect",
    () => ({ [discovery]: (response) => response.writeHead(302, { Location: "/keys" }).end() }),
    /answered 302/,
  ],
  ["no JSON", () => ({ [discovery]: (response) => response.end("<html>") }), /answered no JSON/],
  ["a list", () => ({ [discovery]: json([]) }), /is the document of another issuer/],
  [
    "too much",
    () => ({ [discovery]: (response) => response.end(`"${"x".repeat(600_000)}"`) }),
    /answered more than 524288 bytes/,
  ],
  [
    "too many keys",
    (url) => ({
      [discovery]: json({ issuer: url, jwks_uri: `${url}/keys` }),
      "/keys": json({ keys: Array.from({ length: 101 }, (_, index) => key("p256", { kid: String(index) })) }),
    }),
    /has 101 keys, more than 100/,
  ],
  [
    "no set",
    (url) => ({ [discovery]: json({ issuer: url, jwks_uri: `${url}/keys` }), "/keys": json({ keys: "x" }) }),
    /the keys are no JWK set/,
  ],
])("takes no keys of a server that answers with %s", async (_, answers, reason) => {
  service.answers = answers(service.url);
  await service.start({ login: { issuer: service.url, algorithms: all } });
  await wait(() => reason.test(service.said), "the log");
  // Not JSON: Tyk does not look at the status.
  const { status, body } = await service.served("login");
  expect(status).toBe(503);
  expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError);
});

test("takes no keys of a server whose certificate nobody vouches for", async () => {
  service.answers = { "/keys": json({ keys: [key("rsa")] }) };
  const login = { issuer: service.url, algorithms: all, jwksUrl: `${service.url}/keys` };
  await service.start({ login }, { SSL_CERT_FILE: "/dev/null", SSL_CERT_DIR: "/nonexistent" });
  await wait(() => /CERTIFICATE_VERIFY_FAILED/.test(service.said), "the log");
  expect(service.asked.size).toBe(0);
  expect(await service.served("login")).toMatchObject({ status: 503 });
});

test("takes new keys, gives withdrawn ones up, and keeps the last good ones while the server fails", async () => {
  const login = { issuer: service.url, algorithms: all, jwksUrl: `${service.url}/keys` };
  service.answers = { "/keys": json({ keys: [key("rsa")] }) };
  await service.start({ login });
  const have = (...ids: string[]): Promise<unknown> =>
    wait(async () => String(await service.ids("login")) === String(ids), `the keys ${ids.join(", ")}`);
  await have("rsa");
  service.answers = { "/keys": json({ keys: [key("rsa"), key("p256")] }) };
  await have("rsa", "p256");
  service.answers = { "/keys": json({ keys: [key("p256")] }) };
  await have("p256");
  service.answers = {};
  const before = service.asked.get("/keys")!;
  await wait(() => service.asked.get("/keys")! > before + 3, "the server to be asked again");
  await have("p256");
  // Each once, however often it happens.
  expect(service.said.match(/answered 500; keeping the former keys/g)).toHaveLength(1);
  expect(service.said.match(/keys "rsa", "p256"/g)).toHaveLength(1);

  await service.stop();
  await service.start({ login });
  await have("p256");

  // What was saved for another issuer, or for another algorithm, is nothing now.
  await service.stop();
  await service.start({ login: { ...login, issuer: "https://other.example.test" } });
  expect(await service.served("login")).toMatchObject({ status: 503 });
  await service.stop();
  await service.start({ login: { ...login, algorithms: ["RS256"] } });
  await have();
});

test("serves fixed keys without asking anybody", async () => {
  await service.start({ login: { issuer: service.url, algorithms: ["ES256"], keys: [key("p256")] } });
  expect(await service.ids("login")).toEqual(["p256"]);
  expect(service.asked.size).toBe(0);
});
