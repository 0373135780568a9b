import { runScript, startScript } from "./script";

describe("access log", () => {
  const line = {
    message: "",
    http: { request: { id: "a".repeat(32), method: "GET" }, response: { status_code: 200 } },
    url: { path: "/reset/token/abcdefgh" },
    user_agent: { original: "curl/8 Bearer abcdefghijkl" },
    event: { dataset: "nginx.access", duration: 1000000 },
  };

  test("becomes an event of its data stream, searched for secrets once more", () => {
    const event = runScript("access", line);
    expect(event).toMatchObject({
      "event.dataset": "portcullis.access",
      "event.module": "nginx",
      "event.category": ["web"],
      "event.outcome": "success",
      "data_stream.dataset": "portcullis.access",
      "http.request.id": "a".repeat(32),
      "url.path": "/[redacted]",
      "user_agent.original": "curl/8 [redacted]",
    });
    expect(event).not.toHaveProperty("message");
  });

  test("is searched for secrets also where its texts were seen before, and after thousands of others", () => {
    const told = startScript("access");
    const paths = [
      ...Array.from({ length: 2500 }, (_, index) => `/orders/${index}`),
      "/__proto__",
      "/constructor",
    ];
    for (const path of [...paths, ...paths]) {
      const secret = `${path}?key=${path}`;
      expect(told({ ...line, url: { path: secret } })).toMatchObject({ "url.path": `${path}?[redacted]` });
      expect(told({ ...line, url: { path } })).toMatchObject({ "url.path": path });
    }
    const long = `/token/${"x".repeat(2000)}`;
    expect(told({ ...line, url: { path: long } })).toMatchObject({ "url.path": "/[redacted]" });
  });

  test.each([
    [399, "success"],
    [400, "failure"],
    [502, "failure"],
  ])("status %d is a %s", (status, outcome) => {
    expect(
      runScript("access", { ...line, http: { ...line.http, response: { status_code: status } } }),
    ).toMatchObject({ "event.outcome": outcome });
  });

  test("roles are a list, and what is empty is left out", () => {
    const event = runScript("access", {
      ...line,
      user: { name: "dashboard", roles: "orders-read orders-write" },
      portcullis: { verdict: "authenticated", upstream: { duration: null, status_code: 200 } },
      tls: { version: "-", cipher: "" },
    });
    expect(event).toMatchObject({
      "user.name": "dashboard",
      "user.roles": ["orders-read", "orders-write"],
      "portcullis.upstream.status_code": 200,
    });
    expect(Object.keys(event!).filter((name) => /^tls|duration$/.test(name))).toEqual(["event.duration"]);
  });

  test("a line that is no JSON is told, without its secrets", () => {
    expect(
      runScript("access", { message: "{broken token=abc", error: { message: "Error decoding JSON" } }),
    ).toEqual({
      "event.dataset": "portcullis.system",
      "data_stream.type": "logs",
      "data_stream.dataset": "portcullis.system",
      "data_stream.namespace": "test",
      "event.kind": "pipeline_error",
      "event.action": "unreadable_line",
      "event.outcome": "failure",
      message: "{broken [redacted]",
    });
  });
});

describe("logs of our own", () => {
  test("say what they are", () => {
    expect(runScript("ndjson", { message: "", event: { dataset: "portcullis.state" } })).toMatchObject({
      "data_stream.dataset": "portcullis.state",
    });
  });
  test.each(["other", "portcullis.alerts", "portcullis.refused"])(
    "but not %s, which is none of a host's",
    (dataset) => {
      expect(runScript("ndjson", { message: "x", event: { dataset } })).toMatchObject({
        "event.dataset": "portcullis.system",
        "data_stream.dataset": "portcullis.system",
      });
    },
  );
});

describe("error log", () => {
  test("of nginx: who, what and when; no query, no referrer, no upstream", () => {
    const event = runScript("errorLog", {
      message:
        '2026/11/25 09:00:01 [error] 12#34: *5 limiting requests, excess: 1.000 by zone "api", client: 10.0.0.1, server: api.example.com, ' +
        'request: "GET /orders?key=hunter2 HTTP/2.0", upstream: "http://127.0.0.1/orders?key=hunter2", host: "api.example.com", referrer: "https://x/?key=hunter2"',
    });
    expect(event).toMatchObject({
      "@timestamp": new Date(2026, 10, 25, 9, 0, 1),
      "event.dataset": "portcullis.edge",
      "event.module": "nginx",
      "log.level": "error",
      message: 'limiting requests, excess: 1.000 by zone "api"',
      "source.ip": "10.0.0.1",
      "http.request.method": "GET",
      "url.path": "/orders",
      "url.domain": "api.example.com",
    });
    expect(JSON.stringify(event)).not.toContain("hunter2");
  });

  test("of ModSecurity: the rule, and nothing of what matched", () => {
    const event = runScript("errorLog", {
      message:
        "2026/11/25 09:00:01 [error] 12#12: *5 [client 10.0.0.1] ModSecurity: Access denied with code 403 (phase 2). Matched \"Operator `Ge' with parameter `5'\" " +
        '[file "/x.conf"] [line "80"] [id "949110"] [rev ""] [msg "Inbound Anomaly Score Exceeded"] [data "hunter2"] [uri "/orders?x=hunter2"] [unique_id "1"], client: 10.0.0.1, server: s, request: "POST /orders HTTP/1.1"',
    });
    expect(event).toMatchObject({
      message: "ModSecurity: Access denied with code 403 (phase 2)",
      "rule.id": "949110",
      "rule.name": "Inbound Anomaly Score Exceeded",
      "url.path": "/orders",
      "source.ip": "10.0.0.1",
    });
    expect(JSON.stringify(event)).not.toContain("hunter2");
  });

  test("of Apache", () => {
    const event = runScript("errorLog", {
      message:
        "[Wed Nov 25 09:00:01.123456 2026] [proxy_http:error] [pid 12:tid 34] (111)Connection refused: [client 10.0.0.1:5022] AH01114: HTTP: failed to make connection to backend: 127.0.0.1, referer: https://x/?key=hunter2",
    });
    expect(event).toMatchObject({
      "@timestamp": new Date(2026, 10, 25, 9, 0, 1, 123),
      "log.level": "error",
      "source.ip": "10.0.0.1",
      "source.port": 5022,
      message: "(111)Connection refused: AH01114: HTTP: failed to make connection to backend: 127.0.0.1",
    });
  });

  test("header lines are left out", () => {
    expect(
      runScript("errorLog", {
        message:
          '2026/11/25 09:00:01 [warn] 1#1: *1 client sent invalid header line: "x_api_key: hunter2" while reading client request headers, client: 10.0.0.1',
      }),
    ).toMatchObject({ message: "client sent invalid header line: ", "source.ip": "10.0.0.1" });
  });

  test("the rest of a message of several lines stays on the host", () => {
    expect(runScript("errorLog", { message: "    at something (token)" })).toBeUndefined();
  });
});
