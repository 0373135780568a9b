import type { GatewayPlan, PlanApi, PlanConsumer, PlanRoute } from "../../../components/gateway/plan";
import { mintToken } from "../../../scripts/credentials/mintToken";
import type { AuditedEnvironment } from "../../model/audited";
import type { ApiTarget } from "./targets";

type Credentials = AuditedEnvironment["credentials"];

/** A header that a consumer proves itself by; its value is secret. */
export interface CallerHeader {
  /** `Authorization` for a token, `X-API-Key` for a key. */
  readonly name: string;
  readonly value: string;
}

/**
 * Whom to call an API's operations as: for each the consumer that may call most of them, so that few credentials are
 * handed to a scanner. Holders of access tokens of an authorization server cannot be played: only it can make these.
 */
export function callers(
  plan: GatewayPlan,
  api: PlanApi,
  credentials: Credentials,
): (route: PlanRoute) => string | undefined {
  const mayCall = (consumer: PlanConsumer, { access }: PlanRoute): boolean => {
    if (access.kind !== "jwt" && access.kind !== "apiKey") return false;
    const held = Object.hasOwn(credentials, consumer.name) && credentials[consumer.name]![access.kind];
    const { roles } = access;
    return Boolean(held) && (roles.length === 0 || roles.some((role) => consumer.roles.includes(role)));
  };
  const count = (consumer: PlanConsumer): number =>
    api.routes.filter((route) => mayCall(consumer, route)).length;
  const ranked = [...plan.consumers].sort((a, b) => count(b) - count(a) || (a.name < b.name ? -1 : 1));
  return (route) => ranked.find((consumer) => mayCall(consumer, route))?.name;
}

/** What tells a caller of a target from the others: its name, and what it proves itself by. */
export function callerId(kind: "jwt" | "apiKey", consumer: string): string {
  return `${consumer}-${kind === "jwt" ? "token" : "key"}`;
}

/** How long tokens for a scan are good at most, in seconds. */
const longestScan = 1800;

/** The headers that a target is called with, and for how long they are good. */
export interface CallerHeaders {
  /** By {@link callerId}. */
  readonly headers: Readonly<Record<string, CallerHeader>>;
  /** Seconds from now, 30 minutes at most. */
  readonly seconds: number;
}

/** Makes tokens for a target's callers, good for one scan. */
export async function mintHeaders(target: ApiTarget, credentials: Credentials): Promise<CallerHeaders> {
  const headers: Record<string, CallerHeader> = {};
  let seconds = longestScan;
  for (const { route, caller } of target.operations) {
    const { kind } = route.access;
    if (caller === undefined || (kind !== "jwt" && kind !== "apiKey")) continue;
    const { jwt, apiKey } = credentials[caller]!;
    if (kind === "apiKey") headers[callerId(kind, caller)] = { name: "X-API-Key", value: apiKey!.key };
    else {
      const lifetime = Math.min(longestScan, jwt!.maximumLifetime);
      seconds = Math.min(seconds, lifetime);
      const token = await mintToken(caller, jwt!, { lifetime });
      headers[callerId(kind, caller)] ??= { name: "Authorization", value: `Bearer ${token}` };
    }
  }
  return { headers, seconds };
}
