import type { CheckResult } from "../../../components/audit/result";
import type { ConsumerCredentials } from "../../../components/gateway/keys/credentials";
import { verdict } from "../verdict";

const check = "gateway-key-age";

/**
 * Whether the keys that the stack made for its gateway's consumers were replaced when they had to be.
 *
 * @param credentials - what the stack hands out, by the consumer's name
 * @param now - the present
 */
export function judgeKeyAges(
  credentials: Readonly<Record<string, ConsumerCredentials>>,
  now: Date,
): CheckResult[] {
  const keys = Object.entries(credentials).flatMap(([consumer, { jwt, apiKey }]) => [
    ...(jwt ? [{ name: `${consumer}, token key`, ...jwt }] : []),
    ...(apiKey ? [{ name: `${consumer}, API key`, ...apiKey }] : []),
  ]);
  const day = (time: string): string => time.slice(0, 10);
  const overdue = keys.filter(({ replacedFrom }) => Date.parse(replacedFrom) <= now.getTime());
  if (overdue.length > 0)
    return overdue.map(({ name, made, replacedFrom }) =>
      verdict(check, false, `made on ${day(made)}, to be replaced from ${day(replacedFrom)} on`, name),
    );
  if (keys.length === 0) return [verdict(check, true, "the stack hands out no keys")];
  const oldest = keys.map(({ made }) => day(made)).sort()[0]!;
  return [verdict(check, true, `${keys.length} keys, the oldest made on ${oldest}, none overdue`)];
}
