import type { Bundle } from "../../../components/host/bundle";
import { renderPayload } from "../../../components/host/payload";
import { platforms } from "../../../components/host/platform";
import { type LocalHost, hostExec } from "../../../local/hosts";
import { type TestEnvironment, openEnvironment, ssh } from "../support";
import { send } from "./direct";

let environment: TestEnvironment;
let host: LocalHost;

beforeAll(async () => {
  environment = await openEnvironment("bundle-apply");
  host = await environment.startHost({ name: "h1", release: "bookworm" });
  // The last units of a boot change files in /etc, after SSH answers.
  await root("systemctl is-system-running --wait");
});
afterEach(() => send(host, "destroy", demo()));
afterAll(() => environment.dispose());

/** Output of a command that root runs on the host. */
async function root(command: string): Promise<string> {
  const { stdout } = await hostExec(host, ["sh", "-c", command]);
  return stdout;
}

const unit = (text: string): string =>
  `[Service]\nExecStart=/bin/sh -c 'echo ${text} > /run/demo; exec sleep infinity'\n[Install]\nWantedBy=multi-user.target\n`;

const demo = (parts: Partial<Bundle> = {}): Bundle => ({
  name: "demo",
  files: [
    { path: "/etc/demo/demo.conf", content: "answer = 42\n" },
    { path: "/etc/demo/key", content: "hunter2", secret: true },
    { path: "/etc/motd", content: "ours\n", mode: "0640", owner: "root:adm" },
    { path: "/etc/systemd/system/demo.service", content: unit("one") },
  ],
  absent: ["/etc/issue.net"],
  validate: ["grep -q answer /etc/demo/demo.conf"],
  services: [{ unit: "demo.service", onChange: "restart" }],
  verify: ["test -s /run/demo"],
  ...parts,
});

const snapshot =
  "find /etc -xdev \\( -type f -o -type l \\) -printf '%p %m %u:%g %s %l\\n' | grep -v -e ld.so.cache | sort";

test.each([
  ["without a newline at its end", "print('end')\nprint('ä')"],
  [
    "with lines that mean something to the applier",
    "end\n#portcullis-bundle\nfile 0644 root:root 1 + /etc/x\n\n",
  ],
  ["that is empty", ""],
])("a program that is sent compressed arrives as it is: one %s", async (_, content) => {
  const path = "/usr/local/lib/demo.py";
  const packed = demo({ files: [...demo().files, { path, content, packed: true, mode: "0755" }] });
  expect(await send(host, "apply", packed)).toMatchObject({ code: 0 });
  expect(await root(`stat -c %a ${path}; base64 -w0 ${path}`)).toBe(
    `755\n${Buffer.from(content).toString("base64")}`,
  );
  expect(await send(host, "apply", packed)).toMatchObject({ code: 0, stdout: "demo: unchanged\n" });
});

test("a bundle arrives whole, again changes nothing, and destroying it puts everything back", async () => {
  const before = await root(snapshot);
  const first = await send(host, "apply", demo());
  expect(first).toMatchObject({ code: 0 });
  expect(first.stdout).toContain("/etc/demo/demo.conf");
  expect(await root("stat -c '%a %U:%G %n' /etc/demo /etc/demo/demo.conf /etc/demo/key /etc/motd")).toBe(
    "755 root:root /etc/demo\n644 root:root /etc/demo/demo.conf\n600 root:root /etc/demo/key\n640 root:adm /etc/motd\n",
  );
  expect(await root("cat /etc/demo/key; ls /etc/issue.net 2>&1 || :")).toMatch(/^hunter2ls: cannot access/);
  expect(await root("systemctl is-enabled demo; systemctl is-active demo; cat /run/demo")).toBe(
    "enabled\nactive\none\n",
  );

  const pid = await root("systemctl show -P MainPID demo");
  const again = await send(host, "apply", demo());
  expect(again).toMatchObject({ code: 0, stdout: "demo: unchanged\n" });
  expect(await root("systemctl show -P MainPID demo")).toBe(pid);

  expect(await send(host, "destroy", demo())).toMatchObject({ code: 0 });
  expect(await root(snapshot)).toBe(before);
  expect(await root("systemctl is-active demo || :; ls -d /var/lib/portcullis /etc/demo 2>&1 || :")).toMatch(
    /^inactive\n.*cannot access.*\n.*cannot access/,
  );
});

