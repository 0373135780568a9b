import { parse } from "yaml";
import { chooseAddressPlan } from "../../../local/hosts/addressPlan";
import { baseImagePath } from "../../../local/hosts/baseImage";
import { bridgeName, cableName, checkName, machineName, ownedPrefix } from "../../../local/hosts/names";
import { masqueradeRules } from "../../../local/hosts/network";
import { nspawnArgv } from "../../../local/hosts/nspawn";
import { missingPackages, unsupportedReason } from "../../../local/hosts/requirements";
import { usableElsewhere } from "../../../local/hosts/resolver";
import { renderNetworkConfig } from "../../../local/hosts/seed";
import { renderPebbleConfig } from "../../../local/acme/pebble";

const id = "0123abcd";
const plan = chooseAddressPlan(id, []);

test("interface names fit the kernel's 15 characters", () => {
  expect(bridgeName(id).length).toBeLessThanOrEqual(15);
  expect(cableName(id, 250).length).toBeLessThanOrEqual(15);
});

test("names of one environment are found by its prefix and no other's", () => {
  expect(machineName(id, "one").startsWith(ownedPrefix(id))).toBe(true);
  expect(machineName("0123abce", "one").startsWith(ownedPrefix(id))).toBe(false);
});

test.each(["", "Edge", "-edge", "edge-", "a".repeat(32), "a/b", "a.b"])("the name %j is refused", (name) => {
  expect(() => checkName("host", name)).toThrow(`host name "${name}"`);
});

test("a host boots in its own network namespace with its own files", () => {
  const argv = nspawnArgv({ machine: "pcl-0123abcd-one", hostname: "one", rootDir: "/state/one/root" });
  expect(argv[0]).toBe("systemd-nspawn");
  expect(argv).toEqual(
    expect.arrayContaining([
      "--boot",
      "--hostname=one",
      "--directory=/state/one/root",
      "--network-namespace-path=/run/netns/pcl-0123abcd-one",
    ]),
  );
  expect(argv.filter((argument) => argument.startsWith("--capability="))).toEqual([
    "--capability=CAP_NET_ADMIN,CAP_NET_RAW",
  ]);
});

test("the host's network has both addresses, one way out, and waits for no router", () => {
  const config = parse(renderNetworkConfig(plan, 11)) as { ethernets: { eth0: unknown } };
  expect(config.ethernets.eth0).toMatchObject({
    dhcp4: false,
    "accept-ra": false,
    addresses: [`${plan.prefix}.11/24`, `${plan.prefix6}11/64`],
    routes: [{ to: "default", via: plan.gateway }],
  });
});

test("only what leaves the environment is masqueraded", () => {
  expect(masqueradeRules(id, plan)).toContain(
    `ip saddr ${plan.subnet} ip daddr != ${plan.subnet} masquerade`,
  );
});

test("each release has its own image, below the cache folder of the user", () => {
  const before = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = "/cache";
  try {
    expect(baseImagePath("bookworm")).toMatch(/^\/cache\/portcullis\/host-image-bookworm-[0-9a-f]{12}\.tar$/);
    expect(baseImagePath("trixie")).not.toBe(baseImagePath("bookworm"));
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
  }
});

test("a name server on the machine's loopback is no use to a host", () => {
  expect(usableElsewhere("nameserver 127.0.0.53\noptions edns0\n")).toBeUndefined();
  expect(usableElsewhere("nameserver ::1\nnameserver 192.0.2.53\nsearch example.org\n")).toBe(
    "nameserver 192.0.2.53\nsearch example.org\n",
  );
});

test.each([
  ["darwin", 0, "", /need Linux \(this is darwin\); bring your own host/],
  ["linux", 0, "ID=fedora\n", /need Debian or Ubuntu; bring your own host/],
  ["linux", 1000, "ID=debian\n", /need root \(try sudo\); or bring your own host/],
] as const)("on %s as user %i with %j, one sentence says what to do", (platform, uid, osRelease, reason) => {
  expect(unsupportedReason(platform, uid, osRelease)).toMatch(reason);
});

test.each(["ID=debian\n", "ID=ubuntu\nID_LIKE=debian\n", 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'])(
  "root on %j is fine",
  (osRelease) => {
    expect(unsupportedReason("linux", 0, osRelease)).toBeUndefined();
  },
);

test("only packages whose program is missing are installed", () => {
  expect(missingPackages(() => true)).toEqual([]);
  expect(missingPackages((program) => program !== "nft")).toEqual(["nftables"]);
});

test("Pebble has one profile, validates on the real ports, and listens on its own address only", () => {
  const { pebble } = JSON.parse(renderPebbleConfig("/state/pebble", "10.213.7.12", 3600)) as {
    pebble: { profiles: Record<string, { validityPeriod: number }>; [key: string]: unknown };
  };
  expect(Object.values(pebble.profiles).map((profile) => profile.validityPeriod)).toEqual([3600]);
  expect(pebble).toMatchObject({
    httpPort: 80,
    tlsPort: 443,
    listenAddress: "10.213.7.12:14000",
    managementListenAddress: "10.213.7.12:15000",
  });
});
