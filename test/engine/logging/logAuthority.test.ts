import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:tls";
import type { AddressInfo } from "node:net";
import type { TlsIdentity } from "../../../components/logging/authority/identity";
import { projectRoot } from "../../../local/engine/projectRoot";
import { engines } from "../engines";
import { TestStack } from "../stack";

jest.setTimeout(300_000);

const component = `${projectRoot()}/dist/components/logging/authority/logAuthority.js`;

/** Two authorities; the first one's services, and one of the other's. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { LogAuthority } = require(${JSON.stringify(component)});
const ours = new LogAuthority("ours");
const others = new LogAuthority("others");
exports.server = ours.issue("server", { dnsNames: ["logs"], ipAddresses: ["127.0.0.1"], ends: "server" });
exports.client = ours.issue("client", { dnsNames: ["api-1"], ends: "client" });
exports.stranger = others.issue("stranger", { dnsNames: ["api-1"], ends: "client" });
`;

/** Whether a TLS server lets a client in that trusts `authority` and shows `client`. */
async function shakesHands(server: TlsIdentity, authority: string, client?: TlsIdentity): Promise<boolean> {
  const listener = createServer(
    {
      key: server.privateKey,
      cert: server.certificate,
      ca: server.authority,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (socket) => socket.end("welcome"),
  );
  // What was refused is the client's business below.
  listener.on("tlsClientError", () => undefined);
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const socket = connect({
    host: "127.0.0.1",
    port: (listener.address() as AddressInfo).port,
    ca: authority,
    key: client?.privateKey,
    cert: client?.certificate,
  });
  try {
    return await new Promise<boolean>((told) => {
      socket.once("data", (word: Buffer) => told(word.toString() === "welcome"));
      socket.once("error", () => told(false));
      socket.once("close", () => told(false));
    });
  } finally {
    socket.destroy();
    await new Promise((done) => listener.close(done));
  }
}

describe.each(engines())("with $name plugins", ({ ensure }) => {
  test("services know each other by its certificates, and nobody else", async () => {
    await TestStack.use({ engine: await ensure(), program }, async (stack) => {
      const run = await stack.up();
      if (run.code !== 0) throw new Error(run.text);
      const outputs = (await stack.outputs()) as unknown as Record<
        "server" | "client" | "stranger",
        TlsIdentity
      >;
      const { server, client, stranger } = outputs;
      expect(await shakesHands(server, server.authority, client)).toBe(true);
      expect(await shakesHands(server, server.authority)).toBe(false);
      expect(await shakesHands(server, server.authority, stranger)).toBe(false);
      expect(await shakesHands(server, stranger.authority, client)).toBe(false);
      // A shipper's certificate makes no server.
      expect(await shakesHands(client, client.authority, client)).toBe(false);

      const certificate = new X509Certificate(server.certificate);
      expect(certificate.subjectAltName).toBe("DNS:logs, IP Address:127.0.0.1");
      expect(certificate.verify(createPublicKey(server.authority))).toBe(true);
      expect(certificate.ca).toBe(false);
      expect(new X509Certificate(server.authority).ca).toBe(true);
      expect(createPrivateKey(server.privateKey).asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });

      // No private key stands in the state in plain text.
      expect(JSON.stringify(await stack.export())).not.toContain("PRIVATE KEY");
      expect((await stack.up()).steps.filter(({ op }) => op !== "same")).toEqual([]);
    });
  });
});
