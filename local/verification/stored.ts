import type { LogsAccess } from "../../components/logging/elkServer";
import { callersFor, proofOf } from "../../audit/outside/gateway/callers";
import { storedRequest } from "../../audit/outside/logs/storedRequest";
import type { Finding, Target } from "./finding";

const milliseconds = (nanoseconds: number | undefined): string =>
  nanoseconds === undefined ? "?" : `${(nanoseconds / 1e6).toFixed(1)} ms`;

/**
 * A request at the edge is found in Elasticsearch, with who made it and how long it took.
 *
 * @param logs - how the logs are read
 */
export async function loggedRequest(target: Target, logs: LogsAccess): Promise<Finding> {
  const { site, gateway } = target;
  const what = "Request in Elasticsearch";
  const access = { kind: "jwt", roles: [] } as const;
  const caller =
    gateway && callersFor(access, gateway.plan, gateway.credentials).find(({ name }) => name === "dashboard");
  try {
    const proof = caller && (await proofOf(caller, access));
    const { id, seconds, event } = await storedRequest(site, "/orders?limit=1", logs, proof);
    if (!event) return { what, measured: `request ${id} is not there`, ok: false };
    const { user, event: times, portcullis } = event;
    const measured = `after ${seconds.toFixed(1)} s: ${user?.name ?? "nobody"}, ${portcullis?.verdict ?? "no verdict"}, ${milliseconds(times?.duration)}, of which ${milliseconds(portcullis?.upstream?.duration)} upstream`;
    return { what, measured, ok: user?.name === "dashboard" && times?.duration !== undefined };
  } catch (error) {
    return { what, measured: (error as Error).message, ok: false };
  }
}
