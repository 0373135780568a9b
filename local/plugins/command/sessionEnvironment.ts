import type { Client } from "ssh2";

/** The parts of ssh2 1.17 that have no public interface: it sends variables without asking whether they were accepted. */
interface Internals {
  _protocol: {
    env(channel: number, name: string, value: string, wantReply?: boolean): void;
    exec(channel: number, command: string, wantReply: boolean): void;
  };
  _chanMgr: {
    _channels: Record<number, { outgoing?: { id: number }; _callbacks: ((failed: boolean) => void)[] }>;
  };
}

/**
 * Makes a client ask the server, for each environment variable of the next command, whether it is accepted (RFC 4254,
 * section 6.4), and hold the command back until all answers are there. Servers refuse all but what AcceptEnv names.
 *
 * @param proceed - is given the names that were refused; the command is sent only when it returns true
 */
export function confirmEnvironment(client: Client, proceed: (refused: string[]) => boolean): void {
  const { _protocol: protocol, _chanMgr: channels } = client as unknown as Internals;
  const [sendEnv, sendExec] = [protocol.env.bind(protocol), protocol.exec.bind(protocol)];
  const refused: string[] = [];
  let unanswered = 0;
  let held: (() => void) | undefined;
  const release = (): void => {
    if (unanswered > 0 || !held) return;
    if (proceed(refused)) held();
    held = undefined;
  };
  protocol.env = (id, name, value) => {
    const channel = Object.values(channels._channels).find((candidate) => candidate.outgoing?.id === id);
    unanswered++;
    channel?._callbacks.push((failed) => {
      if (failed) refused.push(name);
      unanswered--;
      release();
    });
    sendEnv(id, name, value, true);
  };
  protocol.exec = (id, command, wantReply) => {
    held = () => sendExec(id, command, wantReply);
    release();
  };
}
