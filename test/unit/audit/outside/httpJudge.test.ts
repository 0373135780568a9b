import { judgeEdge } from "../../../../audit/outside/http/judge";
import type { EdgeAnswers, EdgePaths } from "../../../../audit/outside/http/look";
import { httpChecks } from "../../../../components/audit/checks/http";
import { failed } from "./failed";

const name = "api.example.test";
const paths: EdgePaths = { plain: "/a?b=1", read: "/", write: "/", tooLarge: 1025 };
const expected = new Map([
  ["strict-transport-security", "max-age=63072000"],
  ["x-content-type-options", "nosniff"],
  ["content-security-policy", "default-src 'none'"],
]);
const good: EdgeAnswers = {
  plain: { status: 308, location: `https://${name}/a?b=1` },
  headers: {
    server: "nginx",
    "strict-transport-security": "max-age=63072000",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
    "x-request-id": "0123",
  },
  largeBody: { status: 413 },
  unknownName: { refused: "EPROTO" },
  methods: { TRACE: { status: 405 }, CONNECT: { status: 400 } },
};
const judge = (changed: Partial<EdgeAnswers>): string[] =>
  failed(judgeEdge(name, paths, { ...good, ...changed }, expected));

test("an edge that answers as set is right, and every check has an answer", () => {
  expect(judge({})).toEqual([]);
  const asked = judgeEdge(name, paths, good, expected).map(({ check }) => check);
  expect(asked).toEqual(httpChecks.map(({ id }) => id));
});

test("headers are looked at for what they are set to", () => {
  const without = (header: string): string[] => judge({ headers: { ...good.headers, [header]: undefined } });
  expect(without("strict-transport-security")).toEqual(["http-hsts"]);
  expect(without("content-security-policy")).toEqual(["http-headers"]);
  expect(without("x-request-id")).toEqual(["http-request-id"]);
  const other = { ...good.headers, "content-security-policy": "default-src *" };
  expect(judge({ headers: other })).toEqual(["http-headers"]);
  const day = { ...good.headers, "strict-transport-security": "max-age=86400" };
  expect(judge({ headers: day })).toEqual(["http-hsts"]);
});

test.each(["nginx/1.22.1", "Apache/2.4.57 (Debian)", "Python http.server"])(
  "%s is told to nobody",
  (server) => {
    expect(judge({ headers: { ...good.headers, server } })).toEqual(["http-software"]);
  },
);

test.each<[string, Partial<EdgeAnswers>, string]>([
  ["plain HTTP is answered", { plain: { status: 200 } }, "http-redirect"],
  [
    "plain HTTP leads elsewhere",
    { plain: { status: 308, location: "https://other.test/a?b=1" } },
    "http-redirect",
  ],
  ["the redirect is for now alone", { plain: { ...good.plain, status: 302 } }, "http-redirect"],
  ["a large body is waited for", { largeBody: { refused: "no answer within 10 s" } }, "http-body-limit"],
  ["a large body is taken", { largeBody: { status: 401 } }, "http-body-limit"],
  ["another name is answered", { unknownName: { status: 404 } }, "http-unknown-name"],
  ["TRACE is answered", { methods: { ...good.methods, TRACE: { status: 200 } } }, "http-methods"],
  ["CONNECT opens a tunnel", { methods: { ...good.methods, CONNECT: { status: 200 } } }, "http-methods"],
])("it is wrong where %s", (_, changed, check) => {
  expect(judge(changed)).toEqual([check]);
});

test("a connection that is cut is a refusal", () => {
  expect(judge({ largeBody: { refused: "ECONNRESET" }, unknownName: { status: 421 } })).toEqual([]);
});
