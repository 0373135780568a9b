import { ConfigurationError } from "../../../components/model/problems";
import { resolve } from "../../../components/model/resolve";

const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn";
const host = { address: "192.0.2.1", platform: "debian-12", hostKey };
const upstream = { url: "http://127.0.0.1:8080" };
const edge = { sites: [{ names: ["api.example.com"], upstream }] };
const certificates = { email: "ops@example.com" };
const orders = {
  upstreams: ["http://127.0.0.1:8080"],
  routes: { list: { method: "GET", path: "/orders" } },
};
const tyk = { binary: { url: "https://files.example.com/tyk", sha256: "0".repeat(64) } };
const gateway = { engine: "tyk", tyk, apis: { orders } };
const behindEdge = { names: ["api.example.com"], upstream: { url: "http://127.0.0.1:8000" } };
const front = { edge: { sites: [behindEdge] }, certificates };

function mistakes(changes: object): string[] {
  try {
    resolve("environment", { hosts: { api: host }, adminRanges: ["203.0.113.0/24"], ...changes }, "");
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
  return [];
}

test.each<[what: string, changes: object, messages: string[]]>([
  ["what fits together", { edge, certificates }, []],
  ["hosts at one address with ports of their own", { hosts: { a: host, b: { ...host, port: 2222 } } }, []],
  ["a gateway behind the edge", { ...front, gateway }, []],
  [
    "a gateway that nobody reaches",
    { edge, certificates, gateway },
    ["gateway is reached by nobody: give edge.sites one whose upstream.url is http://127.0.0.1:8000"],
  ],
  [
    "an API of a name that the edge does not serve",
    { ...front, gateway: { ...gateway, apis: { orders: { ...orders, hosts: ["other.example.com"] } } } },
    [
      'gateway.apis.orders.hosts[0] is no name of a site that leads to the gateway (got "other.example.com"); those are: api.example.com',
    ],
  ],
  [
    "Apache in front of Tyk, and of what ModSecurity ought to look at",
    {
      ...front,
      edge: { server: "apache", sites: [behindEdge] },
      gateway: { ...gateway, apis: { orders: { ...orders, operations: { list: { waf: true } } } } },
    },
    [
      "edge.server must be nginx in front of gateway.engine tyk, whose answers it completes",
      "edge.server must be nginx where an operation of the gateway has waf: true",
    ],
  ],
  [
    "a body that the gateway would take and the edge does not",
    {
      ...front,
      gateway: {
        ...gateway,
        apis: { orders: { ...orders, bodyBytes: 2_000_000, operations: { list: { bodyBytes: 3_000_000 } } } },
      },
    },
    [
      "gateway.apis.orders.bodyBytes must be <= edge.limits.bodyBytes, 1048576 (got 2000000)",
      "gateway.apis.orders.operations.list.bodyBytes must be <= edge.limits.bodyBytes, 1048576 (got 3000000)",
    ],
  ],
  [
    "a port that is the demo API's",
    {
      edge: { sites: [{ ...behindEdge, upstream }] },
      certificates,
      gateway: { ...gateway, port: 8080 },
      demoApi: {},
    },
    ["gateway.port must be another port (8080 is the demo API's)"],
  ],
  [
    "two hosts at one address",
    { hosts: { a: host, b: { ...host, port: 22 } } },
    ["hosts.b.address must be another host's (192.0.2.1 port 22 is that of hosts.a as well)"],
  ],
  [
    "names on several hosts that one address has to prove",
    { hosts: { a: host, b: { ...host, address: "192.0.2.2" } }, edge, certificates },
    [
      'certificates.challenge must be "dns-01-route53" with 2 hosts that serve the same names (got "http-01")',
    ],
  ],
  [
    "names on several hosts that DNS proves",
    {
      hosts: { a: host, b: { ...host, address: "192.0.2.2" } },
      edge,
      certificates: { ...certificates, challenge: "dns-01-route53" },
    },
    [],
  ],
  [
    "nobody may log in",
    { adminRanges: [] },
    [
      "adminRanges must have at least 1 entry: hosts are set up over SSH, and the firewall lets it in from these ranges alone",
    ],
  ],
  [
    "everybody may log in, by either family",
    { adminRanges: ["203.0.113.0/24", "0.0.0.0/0", "::/0"] },
    [
      'adminRanges[1] must not be the whole internet (got "0.0.0.0/0"): name the networks that you log in from',
      'adminRanges[2] must not be the whole internet (got "::/0"): name the networks that you log in from',
    ],
  ],
  [
    "a name on two sites",
    {
      certificates,
      edge: {
        sites: [
          { names: ["a.example.com"], upstream },
          { names: ["b.example.com", "a.example.com"], upstream },
        ],
      },
    },
    ['edge.sites[1].names[1] must be on one site only ("a.example.com" is on sites[0] as well)'],
  ],
  [
    "preloading that browsers would refuse",
    { certificates, edge: { ...edge, hsts: { preload: true, includeSubDomains: false, maxAge: 86400 } } },
    [
      "edge.hsts.includeSubDomains must be true with hsts.preload (got false)",
      "edge.hsts.maxAge must be >= 31536000 with hsts.preload (got 86400)",
    ],
  ],
  [
    "the modern profile with an RSA key",
    { certificates: { ...certificates, keyType: "rsa-4096" }, edge: { ...edge, tlsProfile: "modern" } },
    [
      'certificates.keyType must be "ecdsa-p256" or "ecdsa-p384" with edge.tlsProfile "modern" (got "rsa-4096")',
    ],
  ],
  [
    "the account that sets hosts up is shut out",
    { sshServer: { allowUsers: ["alice"] } },
    ['sshServer.allowUsers must hold "admin", the account that hosts.api is set up with (got alice)'],
  ],
  [
    "what the platform does not have",
    {
      certificates,
      edge,
      firewall: { backend: "ufw" },
      hosts: { api: { ...host, platform: "rocky-9" } },
    },
    [
      'firewall.backend must be "nftables" with hosts.api on rocky-9 (got "ufw")',
      "edge is not offered on rocky-9, which hosts.api runs",
    ],
  ],
])("%s", (_, changes, messages) => {
  expect(mistakes(changes)).toEqual(messages);
});

test("an edge by itself is checked the same", () => {
  const twice = { sites: [edge.sites[0], edge.sites[0]] };
  expect(() => resolve("edge", twice)).toThrow(/^edge\.sites\[1\]\.names\[0\] must be on one site only/);
});

test("a wrong section does not hide what does not fit elsewhere, nor is it judged twice", () => {
  expect(mistakes({ adminRanges: ["::/0"], hosts: { a: { ...host, port: 0 }, b: host } })).toEqual([
    "hosts.a.port must be >= 1 (got 0)",
    'adminRanges[0] must not be the whole internet (got "::/0"): name the networks that you log in from',
  ]);
});
