import { generateKeyPairSync } from "node:crypto";
import type { AddressInfo } from "node:net";
import { Server, utils } from "ssh2";
import { judgeSsh } from "../../../../audit/outside/ssh/judge";
import { readIntroduction } from "../../../../audit/outside/ssh/keyExchange";
import { type SshOffers, sshOffers } from "../../../../audit/outside/ssh/offers";
import { hostKeyAlgorithms, sshAlgorithms } from "../../../../components/hardening/sshServer/algorithms";
import { failed } from "./failed";

const pinned = "ssh-ed25519 AAAA";
const policy = sshAlgorithms["debian-12"];
const good: SshOffers = {
  software: "SSH-2.0-OpenSSH_9.2p1",
  keyExchange: [...policy.keyExchange, "kex-strict-s-v00@openssh.com"],
  hostKeys: hostKeyAlgorithms,
  ciphers: policy.ciphers,
  macs: policy.macs,
  hostKey: pinned,
  logins: ["publickey"],
};
const judge = (changed: Partial<SshOffers>): string[] =>
  failed(judgeSsh({ ...good, ...changed }, "debian-12", `${pinned} api1`));

test("a server that keeps to its policy is right", () => {
  expect(judge({})).toEqual([]);
  expect(judge({ keyExchange: ["curve25519-sha256"], macs: [] })).toEqual([]);
});

test.each<[Partial<SshOffers>, string]>([
  [{ logins: ["publickey", "password"] }, "ssh-logins-offered"],
  [{ logins: ["none"] }, "ssh-logins-offered"],
  [{ logins: [] }, "ssh-logins-offered"],
  [{ keyExchange: ["diffie-hellman-group14-sha1"] }, "ssh-algorithms-offered"],
  [{ hostKeys: ["ssh-rsa"] }, "ssh-algorithms-offered"],
  [{ ciphers: ["aes128-cbc"] }, "ssh-algorithms-offered"],
  [{ macs: ["hmac-sha1"] }, "ssh-algorithms-offered"],
  [{ hostKey: "ssh-ed25519 BBBB" }, "ssh-host-key"],
])("%j is wrong", (changed, check) => {
  expect(judge(changed)).toEqual([check]);
});

/** A server that takes no login but by these ways. */
async function withServer<T>(logins: string[], work: (port: number, key: string) => Promise<T>): Promise<T> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  const key = utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  const server = new Server({ hostKeys: [privateKey] }, (client) => {
    client.on("error", () => undefined);
    client.on("authentication", (context) =>
      logins.length === 0 ? context.accept() : context.reject(logins as never),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return await work(port, `${key.type} ${key.getPublicSSH().toString("base64")}`);
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

test("a server is asked for what it offers, and for its key, without one of our own", async () => {
  await withServer(["password", "keyboard-interactive"], async (port, key) => {
    const offers = await sshOffers({ host: "127.0.0.1", port, user: "admin" }, "ssh-rsa");
    expect(offers.logins).toEqual(["password", "keyboard-interactive"]);
    expect(offers.hostKey).toBe(key);
    expect(offers.software).toMatch(/^SSH-2\.0-/);
    expect(offers.keyExchange).toContain("curve25519-sha256");
    expect(offers.hostKeys).toContain("rsa-sha2-512");
  });
});

test("a server that lets everybody in is told", async () => {
  await withServer([], async (port) => {
    const { logins } = await sshOffers({ host: "127.0.0.1", port, user: "admin" }, "ssh-rsa");
    expect(logins).toEqual(["none"]);
  });
});

test("what is no SSH server is told", () => {
  expect(() => readIntroduction(Buffer.from("x".repeat(20_000)))).toThrow("does not speak SSH");
  expect(() => readIntroduction(Buffer.from("SSH-2.0-x\r\nHTTP/1.1 400"))).toThrow("does not speak SSH 2");
  expect(readIntroduction(Buffer.from("SSH-2.0-x"))).toBeUndefined();
});
