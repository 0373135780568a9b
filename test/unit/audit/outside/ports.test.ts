import { declaredPorts, isIn, judgePorts } from "../../../../audit/outside/ports/judge";
import { openPorts, usualPorts } from "../../../../audit/outside/ports/scan";
import { createServer, type AddressInfo } from "node:net";
import { plannedHosts } from "../../../../components/environment/plannedHost";
import { loadEnvironment } from "../../../../components/model/environment";

const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8B51guz86hmjrA1gTMkSBjMIX+pew5NRDRu+99E4yk";
const settings = loadEnvironment("test", {
  hosts: {
    api1: { platform: "debian-12", address: "192.0.2.10", hostKey },
    logs1: { platform: "debian-12", address: "192.0.2.11", hostKey, role: "logs", port: 2222 },
  },
  adminRanges: ["198.51.100.0/24", "2001:db8::/32"],
  edge: { sites: [{ names: ["api.example.test"], upstream: { url: "http://127.0.0.1:8080" } }] },
  logging: { server: {} },
  certificates: { email: "ops@example.test" },
  firewall: {
    extraPorts: [
      { port: 9100, from: ["203.0.113.7/32"] },
      { port: 5353, protocol: "udp", from: ["0.0.0.0/0"] },
    ],
  },
});
const [api, closed] = plannedHosts(settings).map((plan) => declaredPorts(settings, plan));
const judge = (from: string, ports: number[], declared = api!, address = "192.0.2.10"): string[] =>
  judgePorts(
    ports.map((port) => ({ port, from })),
    declared,
    address,
    1000,
  )
    .filter(({ status }) => status === "fail")
    .map(({ subject }) => subject!);

test("the web is open to everybody, SSH to administrators, an extra port to its ranges", () => {
  expect(judge("8.8.8.8", [80, 443])).toEqual([]);
  expect(judge("8.8.8.8", [22, 80, 443, 9100])).toEqual(["22/tcp", "9100/tcp"]);
  expect(judge("198.51.100.9", [22, 80, 443])).toEqual([]);
  expect(judge("2001:db8::1", [22])).toEqual([]);
  expect(judge("203.0.113.7", [9100])).toEqual([]);
});

test("ports that nobody declared are open to nobody, UDP's neither", () => {
  expect(judge("198.51.100.9", [22, 5353, 8080])).toEqual(["5353/tcp", "8080/tcp"]);
});

test("a host that collects logs is open to its environment alone", () => {
  expect(judge("198.51.100.9", [2222], closed)).toEqual([]);
  expect(judge("198.51.100.9", [22, 80, 443, 9200], closed)).toEqual(["22/tcp", "80/tcp", "443/tcp"]);
});

test("from behind a translation of addresses, what is open to some may be open to this machine", () => {
  expect(judge("192.168.1.5", [22, 443])).toEqual([]);
  expect(judge("192.168.1.5", [3306])).toEqual(["3306/tcp"]);
  // Within one inner network nothing is translated.
  expect(judge("10.0.0.5", [22], api, "10.0.0.10")).toEqual(["22/tcp"]);
});

test("ranges are looked up by family", () => {
  expect(isIn("8.8.8.8", ["::/0"])).toBe(false);
  expect(isIn("8.8.8.8", ["8.8.8.8"])).toBe(true);
});

test("open ports are found, with the address that they were reached from", async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    expect(await openPorts("127.0.0.1", [port])).toEqual([{ port, from: "127.0.0.1" }]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  expect(await openPorts("127.0.0.1", [port])).toEqual([]);
});

test("no port is tried twice", () => {
  expect(new Set(usualPorts).size).toBe(usualPorts.length);
});
