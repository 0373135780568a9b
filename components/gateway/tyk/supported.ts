import { isDeepStrictEqual } from "node:util";
import { ConfigurationError, type Problem } from "../../model/problems";
import type { GatewayPlan } from "../plan";
import { apisOf, hostsOf } from "./front";
import { familyOf } from "./families";
import { limitsOf, maximumRate } from "./limits";

/**
 * Refuses what Tyk 4.3 cannot do, all of it at once, rather than leave it out.
 *
 * @throws ConfigurationError
 */
export function checkSupported(plan: GatewayPlan): void {
  const problems: Problem[] = [];
  const refuse = (message: string): void => {
    problems.push({ path: ["gateway", "engine"], message: `tyk ${message}` });
  };
  for (const api of plan.apis) {
    for (const { of, limits } of limitsOf(api))
      for (const [period, rate] of Object.entries(limits.rate))
        if (rate > maximumRate)
          refuse(
            `counts up to ${maximumRate} requests a period, ${of} has ${rate} a ${period}: take a shorter period, a quota, or kong`,
          );
    for (const route of api.routes) {
      const limits = route.limits ?? api.limits;
      const { kind } = route.access;
      if (Object.keys(limits.rate).length > 1)
        refuse(
          `counts one period an operation, ${route.id} has ${Object.keys(limits.rate).join(", ")}: keep one`,
        );
      const counts = Object.keys(limits.rate).length > 0 || limits.quota !== undefined;
      if (counts && (limits.by === "address" || kind === "public"))
        refuse(`does not count by address, as ${route.id} asks for: limit it at the edge, or use kong`);
    }
  }
  for (const host of hostsOf(plan)) {
    const [first, ...others] = apisOf(plan, host);
    for (const other of others)
      if (!isDeepStrictEqual(first!.cors, other.cors))
        refuse(`has one rule for web pages a host name: ${first!.name} and ${other.name} need the same cors`);
  }
  for (const consumer of plan.consumers)
    for (const key of consumer.jwt?.publicKeys ?? [])
      if (familyOf(key.algorithm) === undefined)
        refuse(
          `does not verify ${key.algorithm}, as key ${key.id} of ${consumer.name} is: use ES256 or RS256`,
        );
  for (const { name, algorithms } of plan.issuers)
    for (const algorithm of algorithms)
      if (familyOf(algorithm) === undefined)
        refuse(`does not verify ${algorithm}, which issuer ${name} may use: leave it out of its algorithms`);
  if (problems.length > 0) throw new ConfigurationError(problems);
}
