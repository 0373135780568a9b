import type { CheckResult } from "../../../components/audit/result";
import { type Asked, judgeCalls } from "./asked";
import { callEach } from "./calling";
import { isSafe, type Operation, samplePath } from "./operations";
import type { Sender } from "./send";

/** Parameters that no rule set lets through: SQL and a script, as the textbooks have them. */
export const attacks = {
  "SQL injection": "1' UNION SELECT password FROM users--",
  "cross-site scripting": "<script>alert(1)</script>",
} as const;

/** Whether attacks on operations that the edge inspects are refused, before anybody asks who is calling. */
export async function judgeAttacks(send: Sender, operations: readonly Operation[]): Promise<CheckResult[]> {
  const inspected = operations.filter((one) => one.route.waf && isSafe(one));
  const asked: Asked[] = [];
  for (const [name, attack] of Object.entries(attacks)) {
    const query = new URLSearchParams({ "portcullis-audit": attack });
    const answers = await callEach(send, inspected, ({ route }) => ({
      call: { method: route.method, path: `${samplePath(route.template)}?${query.toString()}` },
    }));
    asked.push(...answers.map(({ subject, outcome }) => ({ subject: `${subject} (${name})`, outcome })));
  }
  return judgeCalls("gateway-attacks", asked, [403], "no operation that only reads is inspected (`waf`)");
}
