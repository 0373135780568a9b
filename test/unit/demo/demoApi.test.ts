import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readAsset } from "../../../components/assets";
import { demoApiUrl, renderDemoApi } from "../../../components/demo/render";
import { resolve } from "../../../components/model/resolve";

const root = path.join(__dirname, "../../..");
const folder = mkdtempSync(path.join(tmpdir(), "portcullis-demo-"));
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  const script = path.join(root, "components/demo/assets/api.py");
  server = spawn("python3", ["-I", "-u", script, "0", "1000", path.join(folder, "orders.sqlite")]);
  const [line] = (await once(server.stdout!, "data")) as [Buffer];
  url = `http://${/127\.0\.0\.1:\d+/.exec(line.toString())![0]}`;
});
afterAll(async () => {
  server.kill();
  if (server.exitCode === null) await once(server, "exit");
  rmSync(folder, { recursive: true });
});

const post = (body: string, type = "application/json"): Promise<Response> =>
  fetch(`${url}/orders`, { method: "POST", body, headers: { "content-type": type } });

test("an order is created, read, listed and deleted", async () => {
  const created = await post('{"item":"Green tea","quantity":2}');
  expect(created.status).toBe(201);
  const order = (await created.json()) as { id: string };
  expect(order).toMatchObject({ item: "Green tea", quantity: 2 });
  const at = `${url}${created.headers.get("location")}`;
  expect(await (await fetch(at)).json()).toEqual(order);
  expect(await (await fetch(`${url}/orders`)).json()).toEqual({ orders: [order] });
  expect((await fetch(at, { method: "DELETE" })).status).toBe(204);
  expect((await fetch(at)).status).toBe(404);
});

test("a long list comes in pages", async () => {
  for (const item of ["a", "b", "c"]) await post(JSON.stringify({ item, quantity: 1 }));
  type Page = { orders: { item: string }[]; next?: string };
  const first = (await (await fetch(`${url}/orders?limit=2`)).json()) as Page;
  expect(first.orders.map(({ item }) => item)).toEqual(["a", "b"]);
  const second = (await (await fetch(`${url}/orders?limit=2&after=${first.next}`)).json()) as Page;
  expect(second.orders.map(({ item }) => item)).toEqual(["c"]);
  expect(second.next).toBeUndefined();
});

test.each([
  ["no JSON", "{", 400],
  ["an unknown member", '{"item":"a","quantity":1,"x":1}', 422],
  ["a quote in the item", '{"item":"a\' OR 1=1","quantity":1}', 422],
  ["true as a number", '{"item":"a","quantity":true}', 422],
  ["too much", `{"item":"${"a".repeat(2000)}"}`, 413],
])("%s is refused as a problem", async (_, body, status) => {
  const answer = await post(body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await answer.json()).toMatchObject({ status });
});

test("the OpenAPI document is the one in the package and names every path", async () => {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
  expect(document).toEqual(JSON.parse(readAsset("components/demo/assets/openapi.json")));
  expect(Object.keys(document.paths)).toEqual(["/orders", "/orders/{id}", "/healthz", "/openapi.json"]);
  expect((await fetch(`${url}/orders`, { method: "PUT" })).status).toBe(405);
});

test("the unit listens where the edge looks for it", () => {
  const settings = resolve("demoApi", { port: 9000 });
  expect(demoApiUrl(settings)).toBe("http://127.0.0.1:9000");
  const unit = renderDemoApi(settings).files.find(({ path: file }) => file.endsWith(".service"))!.content;
  expect(unit).toMatch(/api\.py 9000 16384 /);
  expect(unit).toContain("SocketBindAllow=ipv4:tcp:9000");
});
