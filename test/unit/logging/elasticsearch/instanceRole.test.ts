import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../../../local/hosts";
import { Amazon, credentials } from "../../aws/amazon";

const script = join(__dirname, "../../../../components/logging/elasticsearch/assets/role.py");
let amazon: Amazon;
let folder: string;
let child: ChildProcess | undefined;
let said = "";
beforeEach(() => {
  amazon = new Amazon();
  folder = mkdtempSync(join(tmpdir(), "portcullis-role-"));
  said = "";
});
afterEach(async () => {
  await stop();
  amazon.close();
  rmSync(folder, { recursive: true });
});

async function stop(): Promise<void> {
  const running = child;
  child = undefined;
  if (!running || running.exitCode !== null) return;
  const closed = once(running, "close");
  running.kill();
  await closed;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Starts it for a user; gives its answers' status and body. */
async function start(user: number): Promise<() => Promise<{ status: number; body: unknown }>> {
  const port = await freePort();
  const metadata = await amazon.listen();
  child = spawn("python3", ["-I", script, String(user), String(port), join(folder, "environment")], {
    env: { PATH: process.env.PATH, PORTCULLIS_METADATA: metadata },
  });
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ask = async (): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    return { status: answer.status, body: await answer.json() };
  };
  await until(async () => child!.exitCode !== null || (await ask().then(Boolean, () => false)), {
    limitSeconds: 20,
    what: "an answer",
  });
  return ask;
}

test("hands the role's credentials to its user, in the form of a container's, and tells the region", async () => {
  const ask = await start(process.getuid!());
  expect(await ask()).toEqual({ status: 200, body: { ...credentials, Expiration: "2030-01-01T00:00:00Z" } });
  expect(readFileSync(join(folder, "environment"), "utf8")).toBe("AWS_REGION=eu-central-1\n");
  expect(said).not.toContain(credentials.SecretAccessKey);
});

test("hands them to nobody else", async () => {
  const ask = await start(process.getuid!() + 1);
  expect(await ask()).toEqual({ status: 403, body: { message: "not for this user" } });
});

test("says what is wrong where the instance has no role, or is none", async () => {
  amazon.role = "";
  const ask = await start(process.getuid!());
  expect(await ask()).toMatchObject({
    status: 502,
    body: { message: expect.stringContaining("404") as string },
  });
  await stop();
  const lost = spawn("python3", ["-I", script, "0", "1", join(folder, "none")], {
    env: { PATH: process.env.PATH, PORTCULLIS_METADATA: `http://127.0.0.1:${await freePort()}` },
  });
  let reason = "";
  lost.stderr.setEncoding("utf8").on("data", (text: string) => (reason += text));
  expect((await once(lost, "close"))[0]).toBe(1);
  expect(reason).toMatch(/^the instance's metadata: /);
});
