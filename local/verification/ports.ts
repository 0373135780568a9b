import { openPorts, usualPorts } from "../../audit/outside/ports/scan";
import type { Finding } from "./finding";

/**
 * From an address that is not the operator's, nothing is open but what is served.
 *
 * @param address - where to look
 * @param served - the ports that ought to be open, in order
 */
export async function servedPorts(address: string, served: readonly number[]): Promise<Finding> {
  const open = (await openPorts(address, usualPorts)).map(({ port }) => port);
  return {
    what: "Open TCP ports",
    measured: `${open.join(", ") || "none"} (of ${usualPorts.length} tried)`,
    ok: open.join() === served.join(),
  };
}