test("a secret stands in no file but its own, no command line and no journal", async () => {
  expect(await send(host, "apply", demo())).toMatchObject({ code: 0 });
  expect(await root("grep -rl hunter2 /etc /var /run /tmp 2>/dev/null || :")).toBe("/etc/demo/key\n");
  expect(await root("journalctl --no-pager | grep -c hunter2 || :")).toBe("0\n");
  // As it was sent: compressed, with the bundle around it.
  const [, packed] = /\npacked\n(.*)\n$/.exec(renderPayload(demo(), platforms["debian-12"]))!;
  const part = packed!.slice(40, 100);
  expect(
    await root(
      `{ grep -rlF ${part} /var /run /tmp || :; journalctl --no-pager | grep -F ${part} || :; } 2>&1`,
    ),
  ).toBe("");
  await send(host, "destroy", demo());
});

test("the host knows of each file what it has to be, also after a change that was rolled back", async () => {
  const manifest = "cat /var/lib/portcullis/bundles/demo/current/manifest";
  expect(await send(host, "apply", demo())).toMatchObject({ code: 0 });
  const noted = await root(manifest);
  const [paths, sums] = [
    demo().files.map(({ path }) => path),
    noted.replace(/^(\w+)\t.*\t(.*)$/gm, "$1  $2"),
  ];
  expect(
    noted
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("\t").slice(1).join(" ")),
  ).toEqual([
    `644 root:root ${paths[0]}`,
    `600 root:root ${paths[1]}`,
    `640 root:adm ${paths[2]}`,
    `644 root:root ${paths[3]}`,
  ]);
  expect(await root(`sha256sum --check --strict --quiet <<'EOF'\n${sums}EOF\necho all`)).toBe("all\n");
  expect(
    await root(
      `stat -c '%a %U' /var/lib/portcullis/bundles/demo/current/manifest; stat -c %a /var/lib/portcullis`,
    ),
  ).toBe("600 root\n700\n");

  const broken = demo({ files: [{ path: "/etc/motd", content: "theirs\n" }], validate: ["false"] });
  expect((await send(host, "apply", broken)).code).not.toBe(0);
  expect(await root(manifest)).toBe(noted);

  // One that an earlier applier left without is given it, though nothing else changes.
  await root("rm /var/lib/portcullis/bundles/demo/current/manifest");
  expect(await send(host, "apply", demo())).toMatchObject({ code: 0, stdout: "demo: unchanged\n" });
  expect(await root(manifest)).toBe(noted);

  const files = [{ path: "/etc/motd", content: "ours\n", owner: "www-data" }];
  const user = demo({ files, validate: [], services: [], verify: [] });
  expect(await send(host, "apply", user)).toMatchObject({ code: 0 });
  expect(await root(manifest)).toMatch(/^\w{64}\t644\twww-data:www-data\t\/etc\/motd\n$/);
});

test("a file that leaves the bundle gives its place back to what stood there before", async () => {
  const former = await root("cat /etc/motd");
  await send(host, "apply", demo());
  const less = demo();
  less.files = less.files.filter(({ path }) => path !== "/etc/motd");
  expect(await send(host, "apply", less)).toMatchObject({ code: 0 });
  expect(await root("cat /etc/motd")).toBe(former);
  await send(host, "destroy", less);
});

test.each<[string, Partial<Bundle>, string]>([
  ["does not validate", { validate: ["echo 'line 7: no answer' >&2; false"] }, "line 7: no answer"],
  ["does not activate", { activate: [{ run: "echo 'device busy' >&2; exit 3" }] }, "device busy"],
  ["does not verify", { verify: ["echo 'nobody listens' >&2; false"], verifySeconds: 1 }, "nobody listens"],
  [
    "has a service that fails to start",
    {
      files: [
        {
          path: "/etc/systemd/system/demo.service",
          content: "[Service]\nExecStart=/bin/sh -c 'echo no port >&2; exit 1'\nType=oneshot\n",
        },
      ],
    },
    "no port",
  ],
])("one that %s leaves the former one in force and says why", async (_, parts, reason) => {
  expect(await send(host, "apply", demo())).toMatchObject({ code: 0 });
  const before = await root(`${snapshot}; cat /etc/demo/demo.conf`);
  const broken = demo({ ...parts });
  broken.files = [
    ...broken.files.filter(({ path }) => path !== "/etc/demo/demo.conf"),
    { path: "/etc/demo/demo.conf", content: "another answer\n" },
  ];
  const result = await send(host, "apply", broken);
  expect(result.code).not.toBe(0);
  expect(result.stderr).toContain("portcullis: bundle demo was rolled back, the former state is in force:");
  expect(result.stderr).toContain(reason);
  expect(await root(`${snapshot}; cat /etc/demo/demo.conf`)).toBe(before);
  expect(await root("systemctl is-active demo; cat /run/demo")).toBe("active\none\n");
  await send(host, "destroy", demo());
});

