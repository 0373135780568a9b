import { createServer } from "node:net";
import type { SshAccess } from "../../../audit/model/audited";
import { run, withHost } from "../../../audit/ssh";
import { freePort, SshServer } from "../conformance/sshServer";

let server: SshServer;
let access: SshAccess;
beforeAll(async () => {
  server = await SshServer.start();
  access = {
    host: "127.0.0.1",
    port: server.port,
    user: server.user,
    privateKey: server.userKey.privateKey,
    hostKey: server.hostKey.publicKey,
  };
});
afterAll(() => server.stop());

test("a command gets its input and gives its output and status; text is taken as it is", async () => {
  const text = `it's "$HOME" \\ ü\n`.repeat(20_000);
  expect(await run(access, "cat; echo 'two words' >&2; exit 3", text)).toEqual({
    code: 3,
    stdout: text,
    stderr: "two words\n",
  });
});

test("many commands need one login", async () => {
  const before = server.logins();
  const answers = await withHost(access, async (host) => {
    const [one, two] = await Promise.all([host.run("echo 1"), host.run("echo 2")]);
    return [one.stdout, two.stdout, (await host.run("id -u")).stdout];
  });
  expect(answers).toEqual(["1\n", "2\n", "0\n"]);
  expect(server.logins()).toBe(before + 1);
});

test("a host behind a bastion is reached through it", async () => {
  const before = server.logins();
  expect((await run({ ...access, proxy: access }, "echo through")).stdout).toBe("through\n");
  expect(server.logins()).toBe(before + 2);
});

test("a command that reads nothing of a large input is told by its status", async () => {
  expect(await run(access, "exec 0<&-; exit 4", "x".repeat(5_000_000))).toMatchObject({ code: 4 });
});

test("a command beyond its limit is given up", async () => {
  await expect(run(access, "sleep 60", "", { limitSeconds: 1 })).rejects.toThrow(
    `${server.user}@127.0.0.1:${server.port}: a command took more than 1 s`,
  );
});

test("an SSH server that ends amid a command is told", async () => {
  await expect(run(access, 'kill -9 "$PPID"; sleep 60')).rejects.toThrow(/the connection was lost/);
});

describe("a host that is not the right one, or not there, is one clear error", () => {
  test("another host key", async () => {
    const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlp";
    await expect(run({ ...access, hostKey }, "true")).rejects.toThrow(/another host key than the pinned one/);
  });

  test("another host key behind a bastion", async () => {
    const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlp";
    await expect(run({ ...access, hostKey, proxy: access }, "true")).rejects.toThrow(/another host key/);
  });

  test("a key that is not let in", async () => {
    const { privateKey } = server.hostKey;
    await expect(run({ ...access, privateKey }, "true")).rejects.toThrow(/does not let this key in/);
  });

  test("a key that is none", async () => {
    await expect(run({ ...access, privateKey: "PEM" }, "true")).rejects.toThrow(/[Pp]rivateKey/);
  });

  test("nobody there", async () => {
    await expect(run({ ...access, port: await freePort() }, "true")).rejects.toThrow(
      /no connection: .*ECONNREFUSED/,
    );
  });

  test("somebody who hangs up", async () => {
    const rude = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = rude.address() as { port: number };
      await expect(run({ ...access, port }, "true")).rejects.toThrow(/SSH/);
    } finally {
      rude.close();
    }
  });
});
