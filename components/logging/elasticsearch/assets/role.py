#!/usr/bin/python3
"""Hands the credentials of an EC2 instance's role to the processes of one user. Python's standard library alone.

usage: role.py USER PORT ENVIRONMENT

Whoever may ask the instance's metadata has them: the firewall lets root alone. Here they are on loopback, in the form
that AWS's SDKs take of a container's (AWS SDKs reference guide, "Container credential provider").

USER         name or id of the user
PORT         TCP port
ENVIRONMENT  file that the instance's region is written to, as a variable
"""

import http.client
import http.server
import json
import os
import pwd
import socket
import sys
import urllib.error
import urllib.request

# Another address is for tests.
METADATA = os.environ.get("PORTCULLIS_METADATA", "http://169.254.169.254")
SECONDS = 10


def ask(path, method="GET", headers=None):
    request = urllib.request.Request(f"{METADATA}/latest/{path}", headers=headers or {}, method=method)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=SECONDS) as answer:
        return answer.read().decode()


def about(path):
    """What the metadata say, within a session of their own (IMDSv2)."""
    session = ask("api/token", "PUT", {"X-aws-ec2-metadata-token-ttl-seconds": "60"})
    return ask(f"meta-data/{path}", headers={"X-aws-ec2-metadata-token": session})


def credentials():
    name = about("iam/security-credentials/").strip()
    known = json.loads(about(f"iam/security-credentials/{name}"))
    return {key: known[key] for key in ("AccessKeyId", "SecretAccessKey", "Token", "Expiration")}


def user_of(address):
    """Whose end of a connection an address is (proc(5), /proc/net/tcp)."""
    host, port = address
    wanted = f"{int.from_bytes(socket.inet_aton(host), sys.byteorder):08X}:{port:04X}"
    with open("/proc/self/net/tcp", encoding="ascii") as connections:
        for line in connections:
            words = line.split()
            if words[1] == wanted:
                return int(words[7])
    return None


class Handler(http.server.BaseHTTPRequestHandler):
    user = None

    def do_GET(self):
        status, body = 403, {"message": "not for this user"}
        if user_of(self.client_address) == self.user:
            try:
                status, body = 200, credentials()
            except (OSError, http.client.HTTPException, KeyError, ValueError) as error:
                status, body = 502, {"message": f"the instance's metadata: {error}"}
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def ready():
    """Tells systemd, where it waits (sd_notify(3))."""
    path = os.environ.get("NOTIFY_SOCKET")
    if path:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.connect("\0" + path[1:] if path.startswith("@") else path)
            notify.send(b"READY=1")


def main():
    name, port, environment = sys.argv[1:4]
    Handler.user = int(name) if name.isdecimal() else pwd.getpwnam(name).pw_uid
    with open(environment, "w", encoding="ascii") as file:
        file.write(f"AWS_REGION={about('placement/region')}\n")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Handler)
    ready()
    server.serve_forever()


if __name__ == "__main__":
    try:
        main()
    except (OSError, http.client.HTTPException) as error:
        raise SystemExit(f"the instance's metadata: {error}") from None
