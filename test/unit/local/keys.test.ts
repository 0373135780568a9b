import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { utils } from "ssh2";
import { keyPairOf } from "../../../local/hosts/keys";

const half = (key: KeyObject, which: "x" | "d"): Buffer =>
  Buffer.from(key.export({ format: "jwk" })[which]!, "base64url");

/** A key one half of which begins with a zero, as one in 256 does. */
function keyWithZero(which: "x" | "d"): KeyObject {
  for (;;) {
    const { privateKey } = generateKeyPairSync("ed25519");
    if (half(privateKey, which)[0] === 0) return privateKey;
  }
}

test.each(["x", "d"] as const)("a key whose %s begins with a zero keeps it", (which) => {
  const key = keyWithZero(which);
  const pair = keyPairOf(key, "edge");
  const parsed = utils.parseKey(pair.private);
  if (parsed instanceof Error) throw parsed;
  expect(`ssh-ed25519 ${parsed.getPublicSSH().toString("base64")} edge`).toBe(pair.public);
  expect(parsed.getPublicSSH().subarray(-32)).toEqual(half(key, "x"));
});