test("a first bundle that fails leaves nothing behind", async () => {
  const before = await root(snapshot);
  expect((await send(host, "apply", demo({ verify: ["false"], verifySeconds: 1 }))).code).not.toBe(0);
  expect(await root("systemctl is-active demo || :; systemctl is-enabled demo 2>/dev/null || :")).toMatch(
    /^inactive\n(not-found\n)?$/,
  );
  expect((await send(host, "destroy", demo())).code).toBe(0);
  expect(await root(snapshot)).toBe(before);
});

test("a host that runs something else is refused before anything is changed", async () => {
  const before = await root(snapshot);
  const result = await send({ ...host, release: "trixie" }, "apply", demo());
  expect(result.code).not.toBe(0);
  expect(result.stderr).toContain("the configuration says platform debian-13, but this host runs debian-12");
  expect(await root(snapshot)).toBe(before);
});

describe("a full disk", () => {
  beforeAll(() => root("mkdir -p /srv/tiny && mount -t tmpfs -o size=64k,nr_inodes=2 tiny /srv/tiny"));
  afterAll(() => root("umount /srv/tiny && rmdir /srv/tiny"));

  test("is said before anything is changed", async () => {
    const result = await send(
      host,
      "apply",
      demo({ files: [...demo().files, { path: "/srv/tiny/big", content: "x\n".repeat(200_000) }] }),
    );
    expect(result.code).not.toBe(0);
    expect(result.stderr).toMatch(
      /nothing was changed:\nno space left on the device of \/srv\/tiny: \d+ KiB are free, \d+ KiB are needed/,
    );
    expect(await root("ls /etc/demo 2>&1 || :")).toContain("cannot access");
  });

  test("that fills up in the middle leaves the former state", async () => {
    await root("mount -o remount,size=16m,nr_inodes=2 /srv/tiny");
    expect(await send(host, "apply", demo())).toMatchObject({ code: 0 });
    const files = [
      { path: "/etc/demo/demo.conf", content: "answer = 43\n" },
      { path: "/srv/tiny/a", content: "a" },
      { path: "/srv/tiny/b", content: "b" },
    ];
    const result = await send(host, "apply", demo({ files: [...demo().files.slice(1), ...files] }));
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain("No space left on device");
    expect(await root("cat /etc/demo/demo.conf; ls /srv/tiny")).toBe("answer = 42\n");
    await send(host, "destroy", demo());
  });
});

describe("the package manager's lock, held by somebody else", () => {
  const hold = (seconds: number): Promise<string> =>
    root(
      `systemd-run --quiet --unit=holder-${seconds} python3 -c 'import fcntl,time; f=open("/var/lib/dpkg/lock-frontend","w"); fcntl.lockf(f,fcntl.LOCK_EX); open("/run/held","w"); time.sleep(${seconds})'; until [ -e /run/held ]; do :; done; rm /run/held`,
    );
  const tree: Bundle = { name: "tree", packages: ["tree"], files: [] };

  test("is waited for, up to the limit", async () => {
    await hold(600);
    const result = await send(host, "apply", { ...tree, packageLockSeconds: 1 });
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain("the package manager's lock was held by somebody else for 1 s");
    await root("systemctl stop holder-600");
  });

  test("is taken once it is free, and what was installed goes with the bundle", async () => {
    await hold(4);
    expect(await send(host, "apply", tree)).toMatchObject({ code: 0 });
    expect(await root("dpkg-query -W -f '${db:Status-Status}' tree")).toBe("installed");
    expect(await send(host, "destroy", tree)).toMatchObject({ code: 0 });
    expect(await root("dpkg-query -W -f '${db:Status-Status}' tree 2>&1 || :")).not.toBe("installed");
  });
});

test("ssh itself is untouched by all this", async () => {
  expect(await ssh(host, "true")).toMatchObject({ code: 0 });
});
