import type { CheckResult } from "../../../components/audit/result";
import type { ResolvedEdge } from "../../../components/model/types";
import type { Site } from "../site";
import { answered } from "../verdict";
import { judgeBodies, judgeRoles } from "./allowance";
import { judgeCalls } from "./asked";
import { judgeAttacks } from "./attacks";
import { judgeAuthentication } from "./authentication";
import { callEach } from "./calling";
import { judgeKeyAges } from "./keyAge";
import { judgeLimit } from "./limit";
import {
  gatewayNames,
  gatewayOperations,
  hasParameters,
  isSafe,
  type Operation,
  samplePath,
  subjectOf,
} from "./operations";
import { atHalfOf, type Sender } from "./send";
import type { GatewayTarget } from "./target";
import { judgeUndeclared } from "./undeclared";

/** Whether what anybody may call answers. */
async function judgePublic(send: Sender, operations: readonly Operation[]): Promise<CheckResult[]> {
  const open = operations.filter((one) => one.route.access.kind === "public" && isSafe(one));
  const asked = await callEach(send, open, ({ route }) => ({
    call: { method: route.method, path: samplePath(route.template) },
  }));
  // Of things that are not there, an API says so.
  const mayMiss = new Set(open.filter(({ route }) => hasParameters(route)).map(subjectOf));
  const [things, others] = [
    asked.filter(({ subject }) => mayMiss.has(subject)),
    asked.filter(({ subject }) => !mayMiss.has(subject)),
  ];
  const check = "gateway-public-operations";
  const nothing = "no operation that only reads is public";
  if (asked.length === 0) return judgeCalls(check, asked, [], nothing);
  return [
    ...(others.length > 0 ? judgeCalls(check, others, (status) => status < 400, nothing) : []),
    ...(things.length > 0
      ? judgeCalls(check, things, (status) => status < 400 || status === 404, nothing)
      : []),
  ];
}

/**
 * Asks a gateway for what it has to answer and for what it has to refuse. No call changes anything, even where the
 * gateway lets it in; one limit may be used up.
 *
 * @param edge - the edge in front of it
 * @param siteNamed - the site of a name
 */
export async function gatewayAnswers(
  edge: ResolvedEdge,
  target: GatewayTarget,
  siteNamed: (name: string) => Site,
): Promise<CheckResult[]> {
  const send = atHalfOf(edge.limits.requestsPerSecond);
  const operations = gatewayOperations(target.plan, gatewayNames(edge, target.plan), siteNamed);
  const closed = operations.filter(({ route }) => route.access.kind !== "public");
  const looks: [checks: string[], look: () => Promise<CheckResult[]>][] = [
    [["gateway-public-operations"], () => judgePublic(send, operations)],
    [
      [
        "gateway-no-credential",
        "gateway-forged-credential",
        "gateway-expired-token",
        "gateway-unsigned-token",
      ],
      () => judgeAuthentication(send, closed, target),
    ],
    [["gateway-wrong-role"], () => judgeRoles(send, closed, target)],
    [["gateway-bad-body"], () => judgeBodies(send, operations, target)],
    [["gateway-attacks"], () => judgeAttacks(send, operations)],
    [["gateway-undeclared-path", "gateway-undeclared-method"], () => judgeUndeclared(send, operations)],
    [["gateway-key-age"], () => Promise.resolve(judgeKeyAges(target.credentials, new Date()))],
    // The last one, since it leaves a limit used up.
    [["gateway-rate-limit"], () => judgeLimit(send, operations, target)],
  ];
  const results: CheckResult[] = [];
  for (const [checks, look] of looks)
    results.push(
      ...(await answered(
        checks.map((id) => ({ id })),
        look,
      )),
    );
  return results;
}
