#!/usr/bin/python3
"""Keeps the public keys of OAuth 2.0 issuers, and serves them on loopback. Python's standard library alone.

usage: issuer_keys.py CONFIGURATION STATE

CONFIGURATION  JSON: refreshSeconds, and by name the issuers: issuer, algorithms, and jwksUrl, keys (a list of JWKs that
               are fixed) or neither, for a server with OpenID Connect discovery
STATE          folder for the last good keys, which outlive a restart

Serves http://127.0.0.1:PORT/NAME as a JWK set (RFC 7517 section 5). The listening socket is file descriptor 3
(sd_listen_fds(3)), so that requests wait while the service is restarted.
"""

import base64
import http.client
import json
import os
import random
import re
import socket
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# A server that answers slowly, or without end, is given up.
SECONDS = 10
TOTAL_SECONDS = 30
LARGEST = 512 * 1024
MOST_KEYS = 100
USER_AGENT = "portcullis-issuer-keys"

KID = re.compile(r"[!-~]{1,200}\Z")
BASE64URL = re.compile(r"[A-Za-z0-9_-]+\Z")

# p, b and the length of a coordinate in bytes (FIPS 186-4, appendix D.1.2); a is -3.
CURVES = {
    "P-256": (
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
        32,
    ),
    "P-384": (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
        48,
    ),
}
# Kind and curve of a key by the algorithm of its signatures (RFC 7518 section 3.1).
KINDS = {
    "RS256": ("RSA", None),
    "PS256": ("RSA", None),
    "ES256": ("EC", "P-256"),
    "ES384": ("EC", "P-384"),
    "EdDSA": ("OKP", "Ed25519"),
}


class Unusable(Exception):
    """Why a key is left out, or why nothing was fetched."""


def number(key, member):
    text = key.get(member)
    if not isinstance(text, str) or not BASE64URL.match(text):
        raise Unusable(f"{member} is not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return int.from_bytes(data, "big"), len(data)


def check_rsa(key):
    modulus, _ = number(key, "n")
    exponent, _ = number(key, "e")
    # RFC 7518 section 3.3 asks for 2048 bits, FIPS 186-5 for an odd exponent above 2^16.
    if modulus.bit_length() < 2048:
        raise Unusable(f"has {modulus.bit_length()} bits, fewer than 2048")
    if modulus.bit_length() > 8192 or modulus % 2 == 0:
        raise Unusable("n is no modulus that is taken")
    if not 2**16 < exponent < 2**32 or exponent % 2 == 0:
        raise Unusable("e is not odd, above 2^16 and below 2^32")
    return ("kty", "n", "e")


def check_ec(key):
    prime, b, length = CURVES[key["crv"]]
    (x, x_length), (y, y_length) = number(key, "x"), number(key, "y")
    if (x_length, y_length) != (length, length) or x >= prime or y >= prime:
        raise Unusable("x or y has the wrong length")
    if (y * y - (x * x * x - 3 * x + b)) % prime != 0:
        raise Unusable("is no point of its curve")
    return ("kty", "crv", "x", "y")


def check_okp(key):
    _, length = number(key, "x")
    if length != 32:
        raise Unusable("x has the wrong length")
    return ("kty", "crv", "x")


CHECKS = {"RSA": check_rsa, "EC": check_ec, "OKP": check_okp}


def usable(key, algorithms):
    """The key with nothing but what verifies signatures of one of the algorithms, or Unusable."""
    if not isinstance(key.get("kid"), str) or not KID.match(key["kid"]):
        raise Unusable("has no kid of printable characters")
    kind = key.get("kty"), key.get("crv")
    fitting = [one for one in algorithms if KINDS[one] == kind]
    if "alg" in key:
        fitting = [one for one in fitting if one == key["alg"]]
    if not fitting:
        raise Unusable(f"is for none of {', '.join(algorithms)}")
    if key.get("use", "sig") != "sig" or "verify" not in key.get("key_ops", ["verify"]):
        raise Unusable("is not for signatures")
    # A private key that was published is everybody's (RFC 7518 section 6).
    if any(member in key for member in ("d", "p", "q", "k")):
        raise Unusable("is published with its private part")
    members = CHECKS[key["kty"]](key)
    return {"kid": key["kid"], "use": "sig", **({"alg": key["alg"]} if "alg" in key else {}), **{
        member: key[member] for member in members
    }}


def filtered(document, algorithms):
    """The usable keys of a JWK set, and why the others are not."""
    keys = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise Unusable("the keys are no JWK set")
    if len(keys) > MOST_KEYS:
        raise Unusable(f"the JWK set has {len(keys)} keys, more than {MOST_KEYS}")
    taken, refused = {}, []
    for key in keys:
        name = json.dumps(key.get("kid"))[:202]
        try:
            good = usable(key, algorithms)
            # Which of two is meant cannot be told (RFC 7517 section 4.5): the first one, as if it were alone.
            if good["kid"] in taken:
                raise Unusable("has the kid of another key")
            taken[good["kid"]] = good
        except Unusable as error:
            refused.append(f"{name} {error}")
        except (TypeError, ValueError):
            refused.append(f"{name} has members of the wrong type")
    return list(taken.values()), refused


def fetch(url):
    """A JSON document, over verified TLS (the system's certificate authorities), without following redirects."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username is not None or parts.fragment:
        raise Unusable(f"{url} is no https address")
    # Anew each time: authorities change.
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    until = time.monotonic() + TOTAL_SECONDS
    connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=SECONDS, context=context)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Accept": "application/json", "User-Agent": USER_AGENT})
        answer = connection.getresponse()
        if answer.status != 200:
            raise Unusable(f"{url} answered {answer.status}")
        data = bytearray()
        while True:
            part = answer.read1(65536)
            if not part:
                break
            data += part
            if len(data) > LARGEST:
                raise Unusable(f"{url} answered more than {LARGEST} bytes")
            if time.monotonic() > until:
                raise Unusable(f"{url} answered too slowly")
        return json.loads(data)
    except (OSError, http.client.HTTPException) as error:
        raise Unusable(f"{url} cannot be read: {error}") from None
    except (ValueError, RecursionError):
        raise Unusable(f"{url} answered no JSON") from None
    finally:
        connection.close()


def jwks_url(settings):
    """Where an issuer's keys are (OpenID Connect Discovery 1.0 section 4)."""
    if "jwksUrl" in settings:
        return settings["jwksUrl"]
    issuer = settings["issuer"]
    url = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    document = fetch(url)
    # Section 4.3: else one server could speak for another.
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise Unusable(f"{url} is the document of another issuer")
    if not isinstance(document.get("jwks_uri"), str):
        raise Unusable(f"{url} names no jwks_uri")
    return document["jwks_uri"]


class Issuer:
    """One issuer's keys, kept up to date."""

    def __init__(self, name, settings, folder):
        self.name = name
        self.settings = settings
        self.file = os.path.join(folder, f"{name}.json")
        # What was fetched for other settings is not what these ask for.
        self.source = [settings["issuer"], settings.get("jwksUrl")]
        self.keys = None
        self.told = None

    def say(self, text):
        """Says what is new, once."""
        if text != self.told:
            print(f"issuer {self.name}: {text}", flush=True)
            self.told = text

    def take(self, document):
        keys, refused = filtered(document, self.settings["algorithms"])
        changed = keys != self.keys
        self.keys = keys
        text = f"keys {', '.join(json.dumps(key['kid']) for key in keys) or 'none'}"
        self.say(text + "".join(f"; left out: {reason}" for reason in refused))
        return changed

    def load(self):
        if "keys" in self.settings:
            self.take({"keys": self.settings["keys"]})
            return
        try:
            with open(self.file, encoding="utf-8") as file:
                saved = json.load(file)
            if saved["source"] == self.source:
                self.take(saved)
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, Unusable) as error:
            self.say(f"the saved keys cannot be used: {error}")

    def refresh(self):
        """Fetches the keys; if that fails, those there are go on working."""
        try:
            if self.take(fetch(jwks_url(self.settings))):
                new = f"{self.file}.new"
                with open(new, "w", encoding="utf-8") as file:
                    json.dump({"source": self.source, "keys": self.keys}, file)
                os.replace(new, self.file)
        except Unusable as error:
            self.say(f"{error}; {'keeping the former keys' if self.keys is not None else 'no keys yet'}")
        except OSError as error:
            self.say(f"the keys cannot be saved: {error}")

    def keep_fresh(self, seconds):
        while True:
            self.refresh()
            # Hosts that were started together do not ask together.
            time.sleep(seconds * random.uniform(0.9, 1.1))


