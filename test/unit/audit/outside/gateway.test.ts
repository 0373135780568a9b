import { decodeJwt, decodeProtectedHeader } from "jose";
import { judgeBodies, judgeRoles } from "../../../../audit/outside/gateway/allowance";
import { judgeCalls } from "../../../../audit/outside/gateway/asked";
import { judgeAuthentication } from "../../../../audit/outside/gateway/authentication";
import { harmlessCall, refusedBody } from "../../../../audit/outside/gateway/harmless";
import { judgeLimit } from "../../../../audit/outside/gateway/limit";
import { gatewayOperations, type Operation } from "../../../../audit/outside/gateway/operations";
import type { Sender } from "../../../../audit/outside/gateway/send";
import { claimsFor, forgedToken, unsignedToken } from "../../../../audit/outside/gateway/tokens";
import { judgeUndeclared } from "../../../../audit/outside/gateway/undeclared";
import type { PlanConsumer, PlanRoute } from "../../../../components/gateway/plan";
import { plan as planOf, route } from "../../gateway/tyk/plan";
import { failed } from "./failed";

const times = { made: "2027-01-01T00:00:00Z", replacedFrom: "2027-02-01T00:00:00Z" };
const jwt = (id: string) => ({
  id,
  algorithm: "HS256" as const,
  key: "0".repeat(64),
  audience: "portcullis",
  maximumLifetime: 3600,
  ...times,
});
const consumer = (name: string, roles: string[]): PlanConsumer => ({
  name,
  roles,
  jwt: { algorithm: "HS256", publicKeys: [] },
  apiKey: false,
});
const schema = { type: "object", required: ["item"], properties: { item: { type: "string" } } };
const body = { required: true, schema };
const routes = [
  route("GET", "/orders", { access: { kind: "jwt", roles: ["reader"] } }),
  route("POST", "/orders", {
    access: { kind: "jwt", roles: ["writer"] },
    body,
    contentTypes: ["application/json"],
  }),
  route("DELETE", "/orders/{id}", { access: { kind: "jwt", roles: ["writer"] } }),
  route("GET", "/healthz", { access: { kind: "public" }, limits: { rate: { minute: 5 }, by: "address" } }),
];
const plan = planOf(routes, [consumer("reads", ["reader"]), consumer("writes", ["reader", "writer"])]);
const target = { plan, credentials: { reads: { jwt: jwt("reads-1") }, writes: { jwt: jwt("writes-1") } } };
const site = { address: "192.0.2.1", name: "api.example.test", roots: [] };
const operations = gatewayOperations(plan, [site.name], () => site);
const closed = operations.filter(({ route: one }) => one.access.kind !== "public");
const asOperation = (one: PlanRoute): Operation => ({ site, api: plan.apis[0]!, route: one });

/** A gateway that answers by what a call has. */
const gateway =
  (answer: (call: Parameters<Sender>[1], proof: Parameters<Sender>[2]) => number): Sender =>
  (_site, call, proof) =>
    Promise.resolve({ status: answer(call, proof), headers: {}, body: "" });

describe("calls that change nothing", () => {
  test("read, have a body that is refused, or mean nothing that is there", () => {
    expect(harmlessCall(asOperation(routes[0]!))).toEqual({ method: "GET", path: "/orders" });
    expect(harmlessCall(asOperation(routes[1]!))).toMatchObject({
      body: "[]",
      contentType: "application/json",
    });
    expect(harmlessCall(asOperation(routes[2]!))!.path).toMatch(/^\/orders\/[0-9a-f-]{36}$/);
  });

  test.each<[PlanRoute["method"], string, Partial<PlanRoute>]>([
    ["POST", "/orders/refresh", {}],
    ["DELETE", "/orders", {}],
    ["PUT", "/orders/{id}", {}],
    ["POST", "/anything", { body: { required: true, schema: {} } }],
  ])("are none for %s %s", (method, template, more) => {
    expect(harmlessCall(asOperation(route(method, template, more)))).toBeUndefined();
  });

  test("take the first body that the schema refuses", () => {
    expect(refusedBody({ body: { required: true, schema: { type: "array" } } })).toBe('"portcullis-audit"');
    expect(refusedBody({ body: { required: true, schema: true } })).toBeUndefined();
    expect(refusedBody({})).toBeUndefined();
  });
});

