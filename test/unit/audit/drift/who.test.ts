import { readActivity } from "../../../../audit/drift/activity";
import type { Difference } from "../../../../audit/drift/difference";
import { toldCommand, whenAndWho } from "../../../../audit/drift/who";

const start = Date.UTC(2026, 10, 25, 12, 0, 0) / 1000;

/** A line of the journal, so many seconds after noon. */
function line(seconds: number, by: string, process: number, message: string | number[]): string {
  const time = String(Math.round((start + seconds) * 1e6));
  return `journal\t${JSON.stringify({ __REALTIME_TIMESTAMP: time, SYSLOG_IDENTIFIER: by, _PID: String(process), MESSAGE: message })}`;
}

const accepted = (user: string, from: string): string =>
  `Accepted publickey for ${user} from ${from} port 50000 ssh2: ED25519 SHA256:${user}key`;
const closed = (user: string): string => `pam_unix(sshd:session): session closed for user ${user}`;
const sudo = (user: string, command: string): string =>
  `   ${user} : TTY=pts/0 ; PWD=/home/${user} ; USER=root ; COMMAND=${command}`;

const activity = readActivity(
  [
    "zone\t+0200",
    line(0, "sshd", 10, accepted("ada", "192.0.2.1")),
    line(100, "sudo", 11, sudo("ada", "/usr/bin/tee /etc/a")),
    line(101, "sudo", 11, "pam_unix(sudo:session): session closed for user root"),
    line(200, "sudo", 12, sudo("ada", "/usr/bin/vim /etc/secret-plan hunter2")),
    line(300, "sudo", 12, "pam_unix(sudo:session): session closed for user root"),
    line(400, "sshd", 10, closed("ada")),
    line(500, "sshd-session", 20, accepted("bob", "2001:db8::2")),
    line(
      510,
      "sudo",
      21,
      sudo("bob", "/bin/sh -c umask 077; d=/run/portcullis; exec /bin/sh $d/in.21 apply"),
    ),
    line(520, "sudo", 21, "pam_unix(sudo:session): session closed for user root"),
    line(600, "sudo", 22, [...Buffer.from(sudo("bob", "/usr/bin/systemctl disable fail2ban"))]),
    "dpkg\t2026-11-25\t14:15:00\ttree:amd64",
    line(1000.6, "sudo", 23, sudo("bob", "/usr/bin/apt-get -qq remove -y vim")),
    line(1000.9, "sudo", 23, "pam_unix(sudo:session): session closed for user root"),
    "dpkg\t2026-11-25\t14:16:40\tvim:amd64",
    "end",
  ].join("\n"),
);

function told(more: Partial<Difference>): string {
  const difference: Difference = {
    check: "drift-file",
    resource: "api1-edge",
    subject: "/etc/a",
    what: "has other content",
    ...more,
  };
  return whenAndWho(difference, activity, start + 10_000);
}

test.each<[string, Partial<Difference>, string]>([
  [
    "a command that ran then and names it",
    { at: start + 100.2 },
    "2026-11-25 12:01:40 UTC, by ada from 192.0.2.1 with key SHA256:adakey: sudo `/usr/bin/tee /etc/a`",
  ],
  [
    "a command that ran then, whose other words may be secret",
    { at: start + 250 },
    "2026-11-25 12:04:10 UTC, by ada from 192.0.2.1 with key SHA256:adakey: sudo `/usr/bin/vim …`",
  ],
  [
    "somebody who was logged in",
    { at: start + 350 },
    "2026-11-25 12:05:50 UTC, while ada from 192.0.2.1 with key SHA256:adakey was logged in",
  ],
  ["nobody", { at: start + 450 }, "2026-11-25 12:07:30 UTC, the host does not know by whom"],
  ["a bundle that was applied", { at: start + 515 }, "2026-11-25 12:08:35 UTC, as bob applied a bundle"],
  [
    "a unit without a time, by the last command that names it",
    { check: "drift-service", subject: "fail2ban.service" },
    "2026-11-25 12:10:00 UTC, by bob from 2001:db8::2 with key SHA256:bobkey: sudo `/usr/bin/systemctl disable fail2ban`",
  ],
  [
    "a package, by dpkg's log in the host's own time zone",
    { check: "drift-package", subject: "tree" },
    "2026-11-25 12:15:00 UTC, while bob from 2001:db8::2 with key SHA256:bobkey was logged in",
  ],
  [
    "a package removed in the second in which its command began, which dpkg's log does not tell apart",
    { check: "drift-package", subject: "vim" },
    "2026-11-25 12:16:40 UTC, by bob from 2001:db8::2 with key SHA256:bobkey: sudo `/usr/bin/apt-get … vim`",
  ],
  [
    "nothing known at all",
    { check: "drift-package", subject: "curl" },
    "the host does not know since when, the host does not know by whom",
  ],
  [
    "nothing known but when the bundle was applied",
    { check: "drift-package", subject: "curl", after: start },
    "some time after 2026-11-25 12:00:00 UTC, the host does not know by whom",
  ],
  [
    "a file that is gone, by its folder",
    { what: "is gone", at: start + 450, atWhat: "/etc changed last" },
    "/etc changed last 2026-11-25 12:07:30 UTC, the host does not know by whom",
  ],
])("%s", (_, difference, text) => {
  expect(told(difference)).toBe(text);
});

test("who came to look did it not", () => {
  const difference = {
    check: "drift-file",
    resource: "r",
    subject: "/etc/a",
    what: "",
    at: start + 350,
  } as const;
  expect(whenAndWho(difference, activity, start)).toMatch(/the host does not know by whom$/);
});

test.each([
  ["/usr/bin/mysql -phunter2 /etc/a", "/etc/a", "/usr/bin/mysql … /etc/a"],
  ["/usr/bin/sh -c echo hunter2 > /etc/a", "/etc/b", "/usr/bin/sh …"],
  ["/usr/bin/systemctl stop nginx", "nginx.service", "/usr/bin/systemctl stop nginx"],
  ["/usr/bin/chpasswd hunter", "/etc/a", "/usr/bin/chpasswd …"],
  ["/bin/bash", "/etc/a", "/bin/bash"],
])("of `%s`, no more is told than what may be", (command, subject, text) => {
  expect(toldCommand(command, subject)).toBe(text);
});
