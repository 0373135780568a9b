import { randomUUID } from "node:crypto";
import type { CheckResult } from "../../../components/audit/result";
import type { Method } from "../../../components/gateway/plan";
import { type Asked, judgeCalls } from "./asked";
import { type Operation, samplePath } from "./operations";
import type { Sender } from "./send";

/** Methods that a path may lack, those first by which least could happen. */
const methodsToTry: readonly Method[] = ["GET", "PATCH", "PUT", "POST", "DELETE"];

async function paths(send: Sender, operations: readonly Operation[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const [name, { site }] of new Map(operations.map((one) => [one.site.name, one]))) {
    const path = `/portcullis-audit-${randomUUID()}`;
    const { status } = await send(site, { method: "GET", path });
    asked.push({ subject: `GET https://${name}`, outcome: { status } });
  }
  return asked;
}

async function methods(send: Sender, operations: readonly Operation[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  const byPath = new Map(operations.map((one) => [`https://${one.site.name}${one.route.template}`, one]));
  for (const [url, { site, api, route }] of byPath) {
    const has = api.paths.find(({ template }) => template === route.template)?.methods ?? [];
    const method = methodsToTry.find((one) => !has.includes(one));
    if (!method) continue;
    const call = { method, path: samplePath(route.template) };
    // No API takes this for something to change.
    const odd = method === "GET" ? {} : { body: "portcullis-audit", contentType: "text/plain" };
    const { status } = await send(site, { ...call, ...odd });
    asked.push({ subject: `${method} ${url}`, outcome: { status } });
  }
  return asked;
}

/** Asks a gateway for what its OpenAPI documents do not have. */
export async function judgeUndeclared(
  send: Sender,
  operations: readonly Operation[],
): Promise<CheckResult[]> {
  return [
    ...judgeCalls(
      "gateway-undeclared-path",
      await paths(send, operations),
      [401, 403, 404],
      "the gateway has no operations",
    ),
    ...judgeCalls(
      "gateway-undeclared-method",
      await methods(send, operations),
      [404, 405],
      "every path has every method",
    ),
  ];
}