describe("tokens that nobody was given", () => {
  const claims = claimsFor(routes[1]!.access, plan, target.credentials)!;

  test("say what a good one would", async () => {
    expect(claims).toMatchObject({ kid: "writes-1", issuer: "writes", audience: "portcullis" });
    for (const token of [await forgedToken(claims), unsignedToken(claims)]) {
      expect(decodeProtectedHeader(token).kid).toBe("writes-1");
      const { iss, exp, nbf } = decodeJwt(token);
      expect(iss).toBe("writes");
      expect(exp! - nbf!).toBe(60);
    }
    expect(decodeProtectedHeader(unsignedToken(claims)).alg).toBe("none");
  });

  test.each(["ES256", "RS256", "EdDSA"])("are forged with %s", async (algorithm) => {
    expect(decodeProtectedHeader(await forgedToken({ ...claims, algorithm })).alg).toBe(algorithm);
  });
});

test("a gateway that refuses is right", async () => {
  const refuses = gateway(() => 401);
  const results = await judgeAuthentication(refuses, closed, target);
  expect(failed(results)).toEqual([]);
  expect(results.map(({ check }) => check)).toEqual([
    "gateway-no-credential",
    "gateway-forged-credential",
    "gateway-expired-token",
    "gateway-unsigned-token",
  ]);
});

test("each operation that lets somebody in is told", async () => {
  const lets = gateway(({ method }, proof) => (method === "DELETE" && proof === undefined ? 404 : 401));
  const wrong = (await judgeAuthentication(lets, closed, target)).filter(({ status }) => status === "fail");
  expect(wrong).toEqual([
    {
      check: "gateway-no-credential",
      subject: "DELETE https://api.example.test/orders/{id}",
      status: "fail",
      evidence: "answered 404",
    },
  ]);
});

test("roles are asked for by who has none of them, bodies are sent by who may", async () => {
  const seen: string[] = [];
  const notes: (status: number) => Sender = (status) =>
    gateway(({ method, path }, proof) => {
      const { iss } = decodeJwt(proof!.authorization!.replace("Bearer ", ""));
      seen.push(`${iss} ${method} ${path.replace(/[0-9a-f-]{36}/, "ID")}`);
      return status;
    });
  expect(failed(await judgeRoles(notes(403), closed, target))).toEqual([]);
  expect(failed(await judgeRoles(notes(422), closed, target))).toEqual([
    "gateway-wrong-role",
    "gateway-wrong-role",
  ]);
  expect(seen.slice(0, 2)).toEqual(["reads POST /orders", "reads DELETE /orders/ID"]);
  expect(failed(await judgeBodies(notes(422), operations, target))).toEqual([]);
  expect(failed(await judgeBodies(notes(201), operations, target))).toEqual(["gateway-bad-body"]);
  expect(seen.at(-1)).toBe("writes POST /orders");
});

test("what no document has is refused", async () => {
  const right = gateway(({ path, method }) =>
    path.startsWith("/portcullis-audit") ? 404 : method ? 405 : 0,
  );
  expect(failed(await judgeUndeclared(right, operations))).toEqual([]);
  expect(
    new Set(
      failed(
        await judgeUndeclared(
          gateway(() => 200),
          operations,
        ),
      ),
    ),
  ).toEqual(new Set(["gateway-undeclared-path", "gateway-undeclared-method"]));
});

test("the smallest limit of what only reads is used up, once", async () => {
  let calls = 0;
  const limits = gateway(({ path }) => (expect(path).toBe("/healthz"), ++calls > 5 ? 429 : 200));
  expect(failed(await judgeLimit(limits, operations, target))).toEqual([]);
  expect(calls).toBe(6);
  const without = await judgeLimit(
    gateway(() => 200),
    operations,
    target,
  );
  expect(without).toMatchObject([{ status: "fail", subject: "GET https://api.example.test/healthz" }]);
  // The API's own limit of 1000 is nobody's to use up.
  expect(await judgeLimit(limits, closed, target)).toMatchObject([{ status: "unknown" }]);
});

test("answers that say nothing of the question are unknown", () => {
  const asked = [429, 502].map((status) => ({ subject: `${status}`, outcome: { status } }));
  const results = judgeCalls("gateway-wrong-role", asked, [403], "nothing");
  expect(results.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
  const none = judgeCalls("gateway-wrong-role", [{ subject: "x", outcome: { none: "why" } }], [403], "");
  expect(none).toMatchObject([{ status: "unknown", evidence: "why", subject: "x" }]);
});
