import { renderLogins } from "../../../components/hardening/logins/render";
import { defineLogins } from "../../../components/hardening/logins/loginDefinitions";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const files = (settings = {}): Record<string, string> =>
  Object.fromEntries(
    renderLogins(resolve("logins", settings), platforms["debian-12"]).files.map((file) => [
      file.path,
      file.content,
    ]),
  );

describe("logins", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "portcullis-logins-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each(["bash", "dash"])("%s ends when idle, and nobody takes that back", (shell) => {
    const profile = join(folder, "profile");
    writeFileSync(profile, files({ idleMinutes: 5 })["/etc/profile.d/portcullis.sh"]!);
    const run = (text: string): string =>
      execFileSync(shell, ["-c", `. ${profile}; ${text}`], { encoding: "utf8", stdio: "pipe" });
    expect(run(`. ${profile}; echo "$TMOUT $(umask) $(ulimit -c)"`)).toMatch(/^300 0027 0\n$/);
    expect(run("(TMOUT=0) 2>/dev/null || echo refused")).toBe("refused\n");
  });

  test("what is shown before a login has no escapes, which name the system", () => {
    expect(files()["/etc/issue"]).not.toContain("\\");
    expect(() => resolve("logins", { warning: "Welcome to \\n" })).toThrow(/warning/);
    expect(() => resolve("logins", { warning: "two\nlines" })).toThrow(/warning/);
  });

  test("definitions of logins are set whatever was there, and all else stays", () => {
    const file = join(folder, "login.defs");
    writeFileSync(file, "# UMASK is the default\nUMASK\t\t022\nPASS_MAX_DAYS\t99999\nPASS_MIN_DAYS\t0\n");
    const text = defineLogins.replaceAll("/etc/login.defs", file);
    for (const times of [1, 2]) {
      execFileSync("sh", ["-eu", "-c", text]);
      expect({ times, content: readFileSync(file, "utf8") }).toEqual({
        times,
        content:
          "# UMASK is the default\nUMASK 027\nPASS_MAX_DAYS\t99999\nPASS_MIN_DAYS 1\nSHA_CRYPT_MIN_ROUNDS 100000\nSHA_CRYPT_MAX_ROUNDS 100000\n",
      });
    }
    expect(readFileSync(`${file}.before-portcullis`, "utf8")).toContain("UMASK\t\t022");
  });

  test("the packages are those of the platform", () => {
    const packages = (name: keyof typeof platforms) =>
      renderLogins(resolve("logins", {}), platforms[name]).packages;
    expect([packages("ubuntu-24.04"), packages("rocky-9")]).toEqual([
      ["libpam-pwquality", "cracklib-runtime"],
      ["libpwquality"],
    ]);
  });
});
