import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalEnvironment, mustRun, runCommand } from "../../../local/hosts";
import { environmentId } from "../../../local/hosts/addressPlan";
import { controlGroupNames } from "../../../local/hosts/controlGroup";
import { bridgeName, firewallTable, machineName, ownedPrefix } from "../../../local/hosts/names";
import { runningMachines } from "../../../local/hosts/nspawn";
import { ssh, typescriptArgv, until, withEnvironment } from "../support";

const ENVIRONMENT = "crash";

/** Runs a step in a process of its own and kills that with signal 9 as soon as `point` is true. */
async function killAt(argv: readonly string[], point: () => boolean): Promise<void> {
  const [file = "", ...args] = argv;
  const child = spawn(file, args, { stdio: "ignore" });
  const ended = once(child, "exit");
  try {
    const reached = await until(() => (point() ? "point" : child.exitCode !== null && "end"), {
      limitSeconds: 300,
      what: "the point at which to kill",
      everyMilliseconds: 1,
    });
    if (reached === "end") throw new Error("the step ended before the point was reached");
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

interface Place {
  readonly id: string;
  readonly environment: string;
  readonly host: string;
}

const points: [string, (place: Place) => boolean][] = [
  ["bridge", ({ id }) => existsSync(`/sys/class/net/${bridgeName(id)}`)],
  ["namespace", ({ id, host }) => existsSync(`/run/netns/${machineName(id, host)}`)],
  ["files-half", ({ environment, host }) => existsSync(join(environment, "hosts", host, "root.partial/usr"))],
  ["files-whole", ({ environment, host }) => existsSync(join(environment, "hosts", host, "root"))],
  ["definition", ({ environment, host }) => existsSync(join(environment, "hosts", host, "host.json"))],
  ["boot", ({ id, host }) => runningMachines(machineName(id, host)).length > 0],
  ["console", ({ environment, host }) => existsSync(join(environment, "hosts", host, "root/var/log/wtmp"))],
];

test("after kill -9 at any point of a start, the next start brings the host up", () =>
  withEnvironment(ENVIRONMENT, async (environment) => {
    const stateDir = realpathSync(join(environment.directory, "../.."));
    const id = environmentId(ENVIRONMENT, stateDir);
    for (const [name, reached] of points) {
      const place = { id, environment: environment.directory, host: name };
      const step = join(__dirname, "steps/startHost.ts");
      await killAt(typescriptArgv(step, ENVIRONMENT, stateDir, name), () => reached(place));
      const host = await environment.startHost({ name, release: "trixie" });
      const said = await ssh(host, "hostname; systemctl is-system-running --wait");
      expect([name, said.stdout]).toEqual([name, `${name}\nrunning\n`]);
      await environment.cutPower(name);
    }
  }));

test("after a reboot of the machine, a host boots again with its files", () =>
  withEnvironment(ENVIRONMENT, async (environment) => {
    const host = await environment.startHost({ name: "one", release: "trixie" });
    expect((await ssh(host, "sudo -n sh -c 'echo kept >/root/mark; sync'")).code).toBe(0);
    const stateDir = realpathSync(join(environment.directory, "../.."));
    const id = environmentId(ENVIRONMENT, stateDir);
    // What a reboot takes away: processes, network, rules, and the environment's entry in /run.
    await environment.cutPower("one");
    await mustRun(["ip", "netns", "delete", host.netns]);
    await mustRun(["ip", "link", "delete", bridgeName(id)]);
    await mustRun(["nft", "delete", "table", "inet", firewallTable(id)]);
    rmSync(`/run/portcullis/environments/${id}.json`);
    expect(await environment.startHost({ name: "one" })).toEqual(host);
    expect((await ssh(host, "sudo -n cat /root/mark && sudo -n apt-get update -q")).stdout).toMatch(
      /^kept\n/,
    );
  }));

test("a destroy that was killed half-way is finished by the next one", async () => {
  const stateDir = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-test-")));
  const environment = await LocalEnvironment.open(ENVIRONMENT, { stateDir });
  try {
    const id = environmentId(ENVIRONMENT, stateDir);
    await environment.startHost({ name: "one", release: "trixie" });
    await environment.startHost({ name: "two", release: "trixie" });
    const running = (): number => runningMachines(ownedPrefix(id)).length;
    await killAt(
      typescriptArgv(join(__dirname, "steps/destroy.ts"), ENVIRONMENT, stateDir),
      () => running() < 2,
    );
    await environment.destroy();
    expect(running()).toBe(0);
    expect(controlGroupNames(ownedPrefix(id))).toEqual([]);
    expect(readdirSync("/sys/class/net").filter((link) => link.includes(id))).toEqual([]);
    expect((await runCommand(["nft", "list", "tables"])).stdout).not.toContain(firewallTable(id));
    expect((await runCommand(["ip", "netns"])).stdout).not.toContain(id);
    expect(existsSync(stateDir)).toBe(false);
  } finally {
    await environment.destroy();
  }
});
