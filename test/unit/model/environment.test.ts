import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { loadEnvironment, loadStackFile } from "../../../components/model/environment";
import { misplacedSecrets } from "../../../components/model/secrets";

const good = `config:
  portcullis:environment:
    adminRanges: [203.0.113.0/24]
    hosts:
      api-1:
        address: 192.0.2.1
        platform: debian-12
        hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn
`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "portcullis-stack-"));
  file = path.join(folder, "Pulumi.dev.yaml");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function environmentOf(text: string): unknown {
  return (parse(text) as { config: Record<string, unknown> }).config["portcullis:environment"];
}

function message(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message.replaceAll(path.relative("", file), "Pulumi.dev.yaml");
  }
  throw new Error("no mistake was found");
}

test("a good file becomes an environment with defaults, the same as the program's", () => {
  writeFileSync(file, good);
  expect(loadStackFile(file).hosts["api-1"]).toMatchObject({ user: "admin", port: 22 });
  expect(loadEnvironment("dev", environmentOf(good), file)).toEqual(loadStackFile(file));
});

test("mistakes come in the file's order with line and column, those of the file among them", () => {
  writeFileSync(
    file,
    `${good}        port: 0
        port: 70000
    kernal: {}
    kernel:
      overrides: { vm.swappiness: no }
    edge:
      sites:
        - names:
            - API.example.com
  portcullis:envrionment: {}
`,
  );
  expect(message(() => loadStackFile(file)).split("\n")).toEqual([
    expect.stringMatching(/^Pulumi\.dev\.yaml:2:3 certificates is required with edge: /),
    "Pulumi.dev.yaml:10:9 port is set twice",
    "Pulumi.dev.yaml:10:9 hosts.api-1.port must be <= 65535 (got 70000)",
    'Pulumi.dev.yaml:11:5 kernal is not a known setting; did you mean "kernel"?',
    "Pulumi.dev.yaml:16:11 edge.sites[0].upstream is required: Where requests are passed on to",
    'Pulumi.dev.yaml:17:15 edge.sites[0].names[0] must be a full DNS name in lower case such as api.example.com (got "API.example.com")',
    'Pulumi.dev.yaml:18:3 portcullis:envrionment is not a known setting; did you mean "portcullis:environment"?',
  ]);
});

test("the program's mistakes point into the file that holds them", () => {
  const bad = good.replace("debian-12", "debian12");
  writeFileSync(file, bad);
  const text =
    'hosts.api-1.platform must be one of "debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04", "rocky-9" (got "debian12"; did you mean "debian-12"?)';
  expect(message(() => loadEnvironment("dev", environmentOf(bad), file))).toBe(`Pulumi.dev.yaml:7:9 ${text}`);
  // Another value came from elsewhere (--config-file, PULUMI_CONFIG): a place in this file would mislead.
  writeFileSync(file, good);
  expect(message(() => loadEnvironment("dev", environmentOf(bad), file))).toBe(text);
  rmSync(file);
  expect(message(() => loadEnvironment("dev", environmentOf(bad), file))).toBe(text);
});

test("the stack's file is found by the stack's last name", () => {
  const bad = good.replace("debian-12", "debian12");
  writeFileSync(file, bad);
  const before = process.cwd();
  process.chdir(folder);
  try {
    expect(message(() => loadEnvironment("org/project/dev", environmentOf(bad)))).toMatch(
      /^Pulumi\.dev\.yaml:7:9 /,
    );
  } finally {
    process.chdir(before);
  }
});

test("a file that is not there", () => {
  expect(message(() => loadStackFile(file))).toBe(`${file} does not exist`);
});

test("what is no secret must not be encrypted, in part or as a whole", () => {
  writeFileSync(file, good.replace("address: 192.0.2.1", 'address: { secure: "v1:abc" }'));
  expect(message(() => loadStackFile(file))).toBe(
    "Pulumi.dev.yaml:6:9 hosts.api-1.address must not be encrypted: it is no secret, and could not be checked",
  );
  writeFileSync(file, "config:\n  portcullis:environment:\n    secure: v1:abc\n");
  expect(message(() => loadStackFile(file))).toBe(
    "Pulumi.dev.yaml:2:3 portcullis:environment must not be encrypted: it is no secret, and could not be checked",
  );
});

test("a secret has to be encrypted", () => {
  const schema = {
    properties: {
      users: { items: { properties: { password: { type: "string", writeOnly: true }, name: {} } } },
    },
  };
  const value = {
    users: [
      { name: "a", password: "[secret]" },
      { name: "b", password: "hunter2" },
    ],
  };
  expect(misplacedSecrets(schema, value, [["users", 0, "password"]])).toEqual([
    {
      path: ["users", 1, "password"],
      message:
        "is a secret in plain text: replace it, and set it with `pulumi config set --secret --path 'portcullis:environment.users[1].password'`",
    },
  ]);
});
