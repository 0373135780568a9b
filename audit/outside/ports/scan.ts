import { connect, type Socket } from "node:net";

const CONNECT_LIMIT_MS = 1500;
const atOnce = 256;

/** All well-known ports, and those that databases, caches, consoles and gateways listen on. */
export const usualPorts: readonly number[] = [
  ...Array.from({ length: 1024 }, (_, index) => index + 1),
  ...[
    1433, 2375, 2379, 3000, 3306, 5044, 5432, 5601, 6379, 6443, 8000, 8001, 8002, 8080, 8443, 8444, 9090,
    9100, 9200, 9300, 11211, 27017,
  ],
];

/** All TCP ports. */
export const allPorts: readonly number[] = Array.from({ length: 65_535 }, (_, index) => index + 1);

/** A TCP port that took a connection. */
export interface OpenPort {
  readonly port: number;
  /** The address that this machine reached it from. */
  readonly from: string;
}

function tryPort(address: string, port: number): Promise<OpenPort | undefined> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ host: address, port });
    const end = (found?: OpenPort): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(found);
    };
    // On a busy machine the answer may have come and not been looked at yet: it is before the immediate.
    const timer = setTimeout(() => setImmediate(end), CONNECT_LIMIT_MS);
    socket.once("connect", () => end({ port, from: socket.localAddress ?? "" }));
    socket.once("error", () => end());
  });
}

/** Those of some TCP ports of an address that take connections, in order. */
export async function openPorts(address: string, candidates: readonly number[]): Promise<OpenPort[]> {
  const open: OpenPort[] = [];
  const left = [...candidates].reverse();
  const worker = async (): Promise<void> => {
    for (let port = left.pop(); port !== undefined; port = left.pop()) {
      const found = await tryPort(address, port);
      if (found) open.push(found);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return open.sort((a, b) => a.port - b.port);
}
