import { journalEntry, runScript } from "./script";

const journal = (...entry: Parameters<typeof journalEntry>) => runScript("journal", journalEntry(...entry));

describe("sshd", () => {
  test.each([
    [
      "Accepted publickey for admin from 10.0.0.1 port 5022 ssh2: ED25519 SHA256:abc",
      {
        "event.action": "ssh_login",
        "event.outcome": "success",
        "user.name": "admin",
        "source.ip": "10.0.0.1",
        "source.port": 5022,
        "portcullis.ssh.method": "publickey",
      },
    ],
    [
      "Connection closed by authenticating user root 2001:db8::1 port 4711 [preauth]",
      {
        "event.action": "ssh_failed",
        "event.outcome": "failure",
        "user.name": "root",
        "source.ip": "2001:db8::1",
        "source.port": 4711,
      },
    ],
    [
      "Disconnected from invalid user bob 10.0.0.2 port 1 [preauth]",
      { "event.action": "ssh_failed", "user.name": "bob", "source.ip": "10.0.0.2" },
    ],
    [
      "Disconnecting authenticating user admin 10.0.0.3 port 2: Too many authentication failures [preauth]",
      { "event.action": "ssh_failed", "user.name": "admin", "source.ip": "10.0.0.3" },
    ],
    [
      "Connection reset by invalid user  10.0.0.4 port 3 [preauth]",
      { "event.action": "ssh_failed", "source.ip": "10.0.0.4" },
    ],
  ])("%s", (message, expected) => {
    const event = journal("sshd", message);
    expect(event).toMatchObject({
      "event.dataset": "portcullis.auth",
      "data_stream.dataset": "portcullis.auth",
      "data_stream.type": "logs",
      "data_stream.namespace": "test",
      "event.category": ["authentication"],
      "process.name": "sshd",
      ...expected,
    });
    expect(event).not.toHaveProperty("message");
    expect(event).not.toHaveProperty("process.args");
    expect(event).not.toHaveProperty("user.id");
  });

  test("a name that looks like an address does not stand for it", () => {
    const name = "x 192.0.2.9 port 22 [preauth] from 192.0.2.8 port 7";
    expect(
      journal("sshd", `Connection closed by invalid user ${name} 10.0.0.5 port 9 [preauth]`),
    ).toMatchObject({
      "user.name": name,
      "source.ip": "10.0.0.5",
      "source.port": 9,
    });
  });

  test("Debian 13's own process for a session counts, and is called sshd", () => {
    const event = journal("sshd-session", "Accepted password for a from ::1 port 1 ssh2", {
      executable: "/usr/lib/openssh/sshd-session",
    });
    expect(event).toMatchObject({ "process.name": "sshd", "portcullis.ssh.method": "password" });
  });

  test.each([
    ["another user says so", { uid: 1000 }],
    ["another program says so", { executable: "/usr/bin/logger" }],
  ])("nothing is believed where %s", (_, who) => {
    expect(journal("sshd", "Accepted publickey for root from 10.0.0.1 port 1 ssh2", who)).toBeUndefined();
  });

  test.each(["Server listening on :: port 22.", "Failed password for admin from 10.0.0.1 port 1 ssh2"])(
    "%s: the connection's end is what counts",
    (message) => expect(journal("sshd", message)).toBeUndefined(),
  );
});

