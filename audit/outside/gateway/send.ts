import { setTimeout as pause } from "node:timers/promises";
import { type Answer, ask } from "../request";
import type { Site } from "../site";
import type { Proof } from "./callers";
import type { Call } from "./harmless";

/** Sends calls to a gateway. */
export type Sender = (site: Site, call: Call, proof?: Proof) => Promise<Answer>;

/** Sends one call. What proves somebody is sent to nobody whose certificate is not trusted. */
export function send(site: Site, { method, path, body, contentType }: Call, proof?: Proof): Promise<Answer> {
  return ask(site, path, {
    method,
    body,
    untrusted: proof === undefined,
    headers: { ...proof, ...(contentType === undefined ? {} : { "content-type": contentType }) },
  });
}

/**
 * Sends calls at half of the rate that the edge lets an address in at, so that it answers none of them in the gateway's
 * place and bans nobody.
 *
 * @param requestsPerSecond - the edge's limit
 */
export function atHalfOf(requestsPerSecond: number): Sender {
  const interval = 2000 / requestsPerSecond;
  let next = 0;
  return async (site, call, proof) => {
    const wait = next - performance.now();
    next = Math.max(next, performance.now()) + interval;
    if (wait > 0) await pause(wait);
    return send(site, call, proof);
  };
}
