/** What an SSH server says of itself before anybody logs in. */
export interface SshIntroduction {
  /** Its identification, such as `SSH-2.0-OpenSSH_9.2p1`. */
  readonly software: string;
  readonly keyExchange: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

const KEXINIT = 20;

/**
 * Reads the identification and the first packet of an SSH server (RFC 4253 sections 4.2, 6 and 7.1).
 *
 * @returns what it says, `undefined` where more has to come
 * @throws Error where it is no SSH server
 */
export function readIntroduction(received: Buffer): SshIntroduction | undefined {
  const text = received.toString("latin1");
  // Lines of another beginning may come first.
  const match = /^(SSH-[^\r\n]*)\r?\n/m.exec(text);
  if (!match) {
    if (received.length > 10_000) throw new Error("what answers does not speak SSH");
    return undefined;
  }
  const packet = received.subarray(match.index + match[0].length);
  if (packet.length < 6) return undefined;
  const length = packet.readUInt32BE(0);
  if (packet[5] !== KEXINIT || length > 35_000) throw new Error("what answers does not speak SSH 2");
  if (packet.length < 4 + length) return undefined;
  // After length, padding length, message number and cookie.
  let at = 4 + 1 + 1 + 16;
  const list = (): string[] => {
    const size = packet.readUInt32BE(at);
    const names = packet.toString("latin1", at + 4, at + 4 + size);
    at += 4 + size;
    return names === "" ? [] : names.split(",");
  };
  const [keyExchange, hostKeys, toServer, toClient, macsToServer, macsToClient] = [
    list(),
    list(),
    list(),
    list(),
    list(),
    list(),
  ];
  return {
    software: match[1]!,
    keyExchange,
    hostKeys,
    ciphers: [...new Set([...toServer, ...toClient])],
    macs: [...new Set([...macsToServer, ...macsToClient])],
  };
}
