import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { TlsIdentity } from "../../../../components/logging/authority/identity";

/** An e-mail that arrived. */
export interface ReceivedMail {
  /** Whether it came over TLS. */
  secure: boolean;
  user: string;
  to: string[];
  /** Headers and text, as they were sent. */
  text: string;
}

/** A real mail server, for the submission of mail with STARTTLS and a login. */
export interface MailServer {
  readonly port: number;
  readonly mails: ReceivedMail[];
  close(): Promise<void>;
}

/**
 * Starts a mail server.
 *
 * @param address - address that it listens on
 * @param identity - what it proves itself by; without, it offers no TLS
 * @param account - who may send
 */
export async function startMailServer(
  address: string,
  identity: TlsIdentity | undefined,
  account: { user: string; password: string },
): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    ...(identity ? { key: identity.privateKey, cert: identity.certificate } : { hideSTARTTLS: true }),
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      const right = username === account.user && password === account.password;
      done(right ? null : new Error("wrong account"), { user: username });
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        mails.push({
          secure: session.secure,
          user: typeof session.user === "string" ? session.user : "",
          to: session.envelope.rcptTo.map(({ address: to }) => to),
          text: Buffer.concat(parts).toString("utf8"),
        });
        done();
      });
    },
  });
  // A client that hangs up is one of the tests.
  server.on("error", () => undefined);
  server.listen(0, address);
  await once(server.server, "listening");
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A service that gets alerts by POST. */
export interface WebhookReceiver {
  readonly port: number;
  /** Bodies that came to the right path, and were answered with 200. */
  readonly bodies: Record<string, unknown>[];
  /** How many calls were answered with 503. */
  readonly refused: number;
  close(): Promise<void>;
}

/**
 * Starts a webhook.
 *
 * @param address - address that it listens on
 * @param identity - what it proves itself by
 * @param path - the one path that takes alerts
 * @param failures - how many calls it answers with 503 before it works
 */
export async function startWebhook(
  address: string,
  identity: TlsIdentity,
  path: string,
  failures: number,
): Promise<WebhookReceiver> {
  const bodies: Record<string, unknown>[] = [];
  let refused = 0;
  const server = createServer(
    { key: identity.privateKey, cert: identity.certificate },
    (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        if (request.url !== path || request.method !== "POST") {
          response.writeHead(404).end();
        } else if (refused < failures) {
          refused += 1;
          response.writeHead(503).end();
        } else {
          bodies.push(JSON.parse(Buffer.concat(parts).toString("utf8")) as Record<string, unknown>);
          response.writeHead(200).end();
        }
      });
    },
  );
  server.listen(0, address);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    bodies,
    get refused() {
      return refused;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
