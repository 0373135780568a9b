import { execFileSync } from "node:child_process";
import type { Bundle } from "../../../components/host/bundle";
import { gunzipSync } from "node:zlib";
import { applierCommandLine, applierScript } from "../../../components/host/applier";
import { isSecret, renderPayload, summarize } from "../../../components/host/payload";
import { platforms } from "../../../components/host/platform";

const platform = platforms["debian-12"];

function bundle(parts: Partial<Bundle>): Bundle {
  return { name: "web", files: [], ...parts };
}

describe("payload", () => {
  test("is a script that sh can parse, with the bundle behind it", () => {
    const payload = renderPayload(bundle({ files: [{ path: "/etc/web.conf", content: "a\nb" }] }), platform);
    execFileSync("sh", ["-n"], { input: payload.slice(0, payload.indexOf("\n#portcullis-bundle\n") + 1) });
    expect(payload).toContain("\nfile 0644 root:root 2 - /etc/web.conf\na\nb\n");
    expect(payload.endsWith("\nend\n")).toBe(true);
  });

  test("carries the whole applier, small and always in the same bytes", () => {
    const packed = /^#applier (.*)$/m.exec(renderPayload(bundle({}), platform))![1]!;
    const gzip = Buffer.from(packed, "base64");
    expect(gunzipSync(gzip).toString()).toBe(applierScript());
    // No file name and no time in the header (RFC 1952 2.3).
    expect([...gzip.subarray(3, 8)]).toEqual([0, 0, 0, 0, 0]);
    expect(packed.length).toBeLessThan(applierScript().length / 2);
    execFileSync("sh", ["-n"], { input: applierScript() });
  });

  test("a long program is sent compressed, in one line, and its digest is that of its text", () => {
    const content = "print('hello')\n".repeat(500);
    const program = { path: "/usr/local/lib/hello.py", content };
    const packed = { ...program, packed: true };
    const payload = renderPayload(bundle({ files: [packed] }), platform);
    const [, line] = /^file 0644 root:root 1 packed \/usr\/local\/lib\/hello\.py\n(.*)\nend\n/m.exec(
      payload,
    )!;
    expect(gunzipSync(Buffer.from(line!, "base64")).toString()).toBe(content);
    expect(summarize(bundle({ files: [packed] }))).toEqual(summarize(bundle({ files: [program] })));
  });

  test("the applier's text never begins a line that would be taken for the bundle", () => {
    expect(applierScript().split("\n")).not.toContain("#portcullis-bundle");
  });

  test("the same bundle gives the same bytes, another one another digest", () => {
    const one = renderPayload(bundle({ files: [{ path: "/a", content: "1" }] }), platform);
    const digest = (text: string): string => /^digest (\w{64})$/m.exec(text)![1]!;
    expect(renderPayload(bundle({ files: [{ path: "/a", content: "1" }] }), platform)).toBe(one);
    expect(digest(renderPayload(bundle({ files: [{ path: "/a", content: "2" }] }), platform))).not.toBe(
      digest(one),
    );
  });

  test.each<[string, Partial<Bundle>, RegExp]>([
    ["a relative path", { files: [{ path: "etc/a", content: "" }] }, /"etc\/a" is not a plain absolute path/],
    ["a path with ..", { files: [{ path: "/etc/../a", content: "" }] }, /not a plain absolute path/],
    ["a path with a blank", { absent: ["/etc/a b"] }, /not a plain absolute path/],
    ["one path twice", { files: [{ path: "/a", content: "" }], absent: ["/a"] }, /\/a is named twice/],
    [
      "a secret that everybody reads",
      { files: [{ path: "/k", content: "", secret: true, mode: "0644" }] },
      /mode 0644 lets everybody read it/,
    ],
    [
      "a wrong mode",
      { files: [{ path: "/k", content: "", mode: "rw" }] },
      /"rw" of \/k is not four octal digits/,
    ],
    ["a strange owner", { files: [{ path: "/k", content: "", owner: "a b" }] }, /is not user:group/],
    ["an option as package", { packages: ["nginx;reboot"] }, /not the name of a package/],
    ["binary content", { files: [{ path: "/k", content: "a\0b" }] }, /\/k is not text/],
  ])("refuses %s", (_, parts, message) => {
    expect(() => renderPayload(bundle(parts), platform)).toThrow(message);
  });

  test("a secret is readable by its owner alone, and its digest is not shown", () => {
    const secret = bundle({ files: [{ path: "/k", content: "hunter2", secret: true }] });
    const [, packed] = /\n#portcullis-bundle\npacked\n(.*)\n$/.exec(renderPayload(secret, platform))!;
    expect(gunzipSync(Buffer.from(packed!, "base64")).toString()).toContain(
      "\nfile 0600 root:root 1 - /k\nhunter2\nend\n",
    );
    expect(summarize(secret)).toEqual(["/k 0600 secret"]);
    expect(isSecret(secret)).toBe(true);
  });

  test("the command line carries no content", () => {
    const line = applierCommandLine("apply", ["/etc/a 0644 0123456789ab"]);
    expect(line.split("\n").slice(1)).toEqual(["# /etc/a 0644 0123456789ab"]);
    execFileSync("sh", ["-n"], { input: line });
  });
});
