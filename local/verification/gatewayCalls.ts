import type { Finding, Probe, Target } from "./probe";
import { type Answer, ask, type RequestOptions } from "./request";

const order = JSON.stringify({ item: "tea", quantity: 2 });

function bearer(token: string): RequestOptions["headers"] {
  return { authorization: `Bearer ${token}` };
}

/** A call, and what the answer ought to be. */
function call(
  what: string,
  send: (target: Required<Target>) => Promise<Answer>,
  expected: number,
  header?: string,
): Probe {
  return async (target) => {
    const { status, headers } = await send(target as Required<Target>);
    const told = header === undefined ? "" : ` ${header}: ${String(headers[header] ?? "none")}`;
    const right = status === expected && (header === undefined || headers[header] !== undefined);
    return { what, measured: `${status}${told}`, ok: right };
  };
}

/** A call for each limit more than it lets in within its period. */
const overTheLimit: Probe = async (target): Promise<Finding> => {
  const headers = { "x-api-key": target.credentials!.apiKey };
  const answers: Answer[] = [];
  while (answers.at(-1)?.status !== 429 && answers.length < 8)
    answers.push(await ask(target, "/openapi.json", { headers }));
  const last = answers.at(-1)!;
  const passed = answers.filter(({ status }) => status === 200).length;
  return {
    what: "Over the limit of 5",
    measured: `${passed} let in, then ${last.status} retry-after: ${last.headers["retry-after"] ?? "none"}`,
    // A check a moment ago may have used some of them up.
    ok: passed <= 5 && last.status === 429 && last.headers["retry-after"] !== undefined,
  };
};

/** An order is made, read and deleted again. */
const good: Probe = async (target): Promise<Finding> => {
  const { shop, dashboard } = target.credentials!;
  const made = await ask(target, "/orders", { body: order, headers: bearer(shop) });
  const path = made.headers.location ?? "/none";
  const read = await ask(target, path, { headers: bearer(dashboard) });
  const deleted = await ask(target, path, { method: "DELETE", headers: bearer(shop) });
  const statuses = [made, read, deleted].map(({ status }) => status).join(", ");
  return { what: "Good POST, GET, DELETE", measured: statuses, ok: statuses === "201, 200, 204" };
};

/** What the local environment's gateway says to good calls and to bad ones. */
export const gatewayProbes: readonly Probe[] = [
  call("No token", (target) => ask(target, "/orders"), 401, "www-authenticate"),
  call(
    "Expired token",
    (target) => ask(target, "/orders", { headers: bearer(target.credentials.expired) }),
    401,
    "www-authenticate",
  ),
  call(
    "Wrong role",
    (target) => ask(target, "/orders", { body: order, headers: bearer(target.credentials.dashboard) }),
    403,
  ),
  call(
    "Bad body",
    (target) =>
      ask(target, "/orders", {
        body: JSON.stringify({ item: "tea", quantity: 0 }),
        headers: bearer(target.credentials.shop),
      }),
    422,
  ),
  call(
    "SQL injection",
    (target) =>
      ask(target, `/orders?after=${encodeURIComponent("1' UNION SELECT password FROM users--")}`, {
        headers: bearer(target.credentials.dashboard),
      }),
    403,
  ),
  overTheLimit,
  good,
];
