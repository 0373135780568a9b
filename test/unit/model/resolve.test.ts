import { resolve } from "../../../components/model/resolve";
import { ConfigurationError } from "../../../components/model/problems";
import type { SectionName } from "../../../components/model/sections";

const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn";
const host = { address: "192.0.2.1", platform: "debian-12", hostKey };
const site = { names: ["api.example.com"], upstream: { url: "http://127.0.0.1:8080" } };

function environment(changes: object = {}): object {
  return { hosts: { api: host }, adminRanges: ["203.0.113.0/24"], ...changes };
}

function mistakes(section: SectionName, value: unknown): string[] {
  try {
    resolve(section, value, section === "environment" ? "" : section);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
  return [];
}

test("defaults are filled in at every level, and what was given stays as it was", () => {
  const given = environment();
  const resolved = resolve("environment", given);
  expect(resolved.hosts.api).toEqual({ ...host, port: 22, role: "api", user: "admin" });
  expect(resolved.kernel).toEqual({ forwarding: false, overrides: {} });
  expect(resolved.edge).toBeUndefined();
  expect(given).toEqual(environment());
});

test("a component without settings gets all defaults", () => {
  expect(resolve("kernel", undefined)).toEqual({ forwarding: false, overrides: {} });
});

test.each<[what: string, section: SectionName, value: unknown, messages: string[]]>([
  [
    "an unknown key",
    "kernel",
    { forwardin: true },
    ['kernel.forwardin is not a known setting; did you mean "forwarding"?'],
  ],
  [
    "an unknown key like no other",
    "kernel",
    { swap: 1 },
    ["kernel.swap is not a known setting; allowed are forwarding or overrides"],
  ],
  [
    "a key in another's style",
    "edge",
    { sites: [site], "tls-profile": "modern" },
    ['edge.tls-profile is not a known setting; did you mean "tlsProfile"?'],
  ],
  [
    "letters in the wrong order",
    "existingHost",
    { ...host, prot: 22 },
    ['existingHost.prot is not a known setting; did you mean "port"?'],
  ],
  [
    "a key one level too high",
    "environment",
    environment({ forwarding: true }),
    ['forwarding is not a known setting here; did you mean "kernel.forwarding"?'],
  ],
  [
    "a misspelled key that is required: one mistake, not two",
    "existingHost",
    { adress: "192.0.2.1", platform: "debian-12", hostKey },
    ['existingHost.adress is not a known setting; did you mean "address"?'],
  ],
  [
    "a missing key",
    "existingHost",
    { platform: "debian-12", hostKey },
    ["existingHost.address is required: IP address or DNS name that SSH connects to"],
  ],
  [
    "a misspelled choice",
    "edge",
    { sites: [site], tlsProfile: "moderm" },
    ['edge.tlsProfile must be one of "intermediate", "modern" (got "moderm"; did you mean "modern"?)'],
  ],
  [
    "a choice of another type",
    "edge",
    { sites: [site], tlsProfile: 13 },
    ['edge.tlsProfile must be one of "intermediate", "modern" (got 13)'],
  ],
  [
    "a number too small, one too large, one that is not whole",
    "edge",
    { sites: [site], limits: { requestsPerSecond: 0, burst: 1e6, connections: 1.5 } },
    [
      "edge.limits.requestsPerSecond must be >= 1 (got 0)",
      "edge.limits.burst must be <= 100000 (got 1000000)",
      "edge.limits.connections must be a whole number (got 1.5)",
    ],
  ],
  [
    "text for a switch",
    "kernel",
    { forwarding: "yes" },
    ['kernel.forwarding must be true or false (got "yes")'],
  ],
  [
    "a section left empty",
    "environment",
    environment({ kernel: null }),
    ["kernel must be an object (got null)"],
  ],
  [
    "a list for an object",
    "environment",
    environment({ hosts: [host] }),
    ["hosts must be an object (got a list)"],
  ],
  ["no entry", "edge", { sites: [] }, ["edge.sites must have at least 1 entry (got 0)"]],
  [
    "an entry twice",
    "edge",
    { sites: [{ ...site, names: ["a.example.com", "b.example.com", "a.example.com"] }] },
    ['edge.sites[0].names must not repeat an entry ("a.example.com" is both [0] and [2])'],
  ],
  [
    "a malformed range",
    "environment",
    environment({ adminRanges: ["203.0.113.0/33"] }),
    [
      'adminRanges[0] must be an IPv4 or IPv6 range such as 203.0.113.0/24 or 2001:db8::/32 (got "203.0.113.0/33")',
    ],
  ],
  [
    "a malformed text with a short pattern",
    "existingHost",
    { ...host, user: "Foo Bar" },
    [
      'existingHost.user must match ^[a-z_][a-z0-9_-]{0,31}$ (got "Foo Bar"): User to log in as: root, or one that may run sudo without a password',
    ],
  ],
  [
    "a malformed text with a long pattern: the description says more",
    "edge",
    { sites: [{ ...site, upstream: { url: "http://10.0.0.1:80" } }] },
    [
      'edge.sites[0].upstream.url does not have the right form (got "http://10.0.0.1:80"): http://127.0.0.1:PORT or http://[::1]:PORT, or the same with https. Loopback only: requests must not leave the host',
    ],
  ],
  [
    "a name that is not allowed",
    "environment",
    environment({ hosts: { API: host } }),
    [
      "hosts.API is not an allowed name (must match ^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$): Hosts that exist already, by name",
    ],
  ],
  [
    "a key that needs quotes in its path",
    "kernel",
    { overrides: { "vm.swappiness": 0.5 } },
    ['kernel.overrides["vm.swappiness"] must be a string or a whole number (got 0.5)'],
  ],
  [
    "text that would add a line to a configuration file",
    "kernel",
    { overrides: { "kernel.core_pattern": "core\nkernel.kptr_restrict = 0" } },
    [
      expect.stringMatching(
        /^kernel\.overrides\["kernel\.core_pattern"\] must match .* \(got "core\\nkernel/,
      ) as string,
    ],
  ],
  [
    "a section that another needs",
    "environment",
    environment({ edge: { sites: [site] } }),
    [expect.stringMatching(/^certificates is required with edge: /) as string],
  ],
  [
    "something else altogether",
    "environment",
    "hello",
    ['portcullis:environment must be an object (got "hello")'],
  ],
])("%s", (_, section, value, messages) => {
  expect(mistakes(section, value)).toEqual(messages);
});

test("all mistakes are told at once", () => {
  const found = mistakes(
    "environment",
    environment({
      hosts: { a: { ...host, platform: "debian" }, b: 1 },
      adminRanges: ["x"],
      kernel: { forwarding: 1, x: 1 },
      zzz: 1,
    }),
  );
  expect(found.map((line) => line.split(" ")[0])).toEqual(
    expect.arrayContaining([
      "hosts.a.platform",
      "hosts.b",
      "adminRanges[0]",
      "kernel.forwarding",
      "kernel.x",
      "zzz",
    ]),
  );
  expect(found).toHaveLength(6);
});

test("nothing that looks like a secret is shown, and long values are cut", () => {
  const pem = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk";
  expect(mistakes("existingHost", { ...host, user: pem })[0]).toMatch(/\(got \[secret\]\)/);
  expect(mistakes("existingHost", { ...host, user: "https://me:hunter2@example.com" })[0]).not.toContain(
    "hunter2",
  );
  expect(mistakes("kernel", { overrides: { "a.password": true } })).toEqual([
    'kernel.overrides["a.password"] must be a string or a whole number (got [secret])',
  ]);
  expect(mistakes("existingHost", { ...host, user: "x".repeat(500) })[0]!.length).toBeLessThan(250);
});
