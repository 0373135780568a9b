#!/usr/bin/python3
"""Sets up an Elasticsearch for the logs of an environment, and makes keys for it. Python's standard library alone.

usage: control.py apply FOLDER
       control.py create-key FOLDER ROLE NAME
       control.py invalidate-key FOLDER NAME

FOLDER has access.json (urls, user, password; authority: a file with PEM certificates; passwords of accounts) and wanted.json.

apply           makes what differs as it is wanted, and says what that was
create-key      makes an API key of a role, in place of any of that name, and writes it to standard output as JSON
invalidate-key  makes the API keys of that name worthless
"""

import base64
import http.client
import json
import os
import ssl
import sys
import time
import urllib.error
import urllib.request

# How long the server, or the cluster, may take to come up.
SECONDS = 240
TIMEOUT = 30


class Refused(Exception):
    """The server's answer was an error."""

    def __init__(self, method, path, status, answer):
        error = answer.get("error") if isinstance(answer, dict) else None
        reason = error.get("reason") if isinstance(error, dict) else error
        super().__init__(f"{method} {path}: {status} {reason or answer}")
        self.status = status
        # What a server says that has no such API, or no such setting, at all.
        no_api = isinstance(error, str) and error.startswith(("no handler found for uri", "Incorrect HTTP method"))
        self.unknown = no_api or "not recognized" in str(reason)


class Server:
    """An Elasticsearch, at whichever of its addresses answers."""

    def __init__(self, access, folder):
        authority = access.get("authority")
        self.context = ssl.create_default_context(cafile=os.path.join(folder, authority) if authority else None)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.urls = access["urls"]
        self.authorization = basic(access["user"], access["password"])

    def call(self, method, path, body=None, authorization=None):
        for url in self.urls:
            try:
                return self.ask(url, method, path, body, authorization or self.authorization)
            except (http.client.HTTPException, OSError) as error:
                failure = error
        raise failure

    def ask(self, url, method, path, body, authorization):
        data = None if body is None else json.dumps(body).encode()
        headers = {"authorization": authorization, "content-type": "application/json"}
        request = urllib.request.Request(url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT, context=self.context) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            text = error.read().decode(errors="replace")
            try:
                answer = json.loads(text)
            except ValueError:
                answer = text[:500]
            raise Refused(method, path, error.code, answer) from None

    def find(self, path, keys):
        """What is there now, or None."""
        try:
            found = self.call("GET", path)
            for key in keys:
                found = found[key]
            return found
        except Refused as refusal:
            if refusal.status != 404 or refusal.unknown:
                raise
        except (KeyError, IndexError):
            pass
        return None


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def has(found, wanted):
    """Whether all that is wanted is there; the server adds defaults of its own."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(key in found and has(found[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(has, found, wanted))
    return found == wanted


def wait(server, nodes):
    """A node that has just been started answers a little later, and a cluster has to find itself first."""
    until = time.monotonic() + SECONDS
    query = f"wait_for_nodes=>={nodes}&wait_for_status=yellow&timeout=10s"
    while True:
        try:
            if not server.call("GET", f"/_cluster/health?{query}")["timed_out"]:
                return
            problem = "the cluster's nodes have not all come together"
        except Refused as refusal:
            # While there is no elected node yet, 503; a wrong password does not become right.
            if refusal.status not in (408, 503):
                raise
            problem = refusal
        except (http.client.HTTPException, OSError) as error:
            problem = error
        if time.monotonic() > until:
            raise SystemExit(f"not ready after {SECONDS} s: {problem}")
        time.sleep(0.5)


def apply(server, access, wanted):
    wait(server, wanted["nodes"])
    # Elastic's distribution for integration tests, which lacks much; what people get is of another type.
    incomplete = server.call("GET", "/")["version"].get("build_type") == "zip"
    changed = []
    for part in wanted["parts"]:
        try:
            found = server.find(part["path"], part["found"])
            if has(found, part["body"]):
                continue
            body = {part["under"]: part["body"]} if "under" in part else part["body"]
            server.call("PUT", part["path"], body)
            changed.append(part["what"])
        except Refused as refusal:
            if not (refusal.unknown and incomplete):
                raise
            print(f"left out: {part['what']}: this server, a distribution for tests, knows none")
    if any(what.startswith("component template") for what in changed):
        changed += roll_over(server, wanted["pattern"])
    changed += accounts(server, access, wanted)
    print("changed: " + ", ".join(changed) if changed else "unchanged")


def roll_over(server, pattern):
    """Templates are for new indices: streams that are there already go on in one."""
    streams = server.call("GET", f"/_resolve/index/{pattern}")["data_streams"]
    for stream in streams:
        server.call("POST", f"/{stream['name']}/_rollover")
    return [f"index of {stream['name']}" for stream in streams]


def accounts(server, access, wanted):
    users = server.call("GET", "/_security/user")
    changed = []
    for name in wanted["disabledUsers"]:
        if users.get(name, {}).get("enabled"):
            server.call("PUT", f"/_security/user/{name}/_disable")
            changed.append(f"account {name} disabled")
    for name, password in access.get("passwords", {}).items():
        roles = wanted["accounts"].get(name)
        if roles is not None and users.get(name, {}).get("roles") != roles:
            server.call("PUT", f"/_security/user/{name}", {"password": password, "roles": roles})
            changed.append(f"account {name}")
        elif not knows(server, name, password):
            server.call("PUT", f"/_security/user/{name}/_password", {"password": password})
            changed.append(f"password of {name}")
    return changed


def knows(server, user, password):
    try:
        server.call("GET", "/_security/_authenticate", authorization=basic(user, password))
        return True
    except Refused as refusal:
        if refusal.status != 401:
            raise
        return False


def create_key(server, wanted, role, name):
    wait(server, 1)
    invalidate_key(server, name)
    body = {
        "name": name,
        "role_descriptors": {role: wanted["keys"][role]},
        "metadata": {"managed_by": "portcullis", "role": role},
    }
    made = server.call("POST", "/_security/api_key", body)
    print(json.dumps({"id": made["id"], "key": made["api_key"]}))


def invalidate_key(server, name):
    try:
        server.call("DELETE", "/_security/api_key", {"name": name})
    except Refused as refusal:
        # There is none.
        if refusal.status != 404:
            raise


def main():
    action, folder = sys.argv[1:3]

    def read(name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return json.load(file)

    access, wanted = read("access.json"), read("wanted.json")
    server = Server(access, folder)
    if action == "apply":
        apply(server, access, wanted)
    elif action == "create-key":
        create_key(server, wanted, *sys.argv[3:5])
    elif action == "invalidate-key":
        invalidate_key(server, sys.argv[3])
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    try:
        main()
    except (OSError, http.client.HTTPException, Refused) as error:
        raise SystemExit(f"{sys.argv[1]}: {error}") from None
