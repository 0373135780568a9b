import type { Ask } from "./attacks";
import type { Answer, Caller } from "./caller";
import { apiKeys, good } from "./tykPlan";

/** What every gateway answers for the plan of the tests, whichever engine it is. */

/** Header of a JSON body. */
export const jsonType = ["Content-Type", "application/json"];

/** One call and the status that it has to be answered by. */
export interface Cell {
  what: string;
  method: string;
  path: string;
  asked: Ask;
  status: number;
}

/** Sends one call to a gateway. */
export type Asker = (method: string, path: string, asked?: Ask) => Promise<Answer>;

/** What calls the gateway at a port of the caller's host. */
export function askerOf(caller: () => Caller, port: number): Asker {
  return (method, path, { token: bearer, apiKey, headers = [], body } = {}) =>
    caller().call({
      port,
      method,
      path,
      headers: [
        "Host",
        "api.example.test",
        ...(bearer === undefined ? [] : ["Authorization", `Bearer ${bearer}`]),
        ...(apiKey === undefined ? [] : ["X-API-Key", apiKey]),
        ...(body === undefined ? [] : ["Content-Length", String(Buffer.byteLength(body))]),
        ...headers,
      ],
      body,
    });
}

/** Every role at every operation. The tokens are made as this is called. */
export function roleCells(): Cell[] {
  const id = "00000000-0000-4000-8000-000000000000";
  const order = { headers: jsonType, body: JSON.stringify({ item: "tea", quantity: 1 }) };
  const cell = (who: string, method: string, path: string, asked: Ask, status: number): Cell => ({
    what: `${who}: ${method} ${path}`,
    method,
    path,
    asked,
    status,
  });
  return [
    ...Object.entries(good).flatMap(([name, make]) => [
      cell(name, "GET", "/orders", { token: make() }, 200),
      cell(name, "POST", "/orders", { token: make(), ...order }, name === "legacy" ? 201 : 403),
      cell(name, "GET", `/orders/${id}`, { token: make() }, name === "partner" ? 403 : 404),
      // A credential of another kind than the operation takes is none.
      cell(name, "GET", "/healthz", { token: make() }, 401),
      cell(name, "DELETE", `/orders/${id}`, { token: make() }, 401),
    ]),
    ...Object.entries(apiKeys).flatMap(([name, apiKey]) => [
      cell(name, "GET", "/healthz", { apiKey }, 200),
      cell(name, "DELETE", `/orders/${id}`, { apiKey }, name === "writer" ? 404 : 403),
      cell(name, "GET", "/orders", { apiKey }, 401),
      cell(name, "POST", "/orders", { apiKey, ...order }, 401),
      cell(name, "GET", `/orders/${id}`, { apiKey }, 401),
    ]),
  ];
}

/** As long as a body may be, to the byte; the API itself refuses its item. */
const longest = JSON.stringify({ item: "x".repeat(1000 - 24), quantity: 3 });

/** Bodies of `POST /orders`: size, type, JSON, schema. */
export function bodyCells(): Cell[] {
  const order = JSON.stringify({ item: "tea", quantity: 3 });
  const cell = (what: string, status: number, body: string, headers = jsonType): Cell => ({
    what,
    method: "POST",
    path: "/orders",
    asked: { token: good.legacy(), body, headers },
    status,
  });
  return [
    cell("a good one", 201, order),
    cell("a number below its limit", 422, JSON.stringify({ item: "tea", quantity: 0 })),
    cell("a property too many", 422, JSON.stringify({ item: "tea", quantity: 3, admin: true })),
    cell("no JSON", 400, '{"item'),
    cell("another type", 415, order, ["Content-Type", "text/plain"]),
    cell("no type", 415, order, []),
    cell("an item that the API itself refuses", 422, JSON.stringify({ item: "x".repeat(971), quantity: 3 })),
    cell("one byte too many", 413, `${longest} `),
  ];
}

/** The longest body that is let in. */
export function longestBody(): Ask {
  return { token: good.legacy(), headers: jsonType, body: longest };
}

/** Calls of what no API describes. */
export function unknownCalls(): [method: string, path: string, asked: Ask][] {
  return [
    ["GET", "/nothing", {}],
    ["GET", "/orders/", {}],
    ["GET", "//orders", {}],
    ["GET", "/orders/../healthz", {}],
    ["GET", "/orders/a%2Fb", { token: good.legacy() }],
    ["GET", "/healthz/x", {}],
  ];
}

/**
 * Statuses of 40 calls of an operation with a limit of five.
 *
 * @param ask - calls the gateway
 * @param make - makes a token of one consumer
 * @param parallel - how many are on their way at a time
 */
export async function statusesAtLimit(ask: Asker, make: () => string, parallel: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let round = 0; round < 40 / parallel; round++) {
    const calls = Array.from({ length: parallel }, () => ask("GET", "/openapi.json", { token: make() }));
    statuses.push(...(await Promise.all(calls)).map(({ status }) => status));
  }
  return statuses;
}
