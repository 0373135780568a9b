import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { render } from "../../../scripts/render";
import { renderedFiles, writeTree } from "../../../scripts/renderedTree";
import { validate } from "../../../scripts/validate";

const good = `config:
  portcullis:environment:
    adminRanges: [203.0.113.0/24]
    hosts:
      api-1:
        address: 192.0.2.1
        platform: debian-12
        hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn
      api-2:
        address: 192.0.2.2
        platform: debian-13
        hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn
    certificates: { email: ops@example.com, challenge: dns-01-route53 }
    edge:
      sites: [{ names: [api.example.com], upstream: { url: "http://127.0.0.1:8080" } }]
    demoApi: {}
`;
const root = path.join(__dirname, "../../..");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "portcullis-scripts-"));
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: portcullis\nruntime: nodejs\n");
  writeFileSync(path.join(folder, "Pulumi.dev.yaml"), good);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** All files below `from` with their content. */
function contents(from: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(from, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(from, file), readFileSync(file, "utf8")]),
  );
}

describe("validate", () => {
  test("checks every stack's file of the folder, good ones beside bad ones", () => {
    writeFileSync(path.join(folder, "Pulumi.prod.yaml"), good.replace("debian-12", "debian-11"));
    const { lines, ok } = validate(folder, []);
    expect(ok).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(/Pulumi\.dev\.yaml ok$/),
      expect.stringMatching(
        /Pulumi\.prod\.yaml:7:9 hosts\.api-1\.platform must be one of .*did you mean "debian-12"\?\)$/,
      ),
    ]);
  });

  test("checks those that are named, by stack or by file", () => {
    writeFileSync(path.join(folder, "Pulumi.prod.yaml"), "");
    // A folder of the stack's name, such as this project's local/, is not meant.
    mkdirSync(path.join(folder, "dev"));
    expect(validate(folder, ["dev"]).ok).toBe(true);
    expect(validate(folder, ["Pulumi.dev.yaml"]).ok).toBe(true);
    expect(validate(folder, ["prod"]).ok).toBe(false);
    expect(validate(folder, ["staging"]).lines).toEqual([
      expect.stringMatching(/Pulumi\.staging\.yaml does not exist$/),
    ]);
  });

  test("a folder without a stack is no success", () => {
    rmSync(path.join(folder, "Pulumi.dev.yaml"));
    expect(validate(folder, []).ok).toBe(false);
  });
});

describe("render", () => {
  test("writes what each host gets at its path on the host, with packages and commands", () => {
    const files = contents(render(folder, "dev", "rendered"));
    expect(files["api-1/kernel/etc/sysctl.d/90-portcullis.conf"]).toContain("kernel.kptr_restrict = 2");
    expect(files["api-1/kernel/commands.sh"]).toContain("sysctl --load=/etc/sysctl.d/90-portcullis.conf");
    expect(JSON.parse(files["api-2/edge/bundle.json"]!)).toMatchObject({ name: "edge" });
    const bundles = (host: string): string[] => [
      ...new Set(
        Object.keys(files)
          .filter((name) => name.startsWith(`${host}/`))
          .map((name) => name.split("/")[1]!),
      ),
    ];
    expect(bundles("api-1")).toEqual(bundles("api-2"));
    expect(bundles("api-1")).toEqual(expect.arrayContaining(["certificates", "edge", "firewall", "kernel"]));
  });

  test("is the same every time, and what is stale goes", () => {
    const target = render(folder, "dev", "rendered");
    const first = contents(target);
    writeFileSync(path.join(target, "api-1/stale"), "");
    render(folder, "dev", "rendered");
    expect(contents(target)).toEqual(first);
    expect(readdirSync(path.join(folder, "rendered"))).toEqual(["dev"]);
  });

  test("touches no folder that it did not write", () => {
    mkdirSync(path.join(folder, "mine/dev"), { recursive: true });
    writeFileSync(path.join(folder, "mine/dev/thesis.txt"), "years of work");
    expect(() => render(folder, "dev", "mine")).toThrow(/holds files that `npm run render` did not write/);
    expect(contents(path.join(folder, "mine"))).toEqual({ "dev/thesis.txt": "years of work" });
  });

  test("a file with mistakes leaves the former tree as it was", () => {
    const before = contents(render(folder, "dev", "rendered"));
    writeFileSync(path.join(folder, "Pulumi.dev.yaml"), good.replace("debian-12", "debian-11"));
    expect(() => render(folder, "dev", "rendered")).toThrow(/platform must be one of/);
    expect(contents(path.join(folder, "rendered/dev"))).toEqual(before);
  });

  test("a secret is never written", () => {
    const files = [{ path: "/etc/key.pem", content: "hunter2", secret: true }];
    const tree = renderedFiles({ a: [{ name: "b", files }] });
    writeTree(path.join(folder, "out"), tree);
    const written = contents(path.join(folder, "out"));
    expect(written["a/b/etc/key.pem"]).toBe("[secret]\n");
    expect(JSON.stringify(written)).not.toContain("hunter2");
    expect(JSON.parse(written["a/b/bundle.json"]!)).toMatchObject({
      files: [{ path: "/etc/key.pem", mode: "0600", owner: "root:root", secret: true }],
    });
  });
});

test("types, the editors' schema and the reference are up to date with the schemas", () => {
  expect(existsSync(path.join(root, "docs/reference/configuration.md"))).toBe(true);
  const { status, stderr } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
