import type { Bundle } from "../../../components/host/bundle";
import { hostExec, type LocalHost } from "../../../local/hosts";
import { type StackRun, TestStack } from "../../engine/stack";
import { engines } from "../../engine/engines";
import { openEnvironment, ssh, type TestEnvironment } from "../support";
import { bundleProgram } from "./program";

let environment: TestEnvironment;
let host: LocalHost;

beforeAll(async () => {
  environment = await openEnvironment("bundle-up");
  host = await environment.startHost({ name: "h1", release: "trixie" });
});
afterAll(() => environment.dispose());

async function root(command: string): Promise<string> {
  return (await hostExec(host, ["sh", "-c", command])).stdout;
}

/** How many connections the host's SSH server has let in so far; what it logged last may be on its way to the journal. */
async function connections(): Promise<number> {
  return Number(
    await root(
      "journalctl --sync; journalctl --no-pager --output cat -t sshd -t sshd-session | grep -c '^Accepted publickey'",
    ),
  );
}

/** Fails with all that the engine printed, where a run of it failed. */
function succeeded({ code, text }: StackRun): void {
  if (code !== 0) throw new Error(text);
}

const note = (name: string, content: string, parts: Partial<Bundle> = {}): Bundle => ({
  name,
  files: [{ path: `/etc/note-${name}`, content }],
  ...parts,
});

/** Drops what comes from outside to port 22, but lets connections that stand already go on: the classic lock-out. */
const lockOut = (parts: Partial<Bundle> = {}): Bundle => ({
  name: "gate",
  packages: ["nftables"],
  files: [
    {
      path: "/etc/gate.nft",
      content:
        "table inet gate\ndelete table inet gate\ntable inet gate {\n chain input {\n  type filter hook input priority 0\n  ct state established accept\n  tcp dport 22 drop\n }\n}\n",
    },
  ],
  validate: ["nft -c -f /etc/gate.nft"],
  activate: [{ run: "nft -f /etc/gate.nft" }],
  deactivate: ["nft delete table inet gate"],
  trialSeconds: 6,
  ...parts,
});

describe.each(engines())("with $name plugins", ({ ensure }) => {
  let stack: TestStack;

  beforeAll(async () => {
    stack = await TestStack.create({ engine: await ensure() });
  });
  afterAll(() => stack.dispose());

  test("an unchanged bundle opens no connection, a changed one opens one and touches only itself", async () => {
    stack.setProgram(bundleProgram(host, [note("a", "1\n"), note("b", "1\n")]));
    succeeded(await stack.up());
    const before = await connections();
    const inode = await root("stat -c %i /etc/note-a");

    succeeded(await stack.up());
    expect(await connections()).toBe(before);

    stack.setProgram(bundleProgram(host, [note("a", "1\n"), note("b", "2\n")]));
    succeeded(await stack.up());
    expect(await connections()).toBe(before + 1);
    expect(await root("cat /etc/note-b; stat -c %i /etc/note-a")).toBe(`2\n${inode}`);
  });

  test("a secret is in no output and not in the state in plain text", async () => {
    const secret: Bundle = {
      name: "s",
      files: [{ path: "/etc/s", content: "correct horse\n", secret: true }],
    };
    stack.setProgram(bundleProgram(host, [secret]));
    const up = await stack.up("--diff", "--show-reads");
    succeeded(up);
    expect(up.text).not.toContain("correct horse");
    expect(await stack.exportText()).not.toContain("correct horse");
    expect(await root("cat /etc/s; stat -c %a /etc/s")).toBe("correct horse\n600\n");
  });

  test("a wrong host key is refused before anything is sent", async () => {
    const other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlp";
    stack.setProgram(bundleProgram({ ...host, hostKey: other }, [note("k", "1\n")]));
    const up = await stack.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toMatch(/host key/i);
    expect(await root("ls /etc/note-k 2>&1 || :")).toContain("cannot access");
  });

  test("a change that would lock the operator out rolls itself back, and the update fails with the reason", async () => {
    stack.setProgram(bundleProgram(host, [lockOut()]));
    const locked = await stack.up();
    expect(locked.code).not.toBe(0);
    expect(locked.text).toMatch(
      /bundle gate was rolled back by the host itself\n\s*at .* UTC: no new connection came within 6 s/,
    );
    expect(await ssh(host, "true")).toMatchObject({ code: 0 });
    expect(await root("nft list tables; ls /etc/gate.nft 2>&1 || :")).toMatch(/^ls: cannot access/);

    // The same once more is tried once more.
    const again = await stack.up();
    expect(again.code).not.toBe(0);
    expect(again.text).toContain("no new connection came within 6 s");

    const open = lockOut({ trialSeconds: 120 });
    open.files[0]!.content = open.files[0]!.content.replace("tcp dport 22 drop", "tcp dport 23 drop");
    stack.setProgram(bundleProgram(host, [open]));
    succeeded(await stack.up());
    expect(
      await root("nft list tables; systemctl list-timers --all 'portcullis-rollback*' --no-legend"),
    ).toBe("table inet gate\n");
  });

  test("a change that only a disturbance kept from being confirmed is confirmed by the next update", async () => {
    // The first time, new connections are dropped until the host has undone the change, by something else than the bundle.
    const storm = [
      "[ ! -e /run/storm ] || exit 0",
      "touch /run/storm",
      "nft add table inet storm",
      "nft 'add chain inet storm in { type filter hook input priority 0; }'",
      "nft 'add rule inet storm in tcp dport 22 ct state new drop'",
      "systemd-run sh -c 'while [ -e /etc/note-trial ]; do sleep 0.1; done; nft delete table inet storm'",
    ].join("\n");
    await root("rm -f /run/storm");
    const trial = note("trial", "2\n", { trialSeconds: 20, activate: [{ run: storm }] });
    stack.setProgram(bundleProgram(host, [trial]));
    const disturbed = await stack.up();
    expect(disturbed.code).not.toBe(0);
    expect(disturbed.text).toContain("no new connection came within 20 s");
    expect(await root("ls /etc/note-trial 2>&1 || :")).toContain("cannot access");
    succeeded(await stack.up());
    expect(await root("cat /etc/note-trial")).toBe("2\n");
  });

  test("destroying the stack puts the host back as it was", async () => {
    succeeded(await stack.destroy());
    expect(
      await root(
        "nft list tables 2>/dev/null || :; ls -d /var/lib/portcullis /etc/note-* /etc/s /etc/gate.nft 2>/dev/null || :",
      ),
    ).toBe("");
  });
});
