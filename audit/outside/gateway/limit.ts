import type { CheckResult } from "../../../components/audit/result";
import type { GatewayPlan } from "../../../components/gateway/plan";
import type { Answer } from "../request";
import { unknown, verdict } from "../verdict";
import { type Caller, callersFor, mayCall, type Proof, proofOf } from "./callers";
import type { GatewayTarget } from "./target";
import { isSafe, limitsOf, type Operation, samplePath, subjectOf } from "./operations";
import type { Sender } from "./send";

/** The largest limit that an audit uses up. */
const mostCalls = 60;

const check = "gateway-rate-limit";

/** A limit that an audit may use up, and who does. */
interface Limit {
  readonly operation: Operation;
  readonly calls: number;
  readonly caller?: Caller;
}

/**
 * The smallest limit that may be used up: of an operation that only reads, counted by the minute or the second, since
 * whoever is counted together with the audit is kept out for as long.
 */
export function smallestLimit(
  operations: readonly Operation[],
  plan: GatewayPlan,
  credentials: GatewayTarget["credentials"],
): Limit | undefined {
  return operations
    .filter(isSafe)
    .flatMap((operation): Limit[] => {
      const { minute, second } = limitsOf(operation).rate;
      const calls = minute ?? second;
      if (calls === undefined || calls > mostCalls) return [];
      const { access } = operation.route;
      if (access.kind === "public") return [{ operation, calls }];
      const caller = callersFor(access, plan, credentials).find((one) => mayCall(one, access));
      return caller ? [{ operation, calls, caller }] : [];
    })
    .sort((a, b) => a.calls - b.calls)[0];
}

/**
 * Calls an operation until it is over its limit.
 *
 * @param calls - the limit; a period may begin anew meanwhile, so that twice as many may be let in
 * @returns how many were let in, and the last answer
 */
export async function callUntilLimited(
  send: Sender,
  operation: Operation,
  calls: number,
  proof?: Proof,
): Promise<{ letIn: number; last: Answer }> {
  const call = { method: operation.route.method, path: samplePath(operation.route.template) };
  for (let letIn = 0; ; letIn++) {
    const last = await send(operation.site, call, proof);
    if (last.status === 429 || letIn >= 2 * calls) return { letIn, last };
  }
}

/** Whether calls over a limit are refused. */
export async function judgeLimit(
  send: Sender,
  operations: readonly Operation[],
  { plan, credentials }: GatewayTarget,
): Promise<CheckResult[]> {
  const limit = smallestLimit(operations, plan, credentials);
  if (!limit)
    return [
      unknown(
        check,
        `no operation that only reads and that this stack can call has a limit of at most ${mostCalls} calls a minute or second; an audit uses up no larger one`,
      ),
    ];
  const { operation, calls, caller } = limit;
  const subject = subjectOf(operation);
  const proof = caller && (await proofOf(caller, operation.route.access));
  const { letIn, last } = await callUntilLimited(send, operation, calls, proof);
  const evidence = `${letIn} let in, then ${last.status} retry-after: ${last.headers["retry-after"] ?? "none"}; the limit is ${calls}`;
  return last.status === 429
    ? [verdict(check, true, `${subject}: ${evidence}`)]
    : [verdict(check, false, evidence, subject)];
}
