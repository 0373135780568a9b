import { randomBytes } from "node:crypto";

/** Versions of TLS, oldest first, as OpenSSL names them. */
export const tlsVersions = ["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;

/** A version of TLS, as OpenSSL names it. */
export type TlsVersion = (typeof tlsVersions)[number];

/** The version's number on the wire. */
const wire: Readonly<Record<TlsVersion, number>> = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  "TLSv1.1": 0x0302,
  "TLSv1.2": 0x0303,
  "TLSv1.3": 0x0304,
};

/** What a client says that it speaks: nothing but this. */
export interface Hello {
  readonly name: string;
  readonly version: TlsVersion;
  /** Numbers of cipher suites. */
  readonly suites: readonly number[];
  /** Numbers of key exchange groups. */
  readonly groups: readonly number[];
}

/** What a server took of a {@link Hello}. */
export interface ServerHello {
  readonly version: TlsVersion | undefined;
  /** Number of the cipher suite. */
  readonly suite: number;
  /** Number of the group of an elliptic key exchange. */
  readonly group?: number;
}

/** All that a server could sign with (RFC 8446 section 4.2.3), so that its certificate never is the reason of a refusal. */
const signatures = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201,
];

const u8 = (value: number): Buffer => Buffer.from([value]);
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const sized8 = (...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u8(body.length), body]);
};
const sized16 = (...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u16(body.length), body]);
};
const extension = (type: number, body: Buffer): Buffer => Buffer.concat([u16(type), sized16(body)]);

function extensions({ name, version, groups }: Hello): Buffer[] {
  // SSLv3 knows none.
  if (version === "SSLv3") return [];
  return [
    sized16(
      extension(0, sized16(u8(0), sized16(Buffer.from(name)))),
      extension(10, sized16(...groups.map(u16))),
      extension(11, sized8(u8(0))),
      extension(13, sized16(...signatures.map(u16))),
      ...(version === "TLSv1.3"
        ? // Without a key, the server asks for one, and so tells which group it takes.
          [extension(43, sized8(u16(wire[version]))), extension(51, sized16())]
        : []),
    ),
  ];
}

/** A ClientHello in its record (RFC 8446 section 4.1.2, RFC 6101 section 5.6.1.2). */
export function clientHello(hello: Hello): Buffer {
  const legacy = Math.min(wire[hello.version], 0x0303);
  const body = Buffer.concat([
    u16(legacy),
    randomBytes(32),
    // As clients do that middleboxes know.
    sized8(hello.version === "TLSv1.3" ? randomBytes(32) : Buffer.alloc(0)),
    sized16(...hello.suites.map(u16)),
    sized8(u8(0)),
    ...extensions(hello),
  ]);
  const message = Buffer.concat([u8(1), u8(0), u16(body.length), body]);
  return Buffer.concat([u8(22), u16(Math.min(legacy, 0x0301)), sized16(message)]);
}

/** Handshake messages (RFC 5246 section 7.4) that say what a server takes, and that it has said all. */
const [SERVER_HELLO, SERVER_KEY_EXCHANGE, SERVER_HELLO_DONE] = [2, 12, 14];

/** The messages of the handshake records that have come whole, and whether an alert ended them. */
function handshakeMessages(received: Buffer): { messages: [type: number, body: Buffer][]; refused: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  let refused = false;
  for (; at + 5 <= received.length && !refused;) {
    const [type, length] = [received[at]!, received.readUInt16BE(at + 3)];
    const known = (type === 21 || type === 22) && received[at + 1] === 3;
    if (!known && at === 0) throw new Error("what answers does not speak TLS");
    // For middleboxes, TLS 1.3 sends a record of another type behind its first answer (RFC 8446 appendix D.4).
    if (!known || at + 5 + length > received.length) break;
    refused = type === 21;
    if (!refused) parts.push(received.subarray(at + 5, at + 5 + length));
    at += 5 + length;
  }
  const text = Buffer.concat(parts);
  const messages: [number, Buffer][] = [];
  for (let from = 0; from + 4 <= text.length;) {
    const end = from + 4 + text.readUIntBE(from + 1, 3);
    if (end > text.length) break;
    messages.push([text[from]!, text.subarray(from + 4, end)]);
    from = end;
  }
  return { messages, refused };
}

/**
 * Reads the beginning of what a server answered.
 *
 * @returns what it took, `refused` where it sent an alert, `undefined` where more has to come
 * @throws Error where it is no TLS
 */
export function readAnswer(received: Buffer): ServerHello | "refused" | undefined {
  const { messages, refused } = handshakeMessages(received);
  const [first] = messages;
  if (!first) return refused ? "refused" : undefined;
  if (first[0] !== SERVER_HELLO) throw new Error("what answers does not speak TLS");
  const hello = readServerHello(first[1]);
  if (hello.version === "TLSv1.3") return hello;
  const ended = refused || messages.some(([type]) => type === SERVER_HELLO_DONE);
  const exchange = messages.find(([type]) => type === SERVER_KEY_EXCHANGE)?.[1];
  if (!exchange) return ended ? hello : undefined;
  // A named curve (RFC 8422 section 5.4).
  return exchange[0] === 3 ? { ...hello, group: exchange.readUInt16BE(1) } : hello;
}

function readServerHello(body: Buffer): ServerHello {
  let at = 2 + 32;
  at += 1 + body[at]!;
  const suite = body.readUInt16BE(at);
  at += 3;
  let version = body.readUInt16BE(0);
  let group: number | undefined;
  const end = at + 2 <= body.length ? at + 2 + body.readUInt16BE(at) : at;
  for (at += 2; at + 4 <= end; at += 4 + body.readUInt16BE(at + 2)) {
    const [type, length] = [body.readUInt16BE(at), body.readUInt16BE(at + 2)];
    if (type === 43 && length === 2) version = body.readUInt16BE(at + 4);
    if (type === 51 && length >= 2) group = body.readUInt16BE(at + 4);
  }
  return { version: tlsVersions.find((name) => wire[name] === version), suite, group };
}
