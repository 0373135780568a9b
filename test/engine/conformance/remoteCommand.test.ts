import { TestStack, type StackRun, type StateResource } from "../stack";
import type { Engine } from "../../../local/engine";
import { engines } from "../engines";
import { SshServer, freePort } from "./sshServer";

/** Over 1 MiB in lines of 64 bytes; a single line above 64 KiB would hang the real plugin's log. */
const LARGE = `i=0; while [ $i -lt 64 ]; do head -c 17000 /dev/zero | tr '\\0' x | fold -w 63; echo; i=$((i+1)); done`;

function outputsOf(state: StateResource[], name: string): Record<string, unknown> {
  const found = state.find(({ urn }) => urn.endsWith(`::${name}`));
  if (!found) throw new Error(`no resource ${name} in the state`);
  return found.outputs ?? {};
}

function opOf(run: StackRun, name: string): string[] {
  return run.steps.filter((step) => step.name === name).map(({ op }) => op);
}

describe.each(engines())("$name plugins", ({ ensure }) => {
  let engine: Engine;
  let server: SshServer;
  let stack: TestStack;
  let prelude: string;

  beforeAll(async () => {
    engine = await ensure();
    server = await SshServer.start();
    prelude = `
const pulumi = require("@pulumi/pulumi");
const { local, remote } = require("@pulumi/command");
const config = new pulumi.Config();
const connection = {
  host: "127.0.0.1", port: ${server.port}, user: ${JSON.stringify(server.user)}, dialErrorLimit: 1, perDialTimeout: 60,
  privateKey: config.requireSecret("key"), hostKey: ${JSON.stringify(server.hostKey.publicKey)},
};
`;
    stack = await TestStack.create({ engine, secrets: { key: server.userKey.privateKey } });
  });

  afterAll(async () => {
    await stack?.dispose();
    await server?.stop();
  });

  test("create, update, replace and delete", async () => {
    const file = (name: string): string => `${server.folder}/${name}`;
    const program = (second: boolean): string => `${prelude}
const second = ${second};
new remote.Command("plain", { connection, create: "echo out; echo err >&2" });
new remote.Command("stdin", { connection, create: "cat", stdin: second ? "two\\n" : "one\\n" });
new remote.Command("empty-stdin", { connection, create: "cat; echo end" });
new remote.Command("environment", { connection, create: 'echo "$GREETING"', environment: { GREETING: "hello world" } });
new remote.Command("secret", {
  connection, create: "cat >/dev/null; echo done", stdin: pulumi.secret("swordfish"), logging: "none",
}, { additionalSecretOutputs: ["stdout"] });
new remote.Command("triggered", {
  connection, triggers: [second ? "b" : "a"], create: "echo made >> ${file("triggered")}",
  delete: "echo unmade >> ${file("triggered")}",
});
new remote.Command("updated", {
  connection, create: "echo first", update: 'echo "after $PULUMI_COMMAND_STDOUT"', stdin: second ? "2" : "1",
});
new remote.Command("recreated", { connection, create: second ? "echo again" : "echo once" });
new remote.Command("no-previous", {
  connection, create: 'echo "[$PULUMI_COMMAND_STDOUT]"', addPreviousOutputInEnv: false, stdin: second ? "2" : "1",
});
new remote.Command("no-command", { connection });
if (!second) new remote.Command("deleted", { connection, create: "true", delete: "touch ${file("deleted")}" });
new remote.Command("large", { connection, create: ${JSON.stringify(LARGE)}, logging: "none" });
new remote.Command("locked", { connection: { ...connection, privateKey: pulumi.secret(${JSON.stringify(server.lockedUserKey.privateKey)}), privateKeyPassword: "passphrase" }, create: "echo opened" });
new remote.Command("through-proxy", { connection: { ...connection, proxy: { ...connection } }, create: "echo via" });
new local.Command("local", { create: 'pwd; echo "$GREETING"; cat', dir: "/", environment: { GREETING: "hi" }, stdin: second ? "b" : "a" });
new local.Command("local-interpreter", { create: "echo $((6 * 7))", interpreter: ["/bin/bash", "-c"] });
`;
    stack.setProgram(program(false));
    const preview = await stack.preview();
    expect(preview.text).not.toContain("error:");
    expect(preview.code).toBe(0);
    expect(server.logins()).toBe(0);

    const first = await stack.up();
    expect(first.text).not.toContain("error:");
    expect(first.code).toBe(0);
    const made = await stack.export();
    expect(outputsOf(made, "plain")).toMatchObject({ stdout: "out", stderr: "err" });
    expect(outputsOf(made, "stdin").stdout).toBe("one");
    expect(outputsOf(made, "empty-stdin").stdout).toBe("end");
    expect(outputsOf(made, "environment").stdout).toBe("hello world");
    expect(outputsOf(made, "locked").stdout).toBe("opened");
    expect(outputsOf(made, "through-proxy").stdout).toBe("via");
    expect(outputsOf(made, "no-command")).toMatchObject({ stdout: "", stderr: "" });
    expect(outputsOf(made, "updated").stdout).toBe("first");
    expect(outputsOf(made, "local").stdout).toBe("/\nhi\na");
    expect(outputsOf(made, "local-interpreter").stdout).toBe("42");
    const large = outputsOf(made, "large").stdout as string;
    expect(large.length).toBeGreaterThan(1024 * 1024);
    expect(large.replace(/[x\n]/g, "")).toBe("");
    expect(made.find(({ urn }) => urn.endsWith("::plain"))?.id).toMatch(/^plain[0-9a-f]{8}$/);

    const state = await stack.exportText();
    for (const hidden of ["swordfish", "PRIVATE KEY", server.userKey.privateKey.split("\n")[1]!]) {
      expect(state).not.toContain(hidden);
    }
    expect(first.text).not.toContain("swordfish");

    const logins = server.logins();
    const again = await stack.up();
    expect(again.code).toBe(0);
    expect(again.steps.filter(({ op }) => op !== "same")).toEqual([]);
    expect(server.logins()).toBe(logins);

    stack.setProgram(program(true));
    const second = await stack.up();
    expect(second.text).not.toContain("error:");
    expect(second.code).toBe(0);
    expect(opOf(second, "stdin")).toEqual(["update"]);
    expect(opOf(second, "recreated")).toEqual(["update"]);
    expect(opOf(second, "triggered")).toEqual(
      expect.arrayContaining(["create-replacement", "replace", "delete-replaced"]),
    );
    expect(opOf(second, "deleted")).toEqual(["delete"]);
    expect(opOf(second, "plain")).toEqual(["same"]);
    const changed = await stack.export();
    expect(outputsOf(changed, "stdin").stdout).toBe("two");
    expect(outputsOf(changed, "updated").stdout).toBe("after first");
    expect(outputsOf(changed, "recreated").stdout).toBe("again");
    expect(outputsOf(changed, "no-previous").stdout).toBe("[]");
    expect(outputsOf(changed, "local").stdout).toBe("/\nhi\nb");
    stack.setProgram(`${prelude}
new local.Command("seen", { create: "cat ${file("triggered")}; test -e ${file("deleted")} && echo gone" });
exports.ran = local.runOutput({ command: "echo ran" }).stdout;
`);
    const last = await stack.up();
    expect(last.code).toBe(0);
    // Made, made anew, the former one unmade, and at last unmade itself or not yet: the order of deletes is free.
    expect(outputsOf(await stack.export(), "seen").stdout).toMatch(/^made\nmade\nunmade\n(unmade\n)?gone$/);
    expect(await stack.outputs()).toEqual({ ran: "ran" });
  });

  test("failures", async () => {
    const nobody = await freePort();
    stack.setProgram(`${prelude}
const bad = (name, args, options) => new remote.Command(name, { create: "true", connection, ...args }, options);
bad("exit", { create: "echo to-out; echo to-err >&2; exit 3" });
bad("killed", { create: "kill -9 $$" });
bad("wrong-key", { connection: { ...connection, privateKey: ${JSON.stringify(server.hostKey.privateKey)} } });
bad("wrong-host-key", { connection: { ...connection, hostKey: ${JSON.stringify(server.userKey.publicKey)} } });
bad("no-key", { connection: { ...connection, privateKey: "not a key" } });
bad("locked-key", { connection: { ...connection, privateKey: ${JSON.stringify(server.lockedUserKey.privateKey)} } });
bad("host-key-garbage", { connection: { ...connection, hostKey: "garbage" } });
bad("down", { connection: { ...connection, port: ${nobody} } });
bad("refused-variable", { create: "touch ${server.folder}/refused", environment: { NOT_ACCEPTED: "1" } });
new local.Command("local-exit", { create: "echo local-out; exit 4" });
new local.Command("local-no-dir", { create: "true", dir: "/does/not/exist" });
`);
    const run = await stack.up("--continue-on-error");
    expect(run.code).not.toBe(0);
    const said = run.text.slice(run.text.indexOf("Diagnostics:"));
    expect(said).toContain('Process exited with status 3: running "echo to-out; echo to-err >&2; exit 3":');
    expect(said).toMatch(/to-(out|err)\s+to-(err|out)/);
    expect(said).toContain("Process exited with status 137 from signal KILL");
    expect(said).toContain(
      "ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey]",
    );
    expect(said).toContain("ssh: host key mismatch");
    expect(said).toContain("ssh: no key found");
    expect(said).toContain("ssh: this private key is passphrase protected");
    expect(said).toContain("failed to parse host key: ");
    expect(said).toContain(
      `after 1 failed attempts: dial tcp 127.0.0.1:${nobody}: connect: connection refused`,
    );
    expect(said).toContain('could not set environment variable "NOT_ACCEPTED": ssh: setenv failed');
    expect(said).toContain("Unable to set 'NOT_ACCEPTED'. This only works if your SSH server is configured");
    expect(said).toContain('exit status 4: running "echo local-out; exit 4":');
    expect(said).toContain("local-out");
    expect(said).toContain("/does/not/exist");
    const made = (await stack.export()).filter(
      ({ type, urn }) => type.startsWith("command:") && !/::seen$/.test(urn),
    );
    expect(made).toEqual([]);

    stack.setProgram(`${prelude}
new local.Command("seen", { create: "test ! -e ${server.folder}/refused && echo never-ran" });
`);
    expect((await stack.up()).code).toBe(0);
    expect(outputsOf(await stack.export(), "seen").stdout).toBe("never-ran");
  });
});
