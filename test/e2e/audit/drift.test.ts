import path from "node:path";
import { ensureEngine } from "../../../local/engine";
import type { LocalHost } from "../../../local/hosts";
import { type StackRun, TestStack } from "../../engine/stack";
import { asRoot } from "../hardening/hosts";
import { openEnvironment, ssh, type TestEnvironment } from "../support";

const root = path.resolve(__dirname, "../../..");

let environment: TestEnvironment;
let host: LocalHost;
let stack: TestStack;

/** A hardened host with an edge, made of components by themselves, and a bundle of its own. */
function program(adminRanges: readonly string[]): string {
  const settings = {
    address: host.address,
    user: host.user,
    hostKey: host.hostKey,
    privateKeyFile: host.privateKeyFile,
    platform: "debian-12",
  };
  const sites = [{ names: ["api.example.com"], upstream: { url: "http://127.0.0.1:8080" } }];
  const note = {
    name: "note",
    packages: ["tree"],
    files: [
      { path: "/etc/note/plain", content: "plain\n" },
      { path: "/etc/note/key", content: "correct horse\n", secret: true },
      { path: "/etc/note/gone", content: "gone\n", mode: "0640", owner: "root:adm" },
    ],
    absent: ["/etc/issue.net"],
  };
  return `
    const portcullis = require(${JSON.stringify(path.join(root, "dist/components"))});
    const host = new portcullis.ExistingHost("shop", { settings: ${JSON.stringify(settings)} });
    const firewall = new portcullis.Firewall("shop-firewall", { host, adminRanges: ${JSON.stringify(adminRanges)} });
    const after = { dependsOn: firewall };
    new portcullis.SshServer("shop-ssh-server", { host }, after);
    new portcullis.AutomaticUpdates("shop-updates", { host }, after);
    new portcullis.IntrusionPrevention("shop-intrusions", { host }, after);
    new portcullis.TimeSync("shop-time", { host }, after);
    new portcullis.LocalLogs("shop-logs", { host }, after);
    new portcullis.HttpsEdge("shop-edge", { host, settings: { sites: ${JSON.stringify(sites)} } }, after);
    new portcullis.HostBundle("shop-note", { host, bundle: ${JSON.stringify(note)} }, after);
  `;
}

function succeeded({ code, text }: StackRun): void {
  if (code !== 0) throw new Error(text);
}

interface Result {
  check: string;
  subject?: string;
  status: string;
  evidence: string;
}

/** What the command says, run in the stack's project. */
async function drift(...more: string[]): Promise<{ code: number; text: string }> {
  const script = path.join(root, "dist/scripts/drift.js");
  return stack.run(process.execPath, [script, TestStack.NAME, "--cwd", ".", ...more]);
}

/** What differs, by the thing's name. */
async function differences(): Promise<{ code: number; found: Record<string, string> }> {
  const { code, text } = await drift("--json");
  const { hosts } = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("\n}") + 2)) as {
    hosts: { host: string; results: Result[] }[];
  };
  expect(hosts.map((one) => one.host)).toEqual(["shop"]);
  const failed = hosts[0]!.results.filter(({ status }) => status !== "pass");
  return {
    code,
    found: Object.fromEntries(
      failed.map(({ check, subject, evidence }) => [`${check} ${subject}`, evidence]),
    ),
  };
}

/** All that a look must not change: names, modes, owners, times and contents. */
async function state(): Promise<string> {
  const places = "/etc /usr/local /var/lib/portcullis";
  const { stdout } = await asRoot(
    host,
    `find ${places} -xdev -printf '%p %m %U:%G %T@ %C@ %l\\n' | sort; find ${places} -xdev -type f -print0 | sort -z | xargs -0 sha256sum`,
  );
  return stdout;
}

/** Runs shell text as the administrator, by SSH. */
async function administrator(command: string): Promise<void> {
  expect(await ssh(host, command)).toMatchObject({ code: 0 });
}

beforeAll(async () => {
  environment = await openEnvironment("drift");
  host = await environment.startHost({ name: "h1", release: "bookworm" });
  const { gateway } = await environment.environment.bringUp();
  stack = await TestStack.create({
    engine: await ensureEngine({ plugins: "stand-in" }),
    program: program([`${gateway}/32`]),
  });
  succeeded(await stack.up());
  // The last units of a boot change files in /etc, after SSH answers.
  await asRoot(host, "systemctl is-system-running --wait");
});
afterAll(async () => {
  await stack?.dispose();
  await environment?.dispose();
});

test("a host that nobody touched differs in nothing", async () => {
  expect(await differences()).toEqual({ code: 0, found: {} });
});

