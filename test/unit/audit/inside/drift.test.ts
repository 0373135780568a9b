import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checked } from "./python";

let folder: string;
let file: string;

/** Notes as the applier keeps them of a bundle with one file. */
function note(): void {
  const sum = createHash("sha256").update("as brought\n").digest("hex");
  mkdirSync(join(folder, "bundles/edge/current"), { recursive: true });
  const manifest = `${sum}\t640\troot:root\t${file}\n`;
  writeFileSync(join(folder, "bundles/edge/current/manifest"), manifest);
  writeFileSync(join(folder, "bundles/edge/current/absent.list"), `${join(folder, "default")}\n`);
  writeFileSync(join(folder, "bundles/edge/current/packages.list"), "nginx\nopenssl\n");
}

const look = (name: string, more = "") =>
  checked(
    name,
    {},
    `BUNDLES = ${JSON.stringify(join(folder, "bundles"))}\nowner_of = lambda status: "root:root"\n${more}`,
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-drift-"));
  file = join(folder, "nginx.conf");
  writeFileSync(file, "as brought\n", { mode: 0o640 });
  chmodSync(file, 0o640);
  note();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a file that is as it was brought is right", () => {
  expect(look("drift-file")).toEqual([
    { check: "drift-file", status: "pass", evidence: "1 files as they were brought" },
  ]);
});

test.each([
  ["another content", () => writeFileSync(file, "changed\n"), /^the content is another one, since 2/],
  ["another mode", () => chmodSync(file, 0o644), /^644 root:root, not 640 root:root, since 2/],
  ["nothing", () => rmSync(file), /^missing$/],
  ["a link", () => (rmSync(file), symlinkSync("/etc/passwd", file)), /^no file any more$/],
])("%s in its place is wrong", (_, change, evidence) => {
  change();
  expect(look("drift-file")).toMatchObject([
    { status: "fail", subject: file, evidence: expect.stringMatching(evidence) as string },
  ]);
});

test("a host without notes is unknown", () => {
  rmSync(join(folder, "bundles"), { recursive: true });
  expect(look("drift-file")).toMatchObject([{ status: "unknown" }]);
});

test("what must be absent is told of where it is there, a broken link too", () => {
  expect(look("drift-absent")).toMatchObject([{ status: "pass" }]);
  symlinkSync("/nowhere", join(folder, "default"));
  expect(look("drift-absent")).toMatchObject([{ status: "fail", subject: join(folder, "default") }]);
});

test("a package that is gone is told of, one whose settings alone are left too", () => {
  const listed = `
shutil.which = lambda name: name
command = lambda *argv, **more: "installed nginx\\nconfig-files openssl\\n"`;
  expect(look("drift-package", listed)).toMatchObject([{ status: "fail", subject: "openssl" }]);
});