describe("sudo, su, logind", () => {
  test("a command, without its arguments", () => {
    const event = journal(
      "sudo",
      "   admin : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/mysql -phunter2",
      {
        uid: 1000,
        executable: "/usr/bin/sudo",
      },
    );
    expect(event).toMatchObject({
      "event.action": "sudo",
      "event.outcome": "success",
      "user.name": "admin",
      "user.effective.name": "root",
      "process.name": "sudo",
      "process.executable": "/usr/bin/mysql",
    });
    expect(JSON.stringify(event)).not.toContain("hunter2");
  });

  test.each([
    "bob : user NOT in sudoers ; PWD=/ ; USER=root ; COMMAND=/bin/sh",
    "bob : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh",
    "bob : a password is required ; PWD=/ ; USER=root ; COMMAND=/bin/sh",
    "bob : command not allowed ; PWD=/ ; USER=root ; COMMAND=/bin/sh",
  ])("refused: %s", (message) => {
    expect(journal("sudo", message, { uid: 1001 })).toMatchObject({
      "event.outcome": "failure",
      "user.name": "bob",
      "process.executable": "/bin/sh",
    });
  });

  test("a sender that the journal could not look at is marked", () => {
    const message = "admin : PWD=/ ; USER=root ; COMMAND=/bin/sh";
    expect(journal("sudo", message, { uid: 1000 })).toMatchObject({ "portcullis.unverified": true });
    expect(journal("sudo", message, { uid: 1000, executable: "/usr/bin/sudo" })).not.toHaveProperty(
      "portcullis.unverified",
    );
    expect(journal("sudo", message)).not.toHaveProperty("portcullis.unverified");
  });

  test("what PAM says of the same again is left out", () => {
    expect(
      journal("sudo", "pam_unix(sudo:session): session opened for user root(uid=0) by (uid=1000)"),
    ).toBeUndefined();
  });

  test.each([
    ["(to root) admin on pts/1", "success"],
    ["FAILED SU (to root) admin on pts/1", "failure"],
  ])("su: %s", (message, outcome) => {
    expect(journal("su", message)).toMatchObject({
      "event.action": "su",
      "event.outcome": outcome,
      "user.name": "admin",
      "user.effective.name": "root",
    });
  });

  test.each([
    "New session 5 of user admin.",
    "New session '5' of user 'admin' with class 'user' and type 'tty'.",
  ])("%s", (message) =>
    expect(journal("systemd-logind", message)).toMatchObject({
      "event.action": "session_opened",
      "user.name": "admin",
    }),
  );
});

describe("firewall", () => {
  const packet =
    "IN=eth0 OUT= MAC=aa:bb SRC=203.0.113.9 DST=10.0.0.2 LEN=60 TOS=0x00 PROTO=TCP SPT=4242 DPT=23 WINDOW=64240 SYN URGP=0";

  test("a dropped packet", () => {
    const event = journal("kernel", `portcullis drop in: ${packet}`, { transport: "kernel" });
    expect(event).toMatchObject({
      "event.dataset": "portcullis.firewall",
      "event.action": "dropped",
      "source.ip": "203.0.113.9",
      "source.port": 4242,
      "destination.ip": "10.0.0.2",
      "destination.port": 23,
      "network.transport": "tcp",
      "network.direction": "inbound",
    });
    expect(event).not.toHaveProperty("message");
  });

  test("what an ICMP error quotes is not its own address", () => {
    const quoted =
      "IN=eth0 OUT= SRC=198.51.100.1 DST=10.0.0.2 PROTO=ICMP TYPE=3 [SRC=10.0.0.2 DST=192.0.2.1 PROTO=UDP DPT=53 ]";
    expect(journal("kernel", `portcullis drop forward: ${quoted}`, { transport: "kernel" })).toMatchObject({
      "source.ip": "198.51.100.1",
      "destination.ip": "10.0.0.2",
      "network.transport": "icmp",
      "network.direction": "unknown",
    });
  });

  test("only the kernel is believed", () => {
    expect(journal("kernel", `portcullis drop in: ${packet}`)).toBeUndefined();
  });
});

test.each([
  ["NOTICE [sshd] Ban 203.0.113.9", "banned", "203.0.113.9"],
  ["NOTICE [sshd] Restore Ban 2001:db8::9", "banned", "2001:db8::9"],
  ["NOTICE [sshd] Unban 203.0.113.9", "unbanned", "203.0.113.9"],
])("fail2ban: %s", (message, action, ip) => {
  expect(journal("fail2ban.actions", message)).toMatchObject({
    "event.dataset": "portcullis.intrusion",
    "event.action": action,
    "source.ip": ip,
    "portcullis.jail": "sshd",
  });
});

