import { generateKeyPairSync } from "node:crypto";
import { issuerKeysUrl } from "../../../../components/gateway/issuerKeys/address";
import { renderIssuerKeys } from "../../../../components/gateway/issuerKeys/render";
import type { PlanIssuer } from "../../../../components/gateway/plan";

const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
const issuer = (parts: Partial<PlanIssuer>): PlanIssuer => ({
  name: "login",
  issuer: "https://login.example.test",
  audience: "orders",
  algorithms: ["ES256"],
  publicKeys: [],
  maximumLifetime: 3600,
  scopes: {},
  ...parts,
});
const fixed = issuer({ name: "fixed", publicKeys: [{ id: "k", algorithm: "ES256", pem }] });
const content = (issuers: PlanIssuer[], end: string): string =>
  renderIssuerKeys(issuers).files.find(({ path }) => path.endsWith(end))!.content;

test("names for each issuer where its keys are, or the keys themselves", () => {
  const jwksUrl = "https://keys.example.test/login";
  const text = content([issuer({}), issuer({ name: "partner", jwksUrl }), fixed], "configuration.json");
  const common = { issuer: "https://login.example.test", algorithms: ["ES256"] };
  expect(JSON.parse(text)).toEqual({
    refreshSeconds: 60,
    issuers: {
      login: common,
      partner: { ...common, jwksUrl },
      fixed: { ...common, keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "ES256" }] },
    },
  });
});

test("serves at the address that gateways ask, and listens nowhere else", () => {
  const { port, hostname } = new URL(issuerKeysUrl("login"));
  expect(content([fixed], ".socket")).toMatch(new RegExp(`^ListenStream=${hostname}:${port}$`, "m"));
  expect(content([fixed], ".service")).toMatch(/^SocketBindDeny=any$/m);
});

test("lets the service out only where keys are fetched, and then not to a cloud's metadata", () => {
  expect(content([fixed], ".service")).toMatch(/^IPAddressDeny=any\nIPAddressAllow=localhost$/m);
  const fetching = content([fixed, issuer({})], ".service");
  expect(fetching).toMatch(/^IPAddressDeny=169\.254\.169\.254 fd00:ec2::254$/m);
  expect(fetching).not.toContain("IPAddressAllow");
});

test("refuses a fixed key that is none, and says which", () => {
  const wrong = issuer({ publicKeys: [{ id: "k", algorithm: "ES256", pem: "-----BEGIN NONSENSE-----" }] });
  expect(() => renderIssuerKeys([wrong])).toThrow(
    /gateway\.issuers\.login\.publicKeys\.k\.pem.*must be a public key/,
  );
});
