import { connect, type Socket } from "node:net";

const CONNECT_LIMIT_MS = 1500;
const atOnce = 256;

/** Ports above the well-known ones that databases, queues, caches, consoles, proxies and remote desktops listen on. */
const servicePorts = [
  1080, 1194, 1433, 1521, 1723, 1883, 2049, 2181, 2375, 2376, 2377, 2379, 2380, 3000, 3128, 3268, 3306, 3389,
  4000, 4222, 4369, 4443, 4444, 5000, 5001, 5044, 5060, 5432, 5433, 5555, 5601, 5671, 5672, 5900, 5901, 5984,
  5985, 5986, 6000, 6379, 6380, 6443, 6667, 7000, 7001, 7077, 7474, 7687, 8000, 8001, 8002, 8008, 8009, 8080,
  8081, 8082, 8083, 8086, 8088, 8090, 8091, 8161, 8200, 8300, 8443, 8444, 8500, 8800, 8883, 8888, 8983, 9000,
  9001, 9042, 9080, 9090, 9091, 9092, 9093, 9100, 9200, 9300, 9418, 9443, 9999, 10000, 10250, 10255, 11211,
  15672, 26257, 26379, 27017, 27018, 28017, 50000, 50070, 61616,
];

/** All well-known ports, and those that services usually listen on. */
export const usualPorts: readonly number[] = [
  ...Array.from({ length: 1024 }, (_, index) => index + 1),
  ...servicePorts,
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
