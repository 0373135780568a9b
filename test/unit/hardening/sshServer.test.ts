import { renderSshServer } from "../../../components/hardening/sshServer/render";
import { type PlatformName, platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { SshServer } from "../../../components/model/types";

const render = (
  settings: SshServer = {},
  {
    user = "admin",
    hostKeyType = "ssh-ed25519",
    platform = "debian-12",
  }: { user?: string; hostKeyType?: string; platform?: PlatformName } = {},
) => renderSshServer(resolve("sshServer", settings), { user, hostKeyType }, platforms[platform]);

/** The first value of a keyword: the one that sshd takes. */
const value = (bundle: ReturnType<typeof render>, keyword: string): string | undefined =>
  new RegExp(`^${keyword} (.*)$`, "m").exec(bundle.files[0]!.content)?.[1];

test("keys only, no root, and read before any other drop-in", () => {
  const bundle = render();
  expect(bundle.files[0]!.path).toBe("/etc/ssh/sshd_config.d/00-portcullis.conf");
  expect(value(bundle, "PasswordAuthentication")).toBe("no");
  expect(value(bundle, "KbdInteractiveAuthentication")).toBe("no");
  expect(value(bundle, "AuthenticationMethods")).toBe("publickey");
  expect(value(bundle, "PermitRootLogin")).toBe("no");
  expect(bundle.trialSeconds).toBe(60);
});

test("root keeps its key where Portcullis itself logs in as root", () => {
  expect(value(render({}, { user: "root" }), "PermitRootLogin")).toBe("prohibit-password");
});

test("passwords only where that is spelled out", () => {
  expect(value(render({ insecurePasswordLogin: true }), "PasswordAuthentication")).toBe("yes");
});

test.each(Object.keys(platforms) as PlatformName[])(
  "%s: nothing below SHA-2 and no plain MAC",
  (platform) => {
    const { content } = render({}, { platform }).files[0]!;
    expect(content).not.toMatch(/sha1|cbc|arcfour|3des|group1-|group14-|[ ,]ecdsa-|ssh-dss/);
    expect(
      value(render({}, { platform }), "MACs")!
        .split(",")
        .every((mac) => mac.includes("-etm@")),
    ).toBe(true);
  },
);

test("directives appear only where the version knows them", () => {
  expect(value(render({}, { platform: "ubuntu-22.04" }), "RequiredRSASize")).toBeUndefined();
  expect(value(render({}, { platform: "debian-12" }), "PerSourcePenalties")).toBeUndefined();
  expect(value(render({}, { platform: "debian-13" }), "PerSourcePenalties")).toBe("yes");
  expect(value(render({}, { platform: "debian-13" }), "KexAlgorithms")).toMatch(/^mlkem768x25519-sha256,/);
});

test("what would shut Portcullis out is refused before it is sent", () => {
  expect(() => render({ allowUsers: ["alice"] })).toThrow('sshServer.allowUsers must hold "admin"');
  expect(() => render({}, { hostKeyType: "ecdsa-sha2-nistp256" })).toThrow("pin its ssh-ed25519 key");
});

test("a pinned RSA key is never replaced", () => {
  const pinned = render({}, { hostKeyType: "ssh-rsa" }).prepare!.join("\n");
  expect(pinned).toContain("pin the host's Ed25519 key instead");
  expect(render().prepare!.join("\n")).not.toContain("pin the host's Ed25519 key instead");
});

test("an account name cannot bring in another directive", () => {
  expect(() => render({ allowUsers: ["admin\nPasswordAuthentication yes"] })).toThrow(
    "sshServer.allowUsers[0]",
  );
});
