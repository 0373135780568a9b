import type { Bundle } from "../../../components/host/bundle";
import { hostExec, type LocalHost } from "../../../local/hosts";
import { engines } from "../../engine/engines";
import { type StackRun, TestStack } from "../../engine/stack";
import { openEnvironment, type TestEnvironment, until } from "../support";
import { bundleProgram } from "./program";

let environment: TestEnvironment;
let host: LocalHost;
let stack: TestStack;

beforeAll(async () => {
  environment = await openEnvironment("bundle-faults");
  host = await environment.startHost({ name: "h1", release: "bookworm" });
  stack = await TestStack.create({ engine: await engines().at(-1)!.ensure() });
});
afterAll(async () => {
  try {
    await stack?.dispose();
  } finally {
    await environment.dispose();
  }
});

async function root(command: string): Promise<string> {
  return (await hostExec(host, ["sh", "-c", command])).stdout;
}

function succeeded({ code, text }: StackRun): void {
  if (code !== 0) throw new Error(text);
}

/** A service that writes down the version it was started with, and two files that go with it. */
const service = (version: string, parts: Partial<Bundle> = {}): Bundle => ({
  name: "service",
  files: [
    { path: "/etc/service/version", content: `${version}\n` },
    { path: "/etc/service/key", content: `key of ${version}\n`, secret: true },
    {
      path: "/etc/systemd/system/versioned.service",
      // In place before the start has ended, so that it is verified at the first look and the number of calls is fixed.
      content: `# ${version}\n[Service]\nExecStartPre=/bin/cp /etc/service/version /run/version\nExecStart=/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n`,
    },
  ],
  validate: ["grep -q . /etc/service/version"],
  services: [{ unit: "versioned.service", onChange: "restart" }],
  verify: [`grep -qx ${version} /run/version`],
  ...parts,
});

/** Every file of the bundle, as one version. */
async function versions(): Promise<string[]> {
  const found = await root(
    "cat /etc/service/version; sed 's/key of //' /etc/service/key; sed -n 's/^# //p' /etc/systemd/system/versioned.service; cat /run/version; systemctl is-active versioned",
  );
  return found.trim().split("\n");
}

// The tools that the applier calls in the middle of a change; each call is a point where it can die.
const tools = ["mv", "cp", "chmod", "sync", "systemctl", "stat", "sed"];

/**
 * Puts in front of each tool a shim that counts the applier's calls and, at call number `at`, kills it with SIGKILL.
 * Calls by anything else on the host, such as a timer's script, don't count.
 */
async function armKiller(at: number): Promise<void> {
  const shim = (tool: string): string => `#!/bin/sh
grep -qaF /run/portcullis/ /proc/$PPID/cmdline || exec /usr/bin/${tool} "$@"
n=$(($(cat /run/killer/calls) + 1))
echo $n >/run/killer/calls
if [ $n -eq ${at} ]; then
  for p in /proc/[0-9]*; do
    if grep -qaF /run/portcullis/in. $p/cmdline; then kill -9 \${p#/proc/}; fi
  done
  exit 1
fi
exec /usr/bin/${tool} "$@"
`;
  await root("mkdir -p /run/killer && echo 0 >/run/killer/calls");
  for (const tool of tools) {
    const { code } = await hostExec(
      host,
      ["sh", "-c", `cat >/usr/local/sbin/${tool} && /usr/bin/chmod 0755 /usr/local/sbin/${tool}`],
      { input: shim(tool) },
    );
    expect(code).toBe(0);
  }
}

async function disarmKiller(): Promise<number> {
  const calls = Number(await root("cat /run/killer/calls"));
  await root(`cd /usr/local/sbin && rm -f ${tools.join(" ")}`);
  return calls;
}

test("killed with SIGKILL at ten points, the next `pulumi up` converges each time", async () => {
  stack.setProgram(bundleProgram(host, [service("v0")]));
  succeeded(await stack.up());

  await armKiller(-1);
  stack.setProgram(bundleProgram(host, [service("v1")]));
  succeeded(await stack.up());
  const calls = await disarmKiller();
  expect(calls).toBeGreaterThan(20);

  const points = Array.from({ length: 10 }, (_, i) => 1 + Math.round((i * (calls - 1)) / 9));
  for (const [round, point] of points.entries()) {
    const version = `v${round + 2}`;
    stack.setProgram(bundleProgram(host, [service(version)]));
    await armKiller(point);
    const killed = await stack.up();
    const reached = await disarmKiller();
    expect({ point, reached, failed: killed.code !== 0 }).toEqual({
      point,
      reached: expect.any(Number) as number,
      failed: true,
    });
    expect(reached).toBeGreaterThanOrEqual(point);
    succeeded(await stack.up());
    expect(await versions()).toEqual([version, version, version, version, "active"]);
    expect(
      await root("find /var/lib/portcullis /etc -name 'txn*' -o -name '*.portcullis-*'; ls /run/portcullis"),
    ).toBe("lock\n");
  }
});

test("a host that loses its power in the middle boots with the former state, and the next `pulumi up` converges", async () => {
  stack.setProgram(bundleProgram(host, [service("old")]));
  succeeded(await stack.up());
  const hanging = service("new", { activate: [{ run: "touch /run/in-the-middle; sleep 600" }] });
  stack.setProgram(bundleProgram(host, [hanging]));
  const interrupted = stack.up();
  await until(async () => (await root("ls /run/in-the-middle")) !== "", {
    limitSeconds: 300,
    what: "the change to be under way",
  });
  expect(await root("cat /etc/service/version")).toBe("new\n");
  await environment.environment.cutPower("h1");
  expect((await interrupted).code).not.toBe(0);

  host = await environment.startHost({ name: "h1" });
  await until(async () => (await root("cat /run/version")) !== "", {
    limitSeconds: 300,
    what: "the service to be started by the boot",
  });
  expect(await versions()).toEqual(["old", "old", "old", "old", "active"]);

  stack.setProgram(bundleProgram(host, [service("new")]));
  succeeded(await stack.up());
  expect(await versions()).toEqual(["new", "new", "new", "new", "active"]);
});
