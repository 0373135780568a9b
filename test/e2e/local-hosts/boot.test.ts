import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalHost, mustRun, runCommand } from "../../../local/hosts";
import { newKeyPair } from "../../../local/hosts/keys";
import { leader } from "../../../local/hosts/nspawn";
import { hostExec, ssh, sshArgv, withEnvironment } from "../support";

async function succeeds(host: LocalHost, command: string): Promise<string> {
  const result = await ssh(host, command);
  if (result.code !== 0) throw new Error(`${host.name}: ${command}: ${result.code}\n${result.stderr}`);
  return result.stdout.trim();
}

async function looksLikeACloudHost(host: LocalHost, debian: string): Promise<void> {
  expect(await succeeds(host, ". /etc/os-release; echo $VERSION_ID")).toBe(debian);
  expect(await succeeds(host, "hostname")).toBe(host.name);
  // SSH answers before the last units of the boot are up.
  expect(await succeeds(host, "systemctl is-system-running --wait")).toBe("running");
  expect(await succeeds(host, "sudo -n id -u")).toBe("0");
  expect(await succeeds(host, "sudo -n passwd --status admin | cut -d' ' -f2")).toBe("L");
  const sshd = await succeeds(host, "sudo -n sshd -T");
  expect(sshd).toMatch(/^passwordauthentication no$/m);
  expect(await succeeds(host, "sudo -n sh -c 'ls /etc/ssh/ssh_host_*_key'")).toBe(
    "/etc/ssh/ssh_host_ed25519_key",
  );
  expect((await ssh({ ...host, user: "root" }, "true")).code).not.toBe(0);
  await succeeds(host, "sudo -n apt-get update -q");
  // The host has its network for itself: it may change it.
  await succeeds(host, "sudo -n sysctl -qw net.ipv4.tcp_syncookies=1");
  await succeeds(host, "sudo -n ip link add own type bridge && sudo -n ip link delete own");
}

test("Debian 12 and 13 boot side by side and let only the right ones in, from the first connection on", () =>
  withEnvironment("boot", async (environment) => {
    const [twelve, thirteen] = await Promise.all([
      environment.startHost({ name: "twelve", release: "bookworm" }),
      environment.startHost({ name: "thirteen", release: "trixie" }),
    ]);
    await Promise.all([looksLikeACloudHost(twelve, "12"), looksLikeACloudHost(thirteen, "13")]);

    // In a control group that both shared, each one's systemd would see to the other's services.
    for (const host of [twelve, thirteen]) {
      const groups = readFileSync(`/proc/${leader(host.netns)}/cgroup`, "utf8");
      expect(groups).toMatch(new RegExp(`/${host.netns}(\\.service)?/`));
    }

    // A running host is returned as it is.
    const init = leader(thirteen.netns);
    expect(await environment.startHost({ name: "thirteen" })).toEqual(thirteen);
    expect(leader(thirteen.netns)).toBe(init);
    await expect(environment.startHost({ name: "thirteen", release: "bookworm" })).rejects.toThrow(
      /exists with release "trixie", not "bookworm": destroy/,
    );

    // IPv6, from a place that is neither the machine nor a host.
    const client = await environment.startClient("outside");
    const probe = `exec 3<>/dev/tcp/${thirteen.address6}/22 && head -c 7 <&3`;
    const greeting = await client.exec(["bash", "-c", probe], { limitSeconds: 120 });
    expect(greeting.stdout).toBe("SSH-2.0");
    const sessions = await client.exec(
      [
        "ssh",
        "-F",
        "none",
        "-i",
        environment.privateKeyFile,
        "-o",
        "BatchMode=yes",
        "-o",
        "StrictHostKeyChecking=no",
      ]
        .concat(["-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"])
        .concat([`admin@${twelve.address}`, "echo $SSH_CONNECTION"]),
      { limitSeconds: 120 },
    );
    expect(sessions.stdout.split(" ")[0]).toBe(client.address);
  }));

test("a host that shows another key is refused", () =>
  withEnvironment("hostkey", async (environment) => {
    const host = await environment.startHost({ name: "one" });
    const folder = mkdtempSync(join(tmpdir(), "portcullis-test-"));
    try {
      const knownHosts = join(folder, "known_hosts");
      writeFileSync(knownHosts, `${host.address} ${newKeyPair("another").public}\n`);
      const refused = await runCommand(sshArgv(host, knownHosts, "true"), { limitSeconds: 120 });
      expect(refused.code).toBe(255);
      expect(refused.stderr).toContain("Host key verification failed");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }));

test("a stopped host, and one that lost its power, come back with their files and their key", () =>
  withEnvironment("restart", async (environment) => {
    const host = await environment.startHost({ name: "one", release: "trixie" });
    await succeeds(host, "sudo -n sh -c 'echo kept >/root/mark; sync'");
    for (const end of ["stopHost", "cutPower"] as const) {
      await environment[end]("one");
      await expect(hostExec(host, ["true"])).rejects.toThrow('host "one" is not running');
      expect(await environment.startHost({ name: "one" })).toEqual(host);
      expect(await succeeds(host, "sudo -n cat /root/mark")).toBe("kept");
    }
  }));

test("two environments of one name, from two checkouts, share nothing", () =>
  withEnvironment("twin", (first) =>
    withEnvironment("twin", async (second) => {
      const [one, other] = await Promise.all([
        first.startHost({ name: "one" }),
        second.startHost({ name: "one" }),
      ]);
      expect(one.address).not.toBe(other.address);
      expect(one.hostKey).not.toBe(other.hostKey);
      await second.destroy();
      await succeeds(one, "sudo -n apt-get update -q");
      expect(await mustRun(["ip", "netns"])).not.toContain(other.netns);
    }),
  ));
