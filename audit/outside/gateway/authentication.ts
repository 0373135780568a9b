import type { CheckResult } from "../../../components/audit/result";
import { judgeCalls } from "./asked";
import { bearer, callersFor, expiredProof, forgedApiKey, mayCall } from "./callers";
import { callEach, type Prepared, toBeRefused } from "./calling";
import type { Operation } from "./operations";
import type { Sender } from "./send";
import type { GatewayTarget } from "./target";
import { claimsFor, forgedToken, type TokenClaims, unsignedToken } from "./tokens";

/** Asks a gateway for operations that need a credential, with none and with such as nobody was given. */
export async function judgeAuthentication(
  send: Sender,
  operations: readonly Operation[],
  { plan, credentials }: GatewayTarget,
): Promise<CheckResult[]> {
  const claims = ({ route }: Operation): TokenClaims | undefined =>
    claimsFor(route.access, plan, credentials);
  const forged = async (operation: Operation): Promise<Prepared> => {
    if (operation.route.access.kind === "apiKey") return toBeRefused(operation, forgedApiKey());
    const said = claims(operation);
    return said && toBeRefused(operation, forgedToken(said).then(bearer));
  };
  const unsigned = async (operation: Operation): Promise<Prepared> => {
    const said = claims(operation);
    return said && toBeRefused(operation, bearer(unsignedToken(said)));
  };
  const expired = async (operation: Operation): Promise<Prepared> => {
    const { access } = operation.route;
    if (access.kind !== "jwt" && access.kind !== "oauth2") return undefined;
    const callers = callersFor(access, plan, credentials);
    const caller = callers.find((one) => mayCall(one, access)) ?? callers[0];
    return caller
      ? toBeRefused(operation, expiredProof(caller))
      : { none: "the stack has no key that signs its tokens" };
  };
  const results: CheckResult[] = [];
  for (const [check, prepare, nothing] of [
    ["gateway-no-credential", toBeRefused, "no operation asks for a credential"],
    ["gateway-forged-credential", forged, "no operation asks for a credential"],
    ["gateway-expired-token", expired, "no operation takes tokens"],
    ["gateway-unsigned-token", unsigned, "no operation takes tokens"],
  ] as const)
    results.push(
      ...judgeCalls(
        check,
        await callEach(send, operations, (operation) => prepare(operation)),
        [401],
        nothing,
      ),
    );
  return results;
}
