import { decodeJwt } from "jose";
import { mintHeaders } from "../../../../audit/scanners/apis/callers";
import { servedDocument } from "../../../../audit/scanners/apis/document";
import { apiTargets } from "../../../../audit/scanners/apis/targets";
import { urlPattern } from "../../../../audit/scanners/apis/urls";
import { withoutSecrets } from "../../../../audit/scanners/apis/withoutSecrets";
import { parseOpenApi } from "../../../../components/gateway/openApi/load";
import { auditedEnvironment, makeKeys, ordersSettings } from "./ordersEnvironment";

const binary = { url: "https://example.test/tyk", sha256: "0".repeat(64) };
const { credentials } = makeKeys();
const environment = auditedEnvironment(ordersSettings("192.0.2.10", binary), credentials);
const [full] = apiTargets(environment, true);
const [safe] = apiTargets(environment, false);

test("scanners are pointed at what reads alone, unless they may go further", () => {
  const called = (target: typeof full): string[] =>
    target!.operations.map(({ route }) => `${route.method} ${route.template}`);
  expect(called(safe)).toEqual(["GET /orders", "GET /orders/{id}", "GET /healthz", "GET /openapi.json"]);
  expect(called(full)).toEqual(
    expect.arrayContaining([...called(safe), "POST /orders", "DELETE /orders/{id}"]),
  );
  expect(full).toMatchObject({
    host: "api1",
    address: "192.0.2.10",
    site: "api.example.test",
    api: "orders",
  });
});

test("an operation is called by the consumer that may call most, and by nobody where nobody's credential is at hand", () => {
  const callers = (target: typeof full): unknown[] => target!.operations.map(({ caller }) => caller);
  expect(new Set(callers(full))).toEqual(new Set(["shop", "monitor", undefined]));
  expect(new Set(callers(apiTargets({ ...environment, credentials: {} }, true)[0]))).toEqual(
    new Set([undefined]),
  );
});

test("there is nothing to point at without a gateway", () => {
  const settings = { ...environment.settings };
  delete settings.gateway;
  expect(apiTargets({ ...environment, settings }, true)).toEqual([]);
});

test("tokens are made for one scan", async () => {
  const { headers, seconds } = await mintHeaders(full!, credentials);
  expect(Object.keys(headers).sort()).toEqual(["monitor-key", "shop-token"]);
  expect(seconds).toBe(1800);
  const { iss, iat, exp } = decodeJwt(headers["shop-token"]!.value.replace("Bearer ", ""));
  expect([iss, exp! - iat!]).toEqual(["shop", 1800]);
  expect(headers["monitor-key"]).toEqual({ name: "X-API-Key", value: credentials.monitor!.apiKey!.key });
  const printed = Object.values(headers).map(({ value }) => value);
  expect(withoutSecrets(printed.join(), headers)).toBe("Bearer [secret],[secret]");
});

describe("the document as the gateway serves it", () => {
  const document = servedDocument(full!) as unknown as {
    paths: Record<string, Record<string, { security: object[]; responses: Record<string, unknown> }>>;
    components: { securitySchemes: object };
  };

  test("is sound, and says who may call", () => {
    expect(parseOpenApi("served.json", JSON.stringify(document)).version).toBe("3.1");
    expect(document).toMatchObject({ servers: [{ url: "https://api.example.test" }] });
    expect(document.components.securitySchemes).toEqual({
      "shop-token": { type: "http", scheme: "bearer" },
      "monitor-key": { type: "apiKey", in: "header", name: "X-API-Key" },
    });
    expect(document.paths["/orders"]!.post!.security).toEqual([{ "shop-token": [] }]);
    expect(document.paths["/healthz"]!.get!.security).toEqual([]);
  });

  test("has what edge and gateway answer themselves, and no failure of theirs", () => {
    const statuses = (path: string, method: string): string[] =>
      Object.keys(document.paths[path]![method]!.responses);
    expect(statuses("/orders", "post")).toEqual(expect.arrayContaining(["201", "401", "403", "422", "429"]));
    expect(statuses("/healthz", "get")).toEqual(["200", "400", "413", "414", "415", "429", "431", "500"]);
    expect(statuses("/orders", "get").filter((status) => status >= "500")).toEqual([]);
  });

  test("has no secret", () => {
    expect(JSON.stringify(document)).not.toMatch(/eyJ|portcullis_/);
  });
});

test("URLs of an operation are told from all others, with a query or without", () => {
  const pattern = (template: string): RegExp =>
    new RegExp(
      urlPattern(
        "api.example.test",
        full!.operations.find(({ route }) => route.template === template)!,
      ),
    );
  expect("https://api.example.test/orders").toMatch(pattern("/orders"));
  expect("https://api.example.test:443/orders?limit=1").toMatch(pattern("/orders"));
  expect("https://api.example.test/orders/1").toMatch(pattern("/orders/{id}"));
  for (const other of [
    "https://api.example.test/orders/1",
    "https://api-example.test/orders",
    "https://evil.test/https://api.example.test/orders",
    "https://api.example.test/ordersx",
  ])
    expect(other).not.toMatch(pattern("/orders"));
});
