import { literal, runLua, withHandler } from "./lua";

const consumers = { consumers: { audience: "shop", maximum_lifetime: 3600 } };
const issuers = {
  issuers: {
    "issuer.login": {
      issuer: "https://login.example.com",
      audience: "https://api.example.com",
      maximum_lifetime: 3600,
      scopes: { "orders:read": ["reader"], "orders:write": ["reader", "writer"] },
    },
  },
};

interface Call {
  conf?: object;
  consumer?: string;
  authorization?: unknown;
  token?: string;
  header?: object;
  claims?: object;
}

const goodClaims = { iss: "app", aud: "shop", exp: 1600, nbf: 900, iat: 900 };
const accessClaims = {
  iss: "https://login.example.com",
  aud: ["other", "https://api.example.com"],
  exp: 1600,
  nbf: 900,
  client_id: "client-7",
  scope: "openid orders:write unknown",
};

/** What the handler makes of a token whose signature Kong found right. The time is 1000. */
function judge(call: Call): { status: number; groups: string; caller: string; header: string } {
  const { conf = consumers, consumer = "app", token = "aa.bb.cc" } = call;
  const {
    authorization = `Bearer ${token}`,
    header = { kid: "k1", alg: "ES256" },
    claims = goodClaims,
  } = call;
  const [status, groups, caller, name] = runLua(
    withHandler(
      "portcullis-token",
      `tokens = { [${literal(token)}] = { header = ${literal(header)}, claims = ${literal(claims)} } }
       headers = { authorization = ${literal(authorization)} }
       credential, consumer = { key = "k1" }, { id = "id", username = ${literal(consumer)} }
       kong.ctx.shared.authenticated_jwt_token = ${literal(token)}
       local status = phase("access", ${literal(conf)})
       local groups = kong.ctx.shared.authenticated_groups
       return status .. "|" .. (groups and table.concat(groups, ",") or "-") .. "|" .. consumer.id ..
         "|" .. tostring(set["X-Consumer-Username"])`,
    ),
  ).split("|");
  return { status: Number(status), groups: groups!, caller: caller!, header: name! };
}

describe("a token that a consumer signed", () => {
  test("passes where it says what it has to", () => {
    expect(judge({})).toEqual({ status: 200, groups: "-", caller: "id", header: "nil" });
    expect(judge({ claims: { ...goodClaims, aud: ["x", "shop"] } }).status).toBe(200);
    expect(judge({ authorization: "bearer aa.bb.cc" }).status).toBe(200);
  });

  test.each<[string, Call]>([
    ["another audience", { claims: { ...goodClaims, aud: "other" } }],
    ["no audience", { claims: { ...goodClaims, aud: undefined } }],
    ["other audiences", { claims: { ...goodClaims, aud: ["a", "b"] } }],
    ["another issuer", { claims: { ...goodClaims, iss: "legacy" } }],
    ["no issuer", { claims: { ...goodClaims, iss: undefined } }],
    ["expired", { claims: { ...goodClaims, exp: 1000 } }],
    ["no expiry", { claims: { ...goodClaims, exp: undefined } }],
    ["an expiry that is text", { claims: { ...goodClaims, exp: "1600" } }],
    ["not yet valid", { claims: { ...goodClaims, nbf: 1001 } }],
    ["no nbf", { claims: { ...goodClaims, nbf: undefined } }],
    ["a lifetime from now that is too long", { claims: { ...goodClaims, exp: 4601, iat: undefined } }],
    ["a lifetime from its issue that is too long", { claims: { ...goodClaims, exp: 4600, iat: 900 } }],
    ["a kid among the claims", { claims: { ...goodClaims, kid: "k1" } }],
    ["another kid in the header", { header: { kid: "k2" } }],
    ["no kid in the header", { header: {} }],
    ["critical extensions", { header: { kid: "k1", crit: ["b64"] } }],
    ["an unencoded payload", { header: { kid: "k1", b64: false } }],
    ["two Authorization headers", { authorization: ["Bearer aa.bb.cc", "Bearer dd.ee.ff"] }],
    ["something behind the token", { authorization: "Bearer aa.bb.cc junk", token: "aa.bb.cc junk" }],
    ["another token in the header than Kong took", { authorization: "Bearer dd.ee.ff" }],
    ["another scheme", { authorization: "Basic aa.bb.cc" }],
    ["five parts, as an encrypted one has", { token: "aa.bb.cc.dd.ee" }],
    ["64 KB", { token: `aa.${"b".repeat(65536)}.cc` }],
    ["an issuer's key", { consumer: "issuer.login", claims: { ...goodClaims, iss: "issuer.login" } }],
  ])("is refused with %s", (_, call) => {
    expect(judge(call).status).toBe(401);
  });
});

describe("an access token of an issuer", () => {
  const call: Call = { conf: issuers, consumer: "issuer.login", claims: accessClaims };

  test("gives the roles of its scopes, and its client is who calls", () => {
    expect(judge(call)).toEqual({
      status: 200,
      groups: "reader,writer",
      caller: "issuer.login:client-7",
      header: "issuer.login:client-7",
    });
  });

  test("gives no role for scopes that are not known", () => {
    expect(judge({ ...call, claims: { ...accessClaims, scope: "admin" } })).toMatchObject({
      status: 200,
      groups: "",
    });
    expect(judge({ ...call, claims: { ...accessClaims, scope: undefined } }).groups).toBe("");
  });

  test("may have its scopes as a list", () => {
    const claims = { ...accessClaims, scope: undefined, scp: ["orders:read"] };
    expect(judge({ ...call, claims }).groups).toBe("reader");
  });

  test.each<[string, Call]>([
    ["of a consumer, however good", { ...call, consumer: "app", claims: goodClaims }],
    ["of another issuer", { ...call, consumer: "issuer.other" }],
    ["that names no client", { ...call, claims: { ...accessClaims, client_id: undefined } }],
    ["whose client would break a header", { ...call, claims: { ...accessClaims, client_id: "a\r\nx: y" } }],
    ["for somebody else", { ...call, claims: { ...accessClaims, aud: "https://other.example.com" } }],
  ])("is refused: one %s", (_, refused) => {
    expect(judge(refused).status).toBe(401);
  });
});
