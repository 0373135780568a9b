import { checked, python } from "./python";

describe("listeners", () => {
  // As x86 and arm64 write it: words with their first byte last.
  test.each([
    ["0100007F:1F40", "127.0.0.1", 8000, true],
    ["00000000:0016", "0.0.0.0", 22, false],
    ["00000000000000000000000001000000:0050", "::1", 80, true],
    ["0000000000000000FFFF00000100007F:0050", "::ffff:127.0.0.1", 80, true],
    ["00000000000000000000000000000000:01BB", "::", 443, false],
  ])("%s is %s, port %d", (text, address, port, loopback) => {
    const answer = python(
      "a, p = socket_address(given)\nanswer = [a == ipaddress.ip_address('" +
        address +
        "'), p, is_loopback(a)]",
      text,
    );
    expect(answer).toEqual([true, port, loopback]);
  });

  test("on loopback are nobody's business, those that are declared are right, and others are named", () => {
    const standIns = `
def listeners():
    ip = ipaddress.ip_address
    return [("tcp", ip("0.0.0.0"), 22, "1"), ("tcp", ip("127.0.0.1"), 9200, "2"), ("tcp", ip("::"), 9999, "3"),
            ("udp", ip("10.0.0.1"), 68, "4"), ("tcp", ip("0.0.0.0"), 8001, "5")]
def owners(): return {"3": "python3"}`;
    const gateway = { controlPorts: [8001] };
    expect(checked("listening-declared", { listening: ["22/tcp"], gateway }, standIns)).toEqual([
      {
        check: "listening-declared",
        subject: "9999/tcp",
        status: "fail",
        evidence: "python3 listens on ::",
      },
    ]);
    expect(checked("gateway-admin", { gateway }, standIns)).toMatchObject([
      { status: "fail", subject: "8001/tcp" },
    ]);
  });
});

describe("sshd -T", () => {
  const ssh = {
    user: "admin",
    settings: { passwordauthentication: ["no"], permitrootlogin: ["prohibit-password"] },
  };
  const says = (text: string): string => `def command(*argv, **more): return ${JSON.stringify(text)}`;

  test("is right in other words, and wrong in other values", () => {
    const good = says("passwordauthentication no\npermitrootlogin without-password\n");
    expect(checked("ssh-root-login", { ssh }, good)).toMatchObject([{ status: "pass" }]);
    const bad = says("passwordauthentication yes\npermitrootlogin without-password\n");
    expect(checked("ssh-password-login", { ssh }, bad)).toEqual([
      {
        check: "ssh-password-login",
        subject: "passwordauthentication",
        status: "fail",
        evidence: "yes, not no (for admin)",
      },
    ]);
  });

  test("that says nothing is unknown, never right", () => {
    expect(checked("ssh-password-login", { ssh }, says(""))).toMatchObject([
      { status: "unknown" },
      { status: "unknown" },
    ]);
  });
});

describe("sudo", () => {
  const accounts = { managing: "admin", logins: ["admin"] };
  const files = (contents: Record<string, string>, group: string[] = []): string => `
import fnmatch
files = json.loads(${JSON.stringify(JSON.stringify(contents))})
def sudo_files(): return list(files)
def read(path): return files[path]
def members(group): return ${JSON.stringify(group)}
os.path.exists = lambda path: True`;

  test("is right as Debian and cloud-init leave it", () => {
    const contents = {
      "/etc/sudoers":
        'Defaults\tenv_reset\nDefaults\tsecure_path="/usr/sbin:/usr/bin"\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n# a comment = with a sign\n',
      "/etc/sudoers.d/90-cloud-init-users": "# User rules for admin\nadmin ALL=(ALL) NOPASSWD:ALL\n",
    };
    expect(checked("accounts-sudo", { accounts }, files(contents, ["admin"]))).toMatchObject([
      { status: "pass" },
    ]);
  });

  test.each([
    ["eve ALL=(ALL) ALL", []],
    ["#1001 ALL=(ALL) \\\n NOPASSWD: ALL", []],
    ["%wheel ALL=(ALL) NOPASSWD: ALL", []],
    ["%sudo ALL=(ALL) ALL", ["admin", "eve"]],
  ])("%j is wrong", (line, group) => {
    const found = checked("accounts-sudo", { accounts }, files({ "/etc/sudoers.d/x": `${line}\n` }, group));
    expect(found).toMatchObject([{ status: "fail", subject: "/etc/sudoers.d/x" }]);
  });
});

