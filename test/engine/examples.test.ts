import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureEngine } from "../../local/engine";
import { projectRoot } from "../../local/engine/projectRoot";
import { TestStack } from "./stack";

const root = projectRoot();
const folder = mkdtempSync(join(tmpdir(), "portcullis-example-"));
const modules = join(folder, "node_modules");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Manifest {
  peerDependencies?: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}
const manifest = (path: string): Manifest => JSON.parse(readFileSync(path, "utf8")) as Manifest;

/** The example as a stranger has it: the packed package, and of the checkout's other packages only those it asks for. */
beforeAll(() => {
  cpSync(join(root, "examples/existing-host"), folder, {
    recursive: true,
    filter: (path) => !/node_modules|\.tgz$/.test(path.slice(root.length)),
  });
  // dist is up to date: `npm test` compiles first.
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const target = join(modules, "portcullis");
  mkdirSync(target, { recursive: true });
  execFileSync("tar", [
    "--extract",
    "--strip-components=1",
    `--file=${join(folder, filename)}`,
    `--directory=${target}`,
  ]);

  const example = manifest(join(folder, "package.json"));
  expect(example.dependencies.portcullis).toBe(`file:${filename}`);
  const packedManifest = manifest(join(target, "package.json"));
  const wanted = {
    // npm installs both.
    ...packedManifest.dependencies,
    ...packedManifest.peerDependencies,
    ...example.dependencies,
    ...example.devDependencies,
  };
  for (const name of Object.keys(wanted).filter((one) => one !== "portcullis")) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
});

test("the package holds every file that a component reads", () => {
  const read = execFileSync("git", ["ls-files", "components/**/assets/*", "components/**/*.sh"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = read.trim().split("\n");
  expect(files).toContain("components/demo/assets/api.py");
  expect(files.filter((file) => !existsSync(join(modules, "portcullis", file)))).toEqual([]);
});

/** What the compiler says of the example. */
function typeErrors(): string {
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules/typescript/bin/tsc"), "-p", folder],
    {
      encoding: "utf8",
    },
  );
  return stdout;
}

test("the bundle of docs/host-bundles.md has types that fit", () => {
  const [, program] = /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(root, "docs/host-bundles.md"), "utf8"))!;
  const file = join(folder, "bundle.ts");
  try {
    writeFileSync(file, program!);
    expect(typeErrors()).toBe("");
    writeFileSync(file, program!.replace("onChange:", "onChanged:"));
    expect(typeErrors()).toContain("bundle.ts");
  } finally {
    rmSync(file, { force: true });
  }
});

test("the example's types fit the packed package's, which are no `any`", () => {
  expect(typeErrors()).toBe("");
  const program = join(folder, "index.ts");
  const right = readFileSync(program, "utf8");
  try {
    writeFileSync(program, right.replace('"debian-12"', '"debian-11"'));
    expect(typeErrors()).toContain('"debian-11"');
  } finally {
    writeFileSync(program, right);
  }
});

test("the example previews with the packed package alone, and the policy pack has nothing against it", async () => {
  const key =
    "-----BEGIN OPENSSH PRIVATE KEY-----\nnever used in a preview\n-----END OPENSSH PRIVATE KEY-----\n";
  const engine = await ensureEngine({ plugins: "stand-in" });
  const config = {
    address: "198.51.100.7",
    name: "api.example.com",
    email: "ops@example.com",
    adminRanges: '["203.0.113.0/24"]',
    hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn",
  };
  await TestStack.use(
    { engine, folder, config, secrets: { sshPrivateKey: key }, policyPack: join(root, "policies") },
    async (stack) => {
      const run = await stack.preview();
      expect(run.code === 0 ? "" : run.text).toBe("");
      expect(run.steps.filter(({ op }) => op === "create").map(({ type }) => type)).toEqual(
        expect.arrayContaining([
          "portcullis:host:ExistingHost",
          "portcullis:hardening:Firewall",
          "portcullis:hardening:SshServer",
          "portcullis:edge:HttpsEdge",
          "portcullis:edge:Certificates",
        ]),
      );
      expect(run.text).not.toContain("never used in a preview");
    },
  );
});