describe("updates", () => {
  test.each([
    ["All upgrades installed", "success"],
    ["No packages found that can be upgraded unattended and no pending auto-removals", "success"],
    ["Installing the upgrades failed!", "failure"],
    ["An error occurred: broken", "failure"],
  ])("%s", (message, outcome) => {
    expect(journal("unattended-upgrade", message)).toMatchObject({
      "event.dataset": "portcullis.updates",
      "event.action": "update",
      "event.outcome": outcome,
    });
  });

  test("the packages", () => {
    expect(journal("unattended-upgrade", "Packages that will be upgraded: libssl3 openssl")).toMatchObject({
      "event.action": "update_begun",
      "package.name": ["libssl3", "openssl"],
    });
  });
});

describe("units", () => {
  const failure = (unit: string) =>
    journal("systemd", `${unit}: Failed with result 'exit-code'.`, {
      pid: 1,
      custom: { unit, message_id: "d9b373ed55a64feb8242e02dbe79a49c" },
    });

  test("one that failed", () => {
    expect(failure("redis-server.service")).toMatchObject({
      "event.dataset": "portcullis.system",
      "event.action": "unit_failed",
      "service.name": "redis-server.service",
    });
  });

  test("one that failed, as later versions tell it", () => {
    const entry = journalEntry("systemd", "x.service: Failed with result 'exit-code'.", { pid: 1 });
    const journald = { ...(entry.journald as object), unit: "x.service" };
    expect(
      runScript("journal", { ...entry, journald, message_id: "d9b373ed55a64feb8242e02dbe79a49c" }),
    ).toMatchObject({ "event.action": "unit_failed", "service.name": "x.service" });
  });

  test("a certificate's", () => {
    expect(failure("portcullis-certificate@api.example.com.service")).toMatchObject({
      "event.dataset": "portcullis.certificates",
      "event.outcome": "failure",
      "portcullis.certificate.name": "api.example.com",
    });
  });

  test("the updates'", () => {
    expect(failure("apt-daily-upgrade.service")).toMatchObject({
      "event.dataset": "portcullis.updates",
      "event.outcome": "failure",
    });
    expect(
      journal("systemd", "dnf-automatic.service: Deactivated successfully.", {
        pid: 1,
        custom: { unit: "dnf-automatic.service", message_id: "7ad2d189f7e94e70a38c781354912448" },
      }),
    ).toMatchObject({ "event.action": "update", "event.outcome": "success" });
  });

  test("a renewed certificate", () => {
    const unit = "portcullis-certificate@api.example.com.service";
    const message = "certificate api.example.com: new one in place, good until Feb 1 00:00:00 2027 GMT";
    expect(journal("portcullis-certificate", message, { unit })).toMatchObject({
      "event.action": "renew",
      "event.outcome": "success",
      "portcullis.certificate.name": "api.example.com",
    });
    expect(journal("x", message, { unit: "evil.service" })).toBeUndefined();
  });

  test("the gateway's own log, without what looks like a secret", () => {
    expect(
      journal("tyk", 'time="x" level=warning msg="token=abc"', { unit: "portcullis-tyk.service" }),
    ).toMatchObject({
      "event.dataset": "portcullis.gateway",
      "log.level": "warning",
      message: 'time="x" level=warning msg="[redacted]',
    });
  });

  test.each([
    ['{"level":"error","message":"Cannot index event"}', "error", "Cannot index event"],
    ['{"log.level":"warn","message":"Failed to connect"}', "warn", "Failed to connect"],
  ])("the shipper's own: %s", (line, level, message) => {
    expect(journal("filebeat", line, { unit: "portcullis-filebeat.service" })).toMatchObject({
      "event.dataset": "portcullis.system",
      "event.action": "shipper_warning",
      "log.level": level,
      message,
    });
  });

  test.each([
    '{"level":"info","message":"x"}',
    '{"level":"warn","message":"EXPERIMENTAL: The journald input"}',
  ])("not the shipper's %s", (line) =>
    expect(journal("filebeat", line, { unit: "portcullis-filebeat.service" })).toBeUndefined(),
  );

  test("anything else stays on the host", () => {
    expect(journal("cron", "(root) CMD (mysqldump -psecret)")).toBeUndefined();
    expect(journal("myapp", "password=hunter2", { unit: "myapp.service" })).toBeUndefined();
  });
});