describe("updates", () => {
  const expected = { family: "debian", updates: { timers: [], maximumHours: 72, settings: {} } };
  const facts = (waiting: string[], stamp: number | null, configured: number, lists: number): string => `
now = time.time()
def pending(family): return ${JSON.stringify(waiting)}
def last_success(family): return ${stamp === null ? "None" : `now - ${stamp} * 3600`}
def installed_at(family): return now - ${configured} * 3600
def lists_at(family): return now - ${lists} * 3600`;

  test.each([
    ["none waits", [], 5, 1000, 5, "pass"],
    ["they wait for tonight", ["openssl"], 20, 1000, 10, "pass"],
    ["a new host has had no run", ["openssl"], null, 1, 1, "pass"],
    ["no run for days", ["openssl"], 100, 1000, 10, "fail"],
    ["no run ever", ["openssl"], null, 100, 10, "fail"],
    ["the last run left them", ["openssl"], 5, 1000, 9, "fail"],
    ["lists are too old to know", [], 5, 1000, 100, "unknown"],
  ] as const)("%s", (_, waiting, stamp, configured, lists, status) => {
    const found = checked("updates-pending", expected, facts([...waiting], stamp, configured, lists));
    expect(found).toMatchObject([{ status }]);
  });

  test("dnf's answer is counted once a package", () => {
    const listed =
      "RLSA-1 Important/Sec. openssl-3.el9\nRLSA-2 Moderate/Sec. openssl-3.el9\nRLSA-2 Moderate/Sec. curl-7.el9\n";
    const text = `def command(*argv, **more): return given\nanswer = pending("redhat")`;
    expect(python(text, listed)).toEqual(["curl-7.el9", "openssl-3.el9"]);
  });
});

describe("units", () => {
  const expected = { units: [{ unit: "a.service", check: "services-running" }] };
  const state = (properties: Record<string, string>, container = true): string =>
    `def in_container(): return ${container ? "True" : "False"}
def units(names, *properties): return {"a.service": ${JSON.stringify({ LoadState: "loaded", UnitFileState: "enabled", ActiveState: "active", ...properties })}}`;

  test.each([
    [{}, "pass"],
    [{ UnitFileState: "static" }, "pass"],
    [{ ActiveState: "inactive", ConditionResult: "no" }, "pass"],
    [{ ActiveState: "inactive", ConditionResult: "yes" }, "fail"],
    [{ ActiveState: "failed", ConditionResult: "no" }, "fail"],
    [{ UnitFileState: "disabled" }, "fail"],
    [{ LoadState: "not-found", UnitFileState: "" }, "fail"],
    [{ LoadState: "masked" }, "fail"],
  ])("%j: %s", (properties, status) => {
    expect(checked("services-running", expected, state(properties))).toMatchObject([{ status }]);
  });

  test("a condition that keeps a unit from starting is no excuse but in a container", () => {
    const skipped = state({ ActiveState: "inactive", ConditionResult: "no" }, false);
    expect(checked("services-running", expected, skipped)).toMatchObject([{ status: "fail" }]);
  });
});

describe("the web server's configuration", () => {
  const expected = {
    edge: { server: "nginx", directives: { ssl_protocols: "TLSv1.2 TLSv1.3", server_tokens: "off" } },
  };
  const files = (contents: Record<string, string>): string => `
import fnmatch
files = json.loads(${JSON.stringify(JSON.stringify(contents))})
def read(path): return files[path]
glob.glob = lambda pattern: fnmatch.filter(files, pattern)
os.path.isfile = lambda path: path in files`;
  const main = "http {\n  server_tokens off;\n  ssl_protocols TLSv1.2 TLSv1.3;\n  include sites/*.conf;\n}\n";

  test("counts each time that a directive is said, in included files too", () => {
    const good = files({ "/etc/nginx/nginx.conf": main });
    expect(checked("edge-tls", expected, good)).toMatchObject([{ status: "pass" }]);
    const site = "server { ssl_protocols TLSv1; }\n# ssl_protocols SSLv3;\n";
    const bad = files({ "/etc/nginx/nginx.conf": main, "/etc/nginx/sites/a.conf": site });
    expect(checked("edge-tls", expected, bad)).toMatchObject([
      {
        status: "fail",
        subject: "ssl_protocols",
        evidence: "TLSv1, not TLSv1.2 TLSv1.3 (/etc/nginx/sites/a.conf)",
      },
    ]);
  });

  test("that says nothing is wrong, and that is missing is unknown", () => {
    expect(checked("edge-software", expected, files({ "/etc/nginx/nginx.conf": "" }))).toMatchObject([
      { status: "fail", evidence: "not said, ought to be off" },
    ]);
    expect(checked("edge-software", expected, files({}))).toMatchObject([{ status: "unknown" }]);
  });
});

