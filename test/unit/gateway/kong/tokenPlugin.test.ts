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

interface Verdict {
  status: number;
  groups: string;
  /** Id of the consumer that limits count by. */
  caller: string;
  /** What the upstream is told of who calls. */
  header: string;
  /** Id of the credential that limits count by. */
  credential: string;
  /** The Authorization header that goes on to the upstream. */
  passed: string;
}

/** What the handler makes of a token whose signature Kong found right. The time is 1000. */
function judge(call: Call): Verdict {
  const { conf = consumers, consumer = "app" } = call;
  const { header = { kid: "k1", alg: "ES256" }, claims = goodClaims } = call;
  const [status, groups, caller, name, credential, passed] = runLua(
    withHandler(
      "portcullis-token",
      `tokens = { ["aa.bb.cc"] = { header = ${literal(header)}, claims = ${literal(claims)} } }
       headers = { Authorization = "Bearer aa.bb.cc" }
       credential, consumer = { key = "k1" }, { id = "id", username = ${literal(consumer)} }
       kong.ctx.shared.authenticated_jwt_token = "aa.bb.cc"
       local status = phase("access", ${literal(conf)})
       local groups = kong.ctx.shared.authenticated_groups
       return status .. "|" .. (groups and table.concat(groups, ",") or "-") .. "|" .. consumer.id ..
         "|" .. tostring(set["X-Consumer-Username"]) .. "|" .. tostring(credential.id) .. "|" ..
         tostring(headers.Authorization)`,
    ),
  ).split("|");
  return {
    status: Number(status),
    groups: groups!,
    caller: caller!,
    header: name!,
    credential: credential!,
    passed: passed!,
  };
}

describe("a token that a consumer signed", () => {
  test("passes where it says what it has to", () => {
    expect(judge({})).toMatchObject({ status: 200, groups: "-", caller: "id", header: "nil" });
    expect(judge({ claims: { ...goodClaims, aud: ["x", "shop"] } }).status).toBe(200);
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
    ["another kid in the header", { header: { kid: "k2" } }],
    ["no kid in the header", { header: {} }],
    ["critical extensions", { header: { kid: "k1", crit: ["b64"] } }],
    ["an unencoded payload", { header: { kid: "k1", b64: false } }],
    ["an issuer's key", { consumer: "issuer.login", claims: { ...goodClaims, iss: "issuer.login" } }],
  ])("is refused with %s", (_, call) => {
    expect(judge(call).status).toBe(401);
  });
});

describe("an access token of an issuer", () => {
  const call: Call = { conf: issuers, consumer: "issuer.login", claims: accessClaims };

  test("gives the roles of its scopes, and its client is who calls", () => {
    expect(judge(call)).toMatchObject({
      status: 200,
      groups: "reader,writer",
      caller: "issuer.login:client-7",
      header: "issuer.login:client-7",
    });
  });

  test("is counted by its client, as a credential by the client's user, never with all of its issuer's", () => {
    const of = (claims: object): string[] => {
      const { caller, credential } = judge({ ...call, claims: { ...accessClaims, ...claims } });
      return [caller, credential];
    };
    expect(of({ sub: "anna" })).toEqual(["issuer.login:client-7", "issuer.login:client-7:anna"]);
    expect(of({ sub: "bert" })).toEqual(["issuer.login:client-7", "issuer.login:client-7:bert"]);
    expect(of({ client_id: "client-8", sub: "anna" })).toEqual([
      "issuer.login:client-8",
      "issuer.login:client-8:anna",
    ]);
    // What a subject says cannot make it somebody else's.
    expect(of({ client_id: "a", sub: "b:c" })[1]).not.toBe(of({ client_id: "a:b", sub: "c" })[1]);
    expect(of({ sub: "x\r\ny" })[1]).toBe("issuer.login:client-7:x%0D%0Ay");
  });

  test("does not go on to the upstream, nor does one that a consumer signed", () => {
    expect(judge(call).passed).toBe("nil");
    expect(judge({}).passed).toBe("nil");
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
