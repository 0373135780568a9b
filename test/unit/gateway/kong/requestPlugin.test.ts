import { literal, runLua, withHandler } from "./lua";

const conf = {
  content_types: ["application/json", "text/plain"],
  body_required: true,
  body_bytes: 1000,
  body_schema: "{schema}",
};

/** The status that a request ends with; bodies are told apart by their text, and a schema takes those that are valid. */
function judge(headers: object, body: string | null = "{good}", settings: object = conf): number {
  return Number(
    runLua(
      withHandler(
        "portcullis-request",
        `documents = { ["{schema}"] = {}, ["{good}"] = { valid = true }, ["{bad}"] = { valid = false } }
         headers, raw_body = ${literal(headers)}, ${literal(body)}
         return tostring(phase("access", ${literal(settings)}))`,
      ),
    ),
  );
}

const json = { "content-type": "application/json", "content-length": "6" };

describe("a body", () => {
  test.each<[string, number, Parameters<typeof judge>]>([
    ["of the schema", 200, [json]],
    ["in any case, with parameters", 200, [{ ...json, "content-type": "Application/JSON; charset=utf-8" }]],
    ["in chunks", 200, [{ "content-type": "application/json", "transfer-encoding": "chunked" }]],
    ["of another type that is taken", 200, [{ ...json, "content-type": "text/plain" }, "anything"]],
    ["against the schema", 422, [json, "{bad}"]],
    ["that is no JSON", 400, [json, "{"]],
    ["of another type", 415, [{ ...json, "content-type": "text/html" }]],
    ["of no type", 415, [{ "content-length": "6" }]],
    ["of two types", 415, [{ ...json, "content-type": ["application/json", "text/html"] }]],
    ["with a second type in the first", 415, [{ ...json, "content-type": "application/json, text/html" }]],
    ["that is compressed", 415, [{ ...json, "content-encoding": "gzip" }]],
    ["larger than can be judged", 413, [json, null]],
    ["that is missing", 400, [{}]],
    ["that is empty", 400, [{ ...json, "content-length": "0" }]],
    ["that is missing where none is needed", 200, [{}, null, { ...conf, body_required: false }]],
    ["where none is taken", 415, [json, "{good}", { ...conf, content_types: [], body_required: false }]],
    ["where nothing is said of bodies", 200, [json, "{bad}", { body_required: false }]],
  ])("%s: %d", (_, status, call) => {
    expect(judge(...call)).toBe(status);
  });
});

describe("identity headers of a client", () => {
  const rewrite = (headers: object): string[] =>
    runLua(
      withHandler(
        "portcullis-request",
        `headers = ${literal(headers)}
         assert(phase("rewrite", {}) == 200)
         local left = {}
         for name in pairs(headers) do left[#left + 1] = name end
         table.sort(left)
         return table.concat(left, ",")`,
      ),
    ).split(",");

  test("are taken out, with underscores and in any case too", () => {
    const left = rewrite({
      "x-consumer-username": "root",
      "X-Consumer-Groups": "admin",
      x_consumer_id: "1",
      X_Authenticated_Groups: "admin",
      "x-anonymous-consumer": "true",
      authorization: "Bearer a.b.c",
      "x-request-id": "1",
    });
    expect(left).toEqual(["authorization", "x-request-id"]);
  });

  test("cannot hide behind more headers than are read", () => {
    const status = runLua(
      withHandler("portcullis-request", 'too_many = true; return tostring(phase("rewrite", {}))'),
    );
    expect(status).toBe("431");
  });
});

describe("a path that Kong would change before it looks for the operation", () => {
  const rewrite = (path: string): string =>
    runLua(
      withHandler(
        "portcullis-request",
        `raw_path = ${literal(path)}
         return tostring(phase("rewrite", {}))`,
      ),
    );

  test.each([
    "//orders",
    "/orders//",
    "/./orders",
    "/orders/.",
    "/orders/..",
    "/orders/../healthz",
    "/orders/%2e%2E/healthz",
    "/orders/.%2e",
    "/%2e/orders",
  ])("is answered by 404: %s", (path) => expect(rewrite(path)).toBe("404"));

  test.each([
    "/",
    "/orders",
    "/orders/",
    "/orders/a.b",
    "/orders/...",
    "/orders/..a",
    "/orders/a%2Eb",
    "/.well-known/x",
  ])("is none of: %s", (path) => expect(rewrite(path)).toBe("200"));
});

describe("answers", () => {
  const answer = (status: number, source: string): string =>
    runLua(
      withHandler(
        "portcullis-request",
        `response_status, source = ${status}, ${literal(source)}
         assert(phase("header_filter") == 200 and phase("body_filter") == 200)
         return tostring(set["Content-Type"]) .. "|" .. tostring(set["Content-Length"]) .. "|" .. tostring(set.body)`,
      ),
    );

  test.each([401, 403, 413, 415, 422, 429, 500, 502])(
    "Kong's own %d is a problem that names no software",
    (status) => {
      const [type, length, body] = answer(status, "exit").split("|");
      expect(type).toBe("application/problem+json");
      expect(Number(length)).toBe(body!.length);
      expect(JSON.parse(body!)).toMatchObject({
        status,
        type: "about:blank",
        title: expect.stringMatching(/^[A-Z]/) as string,
      });
      expect(body!.toLowerCase()).not.toContain("kong");
    },
  );

  test("what an upstream says is passed on, and what is no error too", () => {
    expect(answer(422, "service")).toBe("nil|nil|nil");
    expect(answer(200, "exit")).toBe("nil|nil|nil");
  });
});
