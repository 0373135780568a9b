import { renderFirewall } from "../../../components/hardening/firewall/render";
import type { FirewallAccess } from "../../../components/hardening/firewall/rules";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { Firewall } from "../../../components/model/types";
import type { LocalClient, LocalHost } from "../../../local/hosts";
import { send } from "../bundle/direct";
import { openEnvironment, ssh, type TestEnvironment } from "../support";
import { asRoot, bring, openAtOnce, probe } from "./hosts";

let test12: TestEnvironment;
let host: LocalHost;
let admin: LocalClient;
let stranger: LocalClient;
let access: FirewallAccess;

const firewall = (settings: Firewall, who: Partial<FirewallAccess> = {}): Bundle =>
  renderFirewall(resolve("firewall", settings), { ...access, ...who }, platforms["debian-12"]);

/** Something that answers on ports of both families, opened and not. */
const listeners = (ports: readonly number[]): string =>
  ports
    .map((port) => `systemd-run --quiet --unit=listen-${port} python3 -m http.server --bind :: ${port}`)
    .join("; ");

/** Whether a user's connection to an address is refused by the host's own rules (EACCES, EPERM, EHOSTUNREACH). */
async function outwards(user: string, address: string, port: number): Promise<string> {
  const script = `import socket
try: socket.create_connection(("${address}", ${port}), timeout=1.5).close(); print("open")
except PermissionError: print("rejected")
except TimeoutError: print("let out")
except OSError as e: print("rejected" if e.errno in (1, 13, 113) else "let out")`;
  const { stdout } = await asRoot(host, `setpriv --reuid=${user} --clear-groups python3 -c '${script}'`);
  return stdout.trim();
}

beforeAll(async () => {
  test12 = await openEnvironment("firewall");
  host = await test12.startHost({ name: "h1", release: "bookworm" });
  admin = await test12.environment.startClient("admin");
  stranger = await test12.environment.startClient("stranger");
  // This machine, from where Portcullis connects, and one client of the two.
  const machine = (await ssh(host, "echo ${SSH_CONNECTION%% *}")).stdout.trim();
  access = {
    adminRanges: [`${machine}/32`, `${admin.address}/32`, `${admin.address6}/128`],
    sshPort: 22,
    openPorts: [80, 443],
  };
  // The metadata service's addresses have to be reachable for the refusal to mean anything.
  await asRoot(
    host,
    `${listeners([80, 8081])}; ip route replace 169.254.169.254 via ${admin.address}; ip -6 route replace fd00:ec2::254 via ${admin.address6}`,
  );
});
afterAll(() => test12.dispose());

// nftables twice: the last one comes after backends that leave more behind than it does.
describe.each(["nftables", "ufw", "iptables", "nftables"] as const)("%s", (backend) => {
  beforeAll(async () => {
    expect(await bring(host, firewall({ backend }))).toMatchObject({ code: 0 });
  });

  test("an opened port answers over IPv4 and IPv6, an unopened one doesn't", async () => {
    for (const address of [host.address, host.address6]) {
      expect([await probe(stranger, address, 80), await probe(stranger, address, 8081)]).toEqual([
        "open",
        "dropped",
      ]);
    }
  });

  test("SSH answers administrators alone", async () => {
    for (const address of [host.address, host.address6]) {
      expect([await probe(admin, address, 22), await probe(stranger, address, 22)]).toEqual([
        "open",
        "dropped",
      ]);
    }
  });

  test("the instance metadata is for root alone, and nobody reaches a port that is not listed", async () => {
    for (const address of ["169.254.169.254", "fd00:ec2::254"]) {
      expect(await outwards("www-data", address, 80)).toBe("rejected");
      expect(await outwards("nobody", address, 80)).toBe("rejected");
      expect(await outwards("root", address, 80)).not.toBe("rejected");
    }
    expect(await outwards("root", admin.address, 6379)).toBe("rejected");
    expect(await outwards("www-data", admin.address, 443)).not.toBe("rejected");
  });

  test("apt and name resolution go on working", async () => {
    expect(await asRoot(host, "apt-get -qq update")).toMatchObject({ code: 0, stderr: "" });
  });

  test("nothing of the former backend is in force, and the unit that loads the rules at boot is enabled", async () => {
    const { stdout } = await asRoot(
      host,
      "nft list table inet portcullis 2>/dev/null | head -1; iptables -S 2>/dev/null | grep -e '-A PORTCULLIS-INPUT -j DROP' -e '-A ufw-before-input -i lo' || :",
    );
    expect(stdout).toBe(
      {
        nftables: "table inet portcullis {\n",
        ufw: "-A ufw-before-input -i lo -j ACCEPT\n",
        iptables: "-A PORTCULLIS-INPUT -j DROP\n",
      }[backend],
    );
    const unit = backend === "ufw" ? "ufw" : "portcullis-firewall";
    expect((await asRoot(host, `systemctl is-enabled ${unit}; systemctl is-active ${unit}`)).stdout).toBe(
      "enabled\nactive\n",
    );
  });

  if (backend !== "ufw") {
    test("that unit alone brings all rules back, confined as it is", async () => {
      const rules =
        backend === "nftables"
          ? "nft --stateless list table inet portcullis"
          : "iptables-save; ip6tables-save";
      const told = `(${rules}) | grep -e drop -e DROP -e accept -e ACCEPT | grep -v ^:`;
      const before = (await asRoot(host, told)).stdout;
      const clear = backend === "nftables" ? "nft flush table inet portcullis" : "iptables -F; ip6tables -F";
      await asRoot(host, `${clear}; systemctl restart portcullis-firewall`);
      expect((await asRoot(host, told)).stdout).toBe(before);
      expect(before).toMatch(/443/);
    });
  }
});

test.each(["nftables", "iptables"] as const)(
  "%s: one address cannot open SSH connections without end, another still can",
  async (backend) => {
    const slow = firewall({ backend, sshRate: { perMinute: 1, burst: 3 } });
    // This machine needs one connection for the change and one to confirm it.
    expect(await bring(host, slow)).toMatchObject({ code: 0 });
    const opened = await openAtOnce(admin, host.address, 22, 10);
    expect(opened).toBeGreaterThanOrEqual(3);
    expect(opened).toBeLessThanOrEqual(4);
    expect(await ssh(host, "true")).toMatchObject({ code: 0 });
    await asRoot(
      host,
      `nft delete table inet portcullis 2>/dev/null; iptables -F PORTCULLIS-INPUT 2>/dev/null; :`,
    );
    expect(await bring(host, firewall({ backend }))).toMatchObject({ code: 0 });
  },
);

test("rules of others survive a change, and destroying the firewall leaves none of ours", async () => {
  await asRoot(host, "nft add table inet somebody");
  expect(await bring(host, firewall({ backend: "nftables", insecureOpenOutput: true }))).toMatchObject({
    code: 0,
  });
  expect((await asRoot(host, "nft list tables")).stdout).toContain("table inet somebody");
  expect(await outwards("root", admin.address, 6379)).toBe("let out");
  expect(await send(host, "destroy", firewall({}))).toMatchObject({ code: 0 });
  expect(await probe(stranger, host.address, 8081)).toBe("open");
});
