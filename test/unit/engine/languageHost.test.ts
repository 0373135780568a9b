import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
  ProgramInfo,
  RunPluginRequest,
  RunRequest,
  type RunPluginResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LanguageHost } from "../../../local/engine/languageHost/languageHost";
import { configJson, programCommand } from "../../../local/engine/languageHost/runProgram";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-host-")));
  const sdk = join(folder, "node_modules", "@pulumi", "pulumi", "cmd");
  // In place of the SDK's entry point: tells what it was given, and ends as it is told.
  const entry = `
    const [folder, mode] = process.argv.slice(2);
    console.log(JSON.stringify({ folder, cwd: process.cwd(), greeting: process.env.GREETING, home: process.env.HOME }));
    console.error("to stderr");
    if (mode === "wait") setInterval(() => {}, 1000);
    else process.exit(Number(mode));
  `;
  mkdirSync(join(sdk, "run-plugin"), { recursive: true });
  mkdirSync(join(sdk, "run"));
  writeFileSync(join(sdk, "run-plugin", "index.js"), entry);
  writeFileSync(join(sdk, "run", "index.js"), "process.exit(Number(process.argv.at(-1)))");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withHost<T>(work: (client: LanguageRuntimeClient) => Promise<T>): Promise<T> {
  const host = new LanguageHost("127.0.0.1:1");
  const server = new Server();
  server.addService(LanguageRuntimeService, host.implementation());
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  const client = new LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
  try {
    return await work(client);
  } finally {
    client.close();
    host.cancel();
    server.forceShutdown();
  }
}

interface PluginRun {
  stdout: string;
  stderr: string;
  exitCode?: number;
  error?: Error;
}

function runPlugin(client: LanguageRuntimeClient, mode: string, onOutput?: () => void): Promise<PluginRun> {
  const request = new RunPluginRequest()
    .setPwd(folder)
    .setInfo(new ProgramInfo().setProgramDirectory(folder))
    .setKind("resource")
    .setEnvList([`PATH=${process.env.PATH}`, "GREETING=a=b"])
    .setArgsList([mode]);
  return new Promise((resolve) => {
    const run: PluginRun = { stdout: "", stderr: "" };
    const call = client.runPlugin(request);
    call.on("data", (response: RunPluginResponse) => {
      run.stdout += Buffer.from(response.getStdout_asU8()).toString();
      run.stderr += Buffer.from(response.getStderr_asU8()).toString();
      if (response.hasExitcode()) run.exitCode = response.getExitcode();
      else onOutput?.();
    });
    call.on("error", (error) => resolve({ ...run, error }));
    call.on("end", () => resolve(run));
  });
}

test("a plugin's output, environment and exit code are passed on", async () => {
  const run = await withHost((client) => runPlugin(client, "7"));
  expect(JSON.parse(run.stdout)).toEqual({ folder, cwd: folder, greeting: "a=b" });
  expect(run.stderr).toBe("to stderr\n");
  expect(run.exitCode).toBe(7);
});

test("cancelling ends what was started", async () => {
  const run = await withHost((client) =>
    runPlugin(client, "wait", () => client.cancel(new Empty(), () => undefined)),
  );
  expect(run.error?.message).toContain("the plugin was ended by SIGTERM");
});

test.each([
  ["0", { error: "", bail: false }],
  ["3", { error: "Program exited with non-zero exit code: 3", bail: false }],
  ["32", { error: "", bail: true }],
])("a program that exits with %s", async (code, expected) => {
  const request = new RunRequest().setInfo(
    new ProgramInfo().setProgramDirectory(folder).setRootDirectory(folder).setEntryPoint(code),
  );
  const response = await withHost(
    (client) =>
      new Promise((resolve, reject) =>
        client.run(request, (error, answer) => (error ? reject(error) : resolve(answer.toObject()))),
      ),
  );
  expect(response).toEqual(expected);
});

test("a program whose folder lacks the SDK says what to do", async () => {
  rmSync(join(folder, "node_modules"), { recursive: true });
  const request = new RunRequest().setInfo(new ProgramInfo().setProgramDirectory(folder));
  const running = withHost(
    (client) =>
      new Promise((resolve, reject) => client.run(request, (error) => (error ? reject(error) : resolve(0)))),
  );
  await expect(running).rejects.toThrow(
    `@pulumi/pulumi/cmd/run was not found from ${folder}: run \`npm install\` there`,
  );
});

test("a program gets its configuration, secret keys, options and flags", () => {
  const info = new ProgramInfo()
    .setProgramDirectory(folder)
    .setRootDirectory("/root-directory")
    .setEntryPoint("index.js")
    .setOptions(Struct.fromJavaScript({ typescript: false, nodeargs: "--max-old-space-size=512" }));
  const request = new RunRequest()
    .setInfo(info)
    .setPwd(folder)
    .setProject("p")
    .setStack("s")
    .setMonitorAddress("127.0.0.1:2")
    .setParallel(4)
    .setDryrun(true)
    .setConfigsecretkeysList(["p:key"]);
  request.getConfigMap().set("p:key", "hush");
  const { args, env } = programCommand(request, "127.0.0.1:1");
  expect(args[0]).toBe("--max-old-space-size=512");
  expect(args.slice(2).join(" ")).toBe(
    `--monitor 127.0.0.1:2 --engine 127.0.0.1:1 --project p --root-directory /root-directory --stack s --pwd ${folder} --dry-run --parallel 4 index.js`,
  );
  expect(env).toEqual({ PULUMI_CONFIG: '{"p:config:key":"hush"}', PULUMI_CONFIG_SECRET_KEYS: '["p:key"]' });
});

test("configuration keys keep colons in their names", () => {
  expect(
    JSON.parse(
      configJson([
        ["aws:region", "x"],
        ["p:a:b", "y"],
        ["p:config:old", "z"],
      ]),
    ),
  ).toEqual({
    "aws:config:region": "x",
    "p:config:a:b": "y",
    "p:config:old": "z",
  });
});
