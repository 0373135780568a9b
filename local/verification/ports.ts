import { connect } from "node:net";
import type { Finding } from "./probe";

const CONNECT_LIMIT_MS = 1500;

/** All well-known ports, and those that databases, caches, consoles and gateways listen on. */
const candidates = [
  ...Array.from({ length: 1024 }, (_, index) => index + 1),
  ...[
    1433, 2375, 2379, 3000, 3306, 5044, 5432, 5601, 6379, 6443, 8000, 8001, 8002, 8080, 8443, 8444, 9090,
    9100, 9200, 9300, 11211, 27017,
  ],
];

function isOpen(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (open: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(open);
    };
    // On a busy machine the answer may have come and not been looked at yet: it is before the immediate.
    const timer = setTimeout(() => setImmediate(end, false), CONNECT_LIMIT_MS);
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}

/**
 * From an address that is not the operator's, nothing is open but what is served.
 *
 * @param address - where to look
 * @param served - the ports that ought to be open, in order
 */
export async function openPorts(address: string, served: readonly number[]): Promise<Finding> {
  const open: number[] = [];
  const left = [...candidates];
  const worker = async (): Promise<void> => {
    for (let port = left.pop(); port !== undefined; port = left.pop()) {
      if (await isOpen(address, port)) open.push(port);
    }
  };
  await Promise.all(Array.from({ length: 256 }, worker));
  open.sort((a, b) => a - b);
  return {
    what: "Open TCP ports",
    measured: `${open.join(", ") || "none"} (of ${candidates.length} tried)`,
    ok: open.join() === served.join(),
  };
}