describe("what somebody changed by hand", () => {
  let found: Record<string, string>;

  beforeAll(async () => {
    await administrator("echo worse | sudo tee -a /etc/note/plain");
    await administrator("sudo chmod 0644 /etc/note/key");
    await administrator("sudo rm /etc/note/gone");
    await administrator("sudo sh -c 'echo hello >/etc/issue.net'");
    await administrator("sudo systemctl disable --now fail2ban");
    await administrator("sudo apt-get -qq remove -y tree");
    // Past SSH and sudo, and once the last session is over: nobody is there whom the host could name.
    const sessions = "while grep -aqs 'sshd: [a]dmin' /proc/[0-9]*/cmdline; do sleep 0.1; done";
    expect(await asRoot(host, `timeout 30 sh -c "${sessions}" && journalctl --sync`)).toMatchObject({
      code: 0,
    });
    await asRoot(host, "printf '# open\\n' >>/etc/nginx/nginx.conf");
  });

  test("is told with when and by whom, as far as the host knows", async () => {
    const result = await differences();
    found = result.found;
    expect(result.code).toBe(1);
    const by = `\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC, by ${host.user} from [\\d.]+ with key SHA256:\\S+: sudo `;
    const like = (text: string): unknown => expect.stringMatching(new RegExp(`^${text}$`));
    expect(found).toEqual({
      "drift-file /etc/note/plain": like(`has other content: ${by}\`/usr/bin/tee … /etc/note/plain\``),
      "drift-file /etc/note/key": like(
        `has mode 0644 rather than 0600: ${by}\`/usr/bin/chmod … /etc/note/key\``,
      ),
      "drift-file /etc/note/gone": like(
        `is gone: /etc/note changed last ${by}\`/usr/bin/rm /etc/note/gone\``,
      ),
      "drift-absent /etc/issue.net": like(`is there, though it must not be: ${by}\`/usr/bin/sh …\``),
      "drift-service fail2ban.service": like(
        `does not run \\(inactive\\), does not start with the host \\(disabled\\): ${by}\`/usr/bin/systemctl disable … fail2ban\``,
      ),
      "drift-package tree": like(`is not installed: ${by}\`/usr/bin/apt-get … tree\``),
      "drift-file /etc/nginx/nginx.conf": like(
        "has other content: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC, the host does not know by whom",
      ),
    });
  });

  test("is looked at without changing anything, and told in a few lines", async () => {
    const before = await state();
    const { code, text } = await drift();
    expect(code).toBe(1);
    expect(await state()).toBe(before);
    expect(text).toMatch(/^shop$/m);
    expect(text).toMatch(/^ {2}✗ \/etc\/nginx\/nginx\.conf has other content/m);
    expect(text).toMatch(/^test: 7 differences$/m);
    expect(text).not.toContain("correct horse");
  });

  test("stays where nobody asks to mend it: an update opens no connection", async () => {
    const again = await stack.up();
    succeeded(again);
    expect(again.steps.filter(({ op }) => op !== "same")).toEqual([]);
    expect(Object.keys((await differences()).found).sort()).toEqual(Object.keys(found).sort());
  });

  test("is put back by the next update, and nothing else is touched", async () => {
    const inode = "stat -c '%i %Z' /etc/ssh/sshd_config.d/00-portcullis.conf /etc/nftables.conf";
    const others = (await asRoot(host, inode)).stdout;
    const { code, text } = await drift("--mend");
    expect(code).toBe(1);
    expect(text).toMatch(/^Counted in Pulumi\.test\.yaml: .*shop-note/m);
    const up = await stack.up();
    succeeded(up);
    expect(up.steps.filter(({ op }) => op !== "same").map(({ name }) => name)).toEqual(
      expect.arrayContaining(["shop-edge-apply", "shop-intrusions-apply", "shop-note-apply"]),
    );
    expect(up.steps.filter(({ op }) => op !== "same")).toHaveLength(3);
    expect(await differences()).toEqual({ code: 0, found: {} });
    expect(
      (await asRoot(host, "cat /etc/note/plain; stat -c '%a %U:%G' /etc/note/key /etc/note/gone")).stdout,
    ).toBe("plain\n600 root:root\n640 root:adm\n");
    expect((await asRoot(host, inode)).stdout).toBe(others);
  });
});

test("a bundle on trial is put back as well", async () => {
  await administrator(
    "sudo sed -i 's/^MaxAuthTries.*/MaxAuthTries 60/' /etc/ssh/sshd_config.d/00-portcullis.conf",
  );
  expect((await drift("--mend")).code).toBe(1);
  succeeded(await stack.up());
  expect(await differences()).toEqual({ code: 0, found: {} });
});

test("what was applied from elsewhere, or cut off, is told", async () => {
  await asRoot(
    host,
    "cd /var/lib/portcullis/bundles && sed -i 's/./0/g' note/current/digest && mkdir -p note/txn && echo placing >note/txn/phase",
  );
  const { code, found } = await differences();
  expect(code).toBe(1);
  expect(found).toEqual({
    "drift-bundle note": expect.stringContaining("is in force as somebody else applied it") as unknown,
  });
  await asRoot(host, "rm -r /var/lib/portcullis/bundles/note/txn");
});

test("a host that cannot be reached is one clear error, and exit status 2", async () => {
  await asRoot(host, "systemctl stop ssh.socket ssh.service");
  const { code, text } = await drift();
  expect(code).toBe(2);
  expect(text).toMatch(
    new RegExp(`^shop could not be looked at: ${host.user}@[\\d.]+: no connection: `, "m"),
  );
  await asRoot(host, "systemctl start ssh.service");
});
