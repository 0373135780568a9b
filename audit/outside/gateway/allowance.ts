import type { CheckResult } from "../../../components/audit/result";
import { judgeCalls } from "./asked";
import { callersFor, mayCall, proofOf } from "./callers";
import { callEach, type Prepared, toBeRefused } from "./calling";
import { callWithRefusedBody } from "./harmless";
import type { Operation } from "./operations";
import type { Sender } from "./send";
import type { GatewayTarget } from "./target";

/** Asks a gateway for operations as a consumer without the role for them. */
export async function judgeRoles(
  send: Sender,
  operations: readonly Operation[],
  { plan, credentials }: GatewayTarget,
): Promise<CheckResult[]> {
  const asked = await callEach(send, operations, async (operation) => {
    const { access } = operation.route;
    const stranger = callersFor(access, plan, credentials).find((one) => !mayCall(one, access));
    return stranger && toBeRefused(operation, proofOf(stranger, access));
  });
  const nothing = "every consumer that this stack has a credential of may call all that it can call";
  return judgeCalls("gateway-wrong-role", asked, [403], nothing);
}

/** Sends a gateway bodies that their schemas refuse, as consumers that may send good ones. */
export async function judgeBodies(
  send: Sender,
  operations: readonly Operation[],
  { plan, credentials }: GatewayTarget,
): Promise<CheckResult[]> {
  const asked = await callEach(send, operations, async (operation): Promise<Prepared> => {
    const call = callWithRefusedBody(operation);
    const { access } = operation.route;
    if (!call || access.kind === "public") return call && { call };
    const caller = callersFor(access, plan, credentials).find((one) => mayCall(one, access));
    return caller
      ? { call, proof: await proofOf(caller, access) }
      : { none: "the stack has no credential of a consumer that may call it" };
  });
  return judgeCalls("gateway-bad-body", asked, [400, 422], "no operation has a schema that refuses a body");
}
