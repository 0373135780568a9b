#!/usr/bin/python3
"""Turns the JWK sets of issuers into credentials of Kong's plugin jwt. Python's standard library alone.

usage: fetch.py ISSUERS FORMER CREDENTIALS

ISSUERS      JSON: by the name of the Kong consumer that stands for an issuer, the issuer, the url of its JWK set and the
             algorithms that its tokens may have
FORMER       what was made before: it stays for an issuer whose keys cannot be read now
CREDENTIALS  where the result goes: by the same name, its entry of ISSUERS (of) and a list of jwt_secrets (keys)
"""

import base64
import http.client
import json
import os
import sys
import urllib.request

SECONDS = 10
LARGEST_SET = 1 << 20

# Of each curve (FIPS 186-5, SP 800-186): its name, the length of a coordinate, SubjectPublicKeyInfo in front of a point
# (RFC 5480), the prime and the constant of y^2 = x^3 - 3x + b.
EC = {
    "ES256": (
        "P-256",
        32,
        bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200"),
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    ),
    "ES384": (
        "P-384",
        48,
        bytes.fromhex("3076301006072a8648ce3d020106052b81040022036200"),
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
    ),
}
# The same for RFC 8410 and RFC 8017.
ED25519 = bytes.fromhex("302a300506032b6570032100")
RSA_ENCRYPTION = bytes.fromhex("300d06092a864886f70d0101010500")
RSA = ("RS256", "PS256")


class Unusable(Exception):
    """Why a key is left out."""


def number(key, member):
    value = key.get(member)
    if not isinstance(value, str):
        raise Unusable(f"has no {member}")
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Unusable(f"has an {member} that is no base64url") from None


def der(tag, content):
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(size)]) + size + content


def unsigned(content):
    """An INTEGER that is not negative."""
    content = content.lstrip(b"\0") or b"\0"
    return der(0x02, b"\0" + content if content[0] & 128 else content)


def rsa(key, algorithm):
    modulus, exponent = number(key, "n"), number(key, "e")
    bits = int.from_bytes(modulus, "big").bit_length()
    # RFC 7518 section 3.3; a longer key costs the gateway more than it is worth.
    if not 2048 <= bits <= 8192:
        raise Unusable("is not of 2048 to 8192 bits")
    # Kong fails at other lengths (kong/plugins/jwt/jwt_parser.lua).
    if algorithm == "PS256" and bits != 2048:
        raise Unusable("is not of the 2048 bits that Kong needs for PS256")
    value = int.from_bytes(exponent, "big")
    if value < 3 or value % 2 == 0 or value >= 1 << 32:
        raise Unusable("has an exponent that no RSA key has")
    pair = der(0x30, unsigned(modulus) + unsigned(exponent))
    return der(0x30, RSA_ENCRYPTION + der(0x03, b"\0" + pair))


def ec(key, algorithm):
    _, length, prefix, prime, b = EC[algorithm]
    point = number(key, "x"), number(key, "y")
    if any(len(coordinate) != length for coordinate in point):
        raise Unusable(f"has coordinates that are not {length} bytes long")
    x, y = (int.from_bytes(coordinate, "big") for coordinate in point)
    # Kong looks at it no sooner than a token comes, and fails then.
    if x >= prime or y >= prime or (y * y - x * x * x + 3 * x - b) % prime != 0:
        raise Unusable("is no point of its curve")
    return prefix + b"\x04" + b"".join(point)


def ed25519(key):
    point = number(key, "x")
    if len(point) != 32:
        raise Unusable("has an x that is not 32 bytes long")
    return ED25519 + point


def pem(content):
    text = base64.b64encode(content).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])


def algorithm_of(key, accepted):
    """The only algorithm that a key verifies (RFC 8725 section 3.1): its own, else the first that its kind can."""
    kind, curve = key.get("kty"), key.get("crv")
    able = [
        algorithm
        for algorithm in accepted
        if (kind == "RSA" and algorithm in RSA)
        or (kind == "EC" and algorithm in EC and EC[algorithm][0] == curve)
        or (kind == "OKP" and algorithm == "EdDSA" and curve == "Ed25519")
    ]
    said = key.get("alg")
    # RFC 9864 gives EdDSA with this curve a name of its own.
    if said == "Ed25519":
        said = "EdDSA"
    if said is not None and said in able:
        return said
    if said is not None or not able:
        raise Unusable("is for none of the issuer's algorithms")
    return able[0]


def credential(key, accepted):
    kid = key.get("kid")
    if not isinstance(kid, str) or not 0 < len(kid) <= 255 or not kid.isascii() or not kid.isprintable():
        raise Unusable("has no kid that tokens could name it by")
    if "d" in key or "k" in key:
        raise Unusable("is published with its private part")
    uses = key.get("key_ops", ["verify"])
    if key.get("use", "sig") != "sig" or not isinstance(uses, list) or "verify" not in uses:
        raise Unusable("is not for signatures")
    algorithm = algorithm_of(key, accepted)
    content = rsa(key, algorithm) if algorithm in RSA else ed25519(key) if algorithm == "EdDSA" else ec(key, algorithm)
    return {"key": kid, "algorithm": algorithm, "rsa_public_key": pem(content)}


def credentials(consumer, keys, accepted):
    found = {}
    for key in keys:
        try:
            if not isinstance(key, dict):
                raise Unusable("is no JSON object")
            made = credential(key, accepted)
            if made["key"] in found:
                raise Unusable("has the kid of another one")
            found[made["key"]] = made
        except Unusable as reason:
            name = json.dumps(key.get("kid") if isinstance(key, dict) else None)[:300]
            warn(f"{consumer}: the key {name} {reason}: left out")
    return [found[kid] for kid in sorted(found)]


def read_set(url):
    # A proxy of the environment is not for loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=SECONDS) as answer:
        text = answer.read(LARGEST_SET + 1)
    if len(text) > LARGEST_SET:
        raise ValueError(f"larger than {LARGEST_SET} bytes")
    keys = json.loads(text)
    if not isinstance(keys, dict) or not isinstance(keys.get("keys"), list):
        raise ValueError("no JWK set")
    return keys["keys"]


def warn(text):
    # The prefix is the priority in the journal (sd-daemon(3)).
    print(f"<4>{text}", file=sys.stderr)


def write(path, content):
    """Replaces a file in one step."""
    new = f"{path}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def main(issuers_file, former_file, credentials_file):
    with open(issuers_file, encoding="utf-8") as file:
        issuers = json.load(file)
    try:
        with open(former_file, encoding="utf-8") as file:
            former = json.load(file)
    except FileNotFoundError:
        former = {}
    made = {}
    for consumer, issuer in issuers.items():
        try:
            keys = credentials(consumer, read_set(issuer["url"]), issuer["algorithms"])
        except (OSError, ValueError, RecursionError, http.client.HTTPException) as error:
            before = former.get(consumer, {})
            # Keys of another issuer that had this name are nobody's now.
            keys = before["keys"] if before.get("of") == issuer else []
            warn(f"{consumer}: {issuer['url']}: {error}: its {len(keys)} former keys stay")
        made[consumer] = {"of": issuer, "keys": keys}
    write(credentials_file, made)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
