import { type AddressInfo, connect } from "node:net";
import { createServer, type Server } from "node:tls";
import { clientHello, readAnswer } from "../../../../audit/outside/tls/hello";
import { makeTestAuthority } from "../../../e2e/logging/testAuthority";

const name = "api.example.test";

let server: Server;
let port: number;
beforeAll(async () => {
  const { certificate, privateKey } = await (await makeTestAuthority()).issue(name);
  server = createServer({
    cert: certificate,
    key: privateKey,
    minVersion: "TLSv1.2",
    ciphers: "ECDHE-ECDSA-AES256-GCM-SHA384:TLS_AES_128_GCM_SHA256",
    ecdhCurve: "P-384",
  });
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** What the server takes of a hello, its answer given byte by byte. */
async function taken(hello: Parameters<typeof clientHello>[0]): Promise<ReturnType<typeof readAnswer>> {
  const received = await new Promise<Buffer>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(clientHello(hello)));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      if (readAnswer(Buffer.concat(chunks)) !== undefined) socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(Buffer.concat(chunks)));
  });
  const lengths = Array.from({ length: received.length + 1 }, (_, length) => length);
  return lengths.map((length) => readAnswer(received.subarray(0, length))).find((one) => one !== undefined);
}

test("a server of TLS 1.2 tells which suite and which group it takes", async () => {
  // The certificate's own group has to be among those that are named.
  const hello = { name, version: "TLSv1.2", suites: [0x002f, 0xc02c], groups: [24, 23] } as const;
  expect(await taken(hello)).toEqual({ version: "TLSv1.2", suite: 0xc02c, group: 24 });
});

test("a server of TLS 1.3 tells which suite and which group it takes, before there is a key", async () => {
  const hello = { name, version: "TLSv1.3", suites: [0x1301], groups: [29, 24] } as const;
  expect(await taken(hello)).toEqual({ version: "TLSv1.3", suite: 0x1301, group: 24 });
});

test.each(["SSLv3", "TLSv1", "TLSv1.1"] as const)("%s is refused", async (version) => {
  expect(await taken({ name, version, suites: [0x002f, 0xc00a], groups: [23, 24] })).toBe("refused");
});

test("suites and groups that the server does not have are refused", async () => {
  expect(await taken({ name, version: "TLSv1.2", suites: [0xc02b], groups: [24, 23] })).toBe("refused");
  expect(await taken({ name, version: "TLSv1.3", suites: [0x1301], groups: [29] })).toBe("refused");
});

test("what is no TLS is told", () => {
  expect(() => readAnswer(Buffer.from("HTTP/1.1 400 Bad Request"))).toThrow("does not speak TLS");
});
