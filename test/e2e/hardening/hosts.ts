import type { Bundle } from "../../../components/host/bundle";
import { type CommandResult, hostExec, type LocalClient, type LocalHost } from "../../../local/hosts";
import { send } from "../bundle/direct";

/** Applies a bundle and, where it is on trial, confirms it over a second connection, as a HostBundle does. */
export async function bring(host: LocalHost, bundle: Bundle): Promise<CommandResult> {
  const applied = await send(host, "apply", bundle);
  return applied.code === 0 && bundle.trialSeconds ? send(host, "confirm", bundle) : applied;
}

/** Runs shell text on a host as root, past its firewall and SSH server. */
export const asRoot = (host: LocalHost, command: string): Promise<CommandResult> =>
  hostExec(host, ["sh", "-c", command]);

/**
 * How many of `count` TCP connections open that are asked for at the same moment, before an allowance by the minute
 * can grow: what is not open after 5 s was dropped.
 */
export async function openAtOnce(
  client: LocalClient,
  address: string,
  port: number,
  count: number,
): Promise<number> {
  const script = [
    "import socket, sys, time",
    "def opened(connection):",
    "    try: return bool(connection.getpeername())",
    "    except OSError: return False",
    "connections = [socket.socket() for _ in range(int(sys.argv[3]))]",
    "for connection in connections:",
    "    connection.setblocking(False)",
    "    connection.connect_ex((sys.argv[1], int(sys.argv[2])))",
    "time.sleep(5)",
    "print(sum(map(opened, connections)))",
  ].join("\n");
  const { stdout } = await client.exec(["python3", "-c", script, address, String(port), String(count)]);
  return Number(stdout);
}

/**
 * Whether a TCP connection to an address opens: `open`, `refused` by the host itself, or `dropped` (no answer within
 * 1.5 s).
 */
export async function probe(client: LocalClient, address: string, port: number): Promise<string> {
  const script = [
    "import socket, sys",
    "try:",
    "    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=1.5).close(); print('open')",
    "except ConnectionRefusedError: print('refused')",
    "except OSError: print('dropped')",
  ].join("\n");
  const { stdout } = await client.exec(["python3", "-c", script, address, String(port)]);
  return stdout.trim();
}
