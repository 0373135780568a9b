import type { Rule } from "../core/rule";
import type { Value } from "../core/value";
import { eachApiAndOperation, GATEWAY } from "./operations";

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86400 } as const;

/** Requests a second that a limit lets through in the long run: its strictest period decides. */
function perSecond(limit: Value): number {
  const rates = Object.entries(SECONDS).map(
    ([period, seconds]) => (limit.get(period).number ?? Infinity) / seconds,
  );
  return Math.min(...rates);
}

/** A limit that nobody ever reaches is none. */
export const rateLimit: Rule = {
  id: "gateway-rate-limit",
  title: "Rate limits are low enough to be felt",
  why: "a limit far above what anybody needs lets one caller guess, copy or wear out the API as if there were none",
  mend: "set rateLimit to a few times what a caller really needs; the default is 600 a minute",
  severity: "medium",
  maps: {
    practices: ["Rate limiting and throttling", "Firewalls and gateways"],
    owaspApi2023: ["API4"],
  },
  types: [GATEWAY],
  parameters: {
    maximumPerSecond: {
      type: "number",
      exclusiveMinimum: 0,
      default: 100,
      description: "Most requests a second, in the long run, that one caller may make.",
    },
  },
  check: (subject) => {
    const most = subject.parameter<number>("maximumPerSecond");
    eachApiAndOperation(subject, (value) => {
      const limit = value.get("rateLimit");
      // None is the default, of the component or of the API.
      if (!limit.exists) return;
      const rate = perSecond(limit);
      if (rate > most)
        subject.report(
          limit,
          `lets ${Math.round(rate)} requests a second through in the long run, at most ${most} are asked for`,
        );
    });
  },
};