describe("iptables-save", () => {
  const saved =
    "*nat\n:INPUT ACCEPT [0:0]\n-A INPUT -j ACCEPT\nCOMMIT\n*filter\n:INPUT DROP [1:2]\n:PORTCULLIS-INPUT - [0:0]\n-A INPUT -j PORTCULLIS-INPUT\n-A PORTCULLIS-INPUT -j DROP\nCOMMIT\n";

  test("is read by chain, of the table filter alone", () => {
    expect(python("answer = chains_of(given)", saved)).toEqual([
      { INPUT: ["-A INPUT -j PORTCULLIS-INPUT"], "PORTCULLIS-INPUT": ["-A PORTCULLIS-INPUT -j DROP"] },
      { INPUT: "DROP", "PORTCULLIS-INPUT": "-" },
    ]);
  });

  test.each([
    ["-A INPUT -p tcp -m tcp --dport 22 -j f2b-sshd", []],
    ["-A INPUT -p tcp -m tcp --dport 9999 -j ACCEPT", ["-A INPUT -p tcp -m tcp --dport 9999 -j ACCEPT"]],
  ])("%s ahead of our chain: %j", (line, foreign) => {
    const text = `def command(*argv, **more): return given\nanswer = list(foreign_iptables(4, "iptables"))`;
    expect(python(text, saved.replace("-A INPUT -j PORTCULLIS", `${line}\n-A INPUT -j PORTCULLIS`))).toEqual(
      foreign,
    );
  });
});

test("of a certificate that is none, and of one that is missing, is said so", () => {
  const certificates = [
    { name: "a", chain: "/nowhere/chain.pem", key: "/nowhere/key.pem", timer: "a.timer" },
  ];
  expect(checked("certificate-lifetime", { certificates })).toMatchObject([{ status: "fail", subject: "a" }]);
  expect(checked("certificate-key", { certificates })).toMatchObject([{ status: "unknown", subject: "a" }]);
});

describe("keys", () => {
  const accounts = { managing: "admin", logins: ["admin"], keys: ["ssh-ed25519 AAAAC3Nza"] };
  const people = (files: Record<string, string>): string => `
files = json.loads(${JSON.stringify(JSON.stringify(files))})
def read(path): return files[path]
os.path.isfile = lambda path: path in files
def accounts(): return [{"name": name, "uid": 1000, "home": home, "shell": "/bin/bash"} for name, home in (("root", "/root"), ("admin", "/home/admin"), ("eve", "/home/eve"))]`;
  const own = "ssh-ed25519 AAAAC3Nza operator@example.com\n";
  const forRoot = `no-port-forwarding,command="echo 'Please login as the user \\"admin\\"';echo;sleep 10;exit 142" ${own}`;

  test.each([
    ["the key that the host is set up with", { "/home/admin/.ssh/authorized_keys": own }, []],
    ["one that may do nothing as root", { "/root/.ssh/authorized_keys": forRoot }, []],
    ["a comment", { "/home/eve/.ssh/authorized_keys": `# ${own}` }, []],
    [
      "the same for root without a limit",
      { "/root/.ssh/authorized_keys": `${forRoot}${own}` },
      ["root", "root"],
    ],
    ["another key", { "/home/admin/.ssh/authorized_keys": `${own}ssh-rsa AAAAB3Nz\n` }, ["admin"]],
    ["a key of somebody else", { "/home/eve/.ssh/authorized_keys2": own }, ["eve"]],
  ])("%s", (_, files, subjects) => {
    const found = checked("accounts-keys", { accounts }, people(files));
    expect(found.flatMap(({ status, subject }) => (status === "fail" ? [subject] : []))).toEqual(subjects);
  });
});
