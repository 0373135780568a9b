import {
  type Caller,
  callersFor,
  expiredProof,
  type Proof,
  proofOf,
} from "../../audit/outside/gateway/callers";
import { attacks } from "../../audit/outside/gateway/attacks";
import { callWithRefusedBody, harmlessCall } from "../../audit/outside/gateway/harmless";
import { callUntilLimited, smallestLimit } from "../../audit/outside/gateway/limit";
import { gatewayOperations, type Operation } from "../../audit/outside/gateway/operations";
import { send } from "../../audit/outside/gateway/send";
import type { GatewayTarget } from "../../audit/outside/gateway/target";
import { type Answer, ask } from "../../audit/outside/request";
import type { Site } from "../../audit/outside/site";
import type { Finding, Look } from "./finding";

/** A site of the local environment with its gateway. */
interface Called {
  site: Site;
  gateway: GatewayTarget;
}

function operationsOf({ site, gateway }: Called): Operation[] {
  return gatewayOperations(gateway.plan, [site.name], () => site);
}

function operation(called: Called, method: string, template: string): Operation {
  const found = operationsOf(called).find(
    ({ route }) => route.method === method && route.template === template,
  );
  if (!found) throw new Error(`the gateway has no ${method} ${template}`);
  return found;
}

const reading = (called: Called): Operation => operation(called, "GET", "/orders");
const writing = (called: Called): Operation => operation(called, "POST", "/orders");

function caller({ gateway: { plan, credentials } }: Called, { route }: Operation, name: string): Caller {
  const found = callersFor(route.access, plan, credentials).find((one) => one.name === name);
  if (!found) throw new Error(`the stack has no credential of ${name}`);
  return found;
}

/** What a consumer signs its calls of orders by. */
function proof(called: Called, name: string): Promise<Proof> {
  const target = reading(called);
  return proofOf(caller(called, target, name), target.route.access);
}

/** A call, and what the answer ought to be. */
function call(
  what: string,
  make: (called: Called) => Promise<Answer>,
  expected: number,
  header?: string,
): Look {
  return async (target) => {
    const { status, headers } = await make(target as Called);
    const told = header === undefined ? "" : ` ${header}: ${String(headers[header] ?? "none")}`;
    const right = status === expected && (header === undefined || headers[header] !== undefined);
    return { what, measured: `${status}${told}`, ok: right };
  };
}

/** A call for each limit more than it lets in within its period. */
const overTheLimit: Look = async (target): Promise<Finding> => {
  const called = target as Called;
  const { plan, credentials } = called.gateway;
  const limit = smallestLimit(operationsOf(called), plan, credentials);
  if (!limit?.caller) throw new Error("no operation has a limit that is small enough");
  const proves = await proofOf(limit.caller, limit.operation.route.access);
  const { letIn, last } = await callUntilLimited(send, limit.operation, limit.calls, proves);
  return {
    what: `Over the limit of ${limit.calls}`,
    measured: `${letIn} let in, then ${last.status} retry-after: ${last.headers["retry-after"] ?? "none"}`,
    // A check a moment ago may have used some of them up.
    ok: letIn <= limit.calls && last.status === 429 && last.headers["retry-after"] !== undefined,
  };
};

/** An order is made, read and deleted again. */
const good: Look = async (target): Promise<Finding> => {
  const called = target as Called;
  const { site } = called;
  const [shop, dashboard] = [await proof(called, "shop"), await proof(called, "dashboard")];
  const body = JSON.stringify({ item: "tea", quantity: 2 });
  const made = await ask(site, "/orders", { body, headers: shop });
  const path = made.headers.location ?? "/none";
  const read = await ask(site, path, { headers: dashboard });
  const deleted = await ask(site, path, { method: "DELETE", headers: shop });
  const statuses = [made, read, deleted].map(({ status }) => status).join(", ");
  return { what: "Good POST, GET, DELETE", measured: statuses, ok: statuses === "201, 200, 204" };
};

/** What the local environment's gateway says to good calls and to bad ones. */
export const gatewayLooks: readonly Look[] = [
  call("No token", (called) => send(called.site, harmlessCall(reading(called))!), 401, "www-authenticate"),
  call(
    "Expired token",
    async (called) => {
      const target = reading(called);
      const expired = await expiredProof(caller(called, target, "dashboard"));
      return send(called.site, harmlessCall(target)!, expired);
    },
    401,
    "www-authenticate",
  ),
  call(
    "Wrong role",
    async (called) => send(called.site, harmlessCall(writing(called))!, await proof(called, "dashboard")),
    403,
  ),
  call(
    "Bad body",
    async (called) => send(called.site, callWithRefusedBody(writing(called))!, await proof(called, "shop")),
    422,
  ),
  call(
    "SQL injection",
    async (called) =>
      ask(called.site, `/orders?after=${encodeURIComponent(attacks["SQL injection"])}`, {
        headers: await proof(called, "dashboard"),
      }),
    403,
  ),
  overTheLimit,
  good,
];