class Handler(BaseHTTPRequestHandler):
    # HTTP/1.0: no connection is kept.
    timeout = SECONDS

    def version_string(self):
        return "issuer-keys"

    def log_message(self, *_):
        """Requests are the gateway's own."""

    def do_GET(self):
        issuer = self.server.issuers.get(self.path[1:])
        if self.path == "/":
            self.answer(200, "text/plain", b"ok\n")
        elif issuer is None:
            self.answer(404, "text/plain", b"no such issuer\n")
        elif issuer.keys is None:
            # Not JSON: a gateway that does not look at the status must not take this for a set.
            self.answer(503, "text/plain", b"no keys yet\n")
        else:
            body = json.dumps({"keys": issuer.keys}).encode()
            self.answer(200, "application/jwk-set+json", body)

    def answer(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, listener, issuers):
        super().__init__(listener.getsockname(), Handler, bind_and_activate=False)
        self.socket.close()
        self.socket = listener
        self.issuers = issuers

    def handle_error(self, request, client_address):
        # A client that goes away is its own business.
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def end(error):
    """A thread that fails must not leave keys to grow old: systemd starts the service anew."""
    sys.excepthook(error.exc_type, error.exc_value, error.exc_traceback)
    os._exit(1)


def main(configuration_file, folder):
    threading.excepthook = end
    with open(configuration_file, encoding="utf-8") as file:
        configuration = json.load(file)
    issuers = {name: Issuer(name, one, folder) for name, one in configuration["issuers"].items()}
    for issuer in issuers.values():
        issuer.load()
        if "keys" not in issuer.settings:
            seconds = configuration["refreshSeconds"]
            threading.Thread(target=issuer.keep_fresh, args=(seconds,), daemon=True).start()
    with Server(socket.socket(fileno=3), issuers) as server:
        server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
