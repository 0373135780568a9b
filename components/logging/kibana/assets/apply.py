#!/usr/bin/python3
"""Brings saved objects and rules into Kibana through its API. Python's standard library alone.

usage: apply.py ACCESS WANTED

ACCESS is a file of JSON with url, user, password, and authority (a file with PEM certificates). WANTED is one with
namespace, prefix (beginning of the ids of our saved objects), objects (saved objects) and rules (each with id and body).

What is there already is left alone; what begins with the prefix, or is tagged as ours, and is not wanted goes. What Kibana
made of the saved objects is remembered in STATE_DIRECTORY, so that a change by hand is seen and undone.
"""

import hashlib
import http.client
import json
import os
import ssl
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64encode

# How long Kibana may take to come up.
SECONDS = 300
TIMEOUT = 60
TAG = "portcullis"


class Refused(Exception):
    """Kibana's answer was an error."""

    def __init__(self, method, path, status, text):
        try:
            answer = json.loads(text)
            text = answer["message"]
        except (ValueError, KeyError, TypeError):
            pass
        super().__init__(f"{method} {path}: {status} {str(text)[:2000]}")
        self.status = status


class Kibana:
    def __init__(self, access):
        self.url = access["url"]
        self.context = ssl.create_default_context(cafile=access["authority"])
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        login = f"{access['user']}:{access['password']}".encode()
        # Kibana takes no change without the second.
        self.headers = {"authorization": "Basic " + b64encode(login).decode(), "kbn-xsrf": "portcullis"}

    def call(self, method, path, data=None, kind="application/json"):
        headers = self.headers if data is None else {**self.headers, "content-type": kind}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT, context=self.context) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            raise Refused(method, path, error.code, error.read().decode(errors="replace")) from None

    def json(self, method, path, body=None):
        text = self.call(method, path, None if body is None else json.dumps(body).encode())
        return json.loads(text) if text else None


def wait(kibana):
    """A Kibana that has just been started answers a little later, and says 503 while it makes its indices."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            level = kibana.json("GET", "/api/status")["status"]["overall"]["level"]
            if level == "available":
                return
            problem = f"it says that it is {level}"
        except Refused as refusal:
            # A wrong password does not become right.
            if refusal.status != 503:
                raise
            problem = refusal
        except ssl.SSLCertVerificationError:
            raise
        except (http.client.HTTPException, OSError, ValueError, KeyError) as error:
            if isinstance(getattr(error, "reason", None), ssl.SSLCertVerificationError):
                raise
            problem = error
        if time.monotonic() > until:
            raise SystemExit(f"Kibana is not ready after {SECONDS} s: {problem}")
        time.sleep(1)


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def name_of(saved):
    return f"{saved['type']}/{saved['id']}"


def exported(kibana, wanted):
    """Our saved objects as they are now, by type and id."""
    types = sorted({saved["type"] for saved in wanted["objects"]} | {"dashboard", "index-pattern", "search", "visualization"})
    body = {"type": types, "excludeExportDetails": True, "includeReferencesDeep": False}
    lines = kibana.call("POST", "/api/saved_objects/_export", json.dumps(body).encode()).splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    return {name_of(one): one for one in found if one["id"].startswith(wanted["prefix"])}


def content(saved):
    """What counts of a saved object: not when it was changed, or by whom."""
    return digest({"attributes": saved["attributes"], "references": saved.get("references", [])})


def put(kibana, objects):
    boundary = "portcullis-" + digest(objects)[:32]
    lines = "\n".join(json.dumps(saved) for saved in objects)
    body = (
        f"--{boundary}\r\n"
        'Content-Disposition: form-data; name="file"; filename="portcullis.ndjson"\r\n'
        "Content-Type: application/x-ndjson\r\n\r\n"
        f"{lines}\r\n--{boundary}--\r\n"
    )
    path = "/api/saved_objects/_import?overwrite=true"
    answer = json.loads(kibana.call("POST", path, body.encode(), f"multipart/form-data; boundary={boundary}"))
    if not answer.get("success"):
        errors = [f"{name_of(one)}: {one['error'].get('message', one['error'])}" for one in answer.get("errors", [])]
        raise SystemExit("Kibana refused saved objects: " + "; ".join(errors or [json.dumps(answer)]))


def apply_objects(kibana, wanted, remembered):
    """Makes the saved objects what they have to be; gives what changed, and what to remember."""
    there = exported(kibana, wanted)
    mine = {name_of(saved): saved for saved in wanted["objects"]}
    differing = [
        name
        for name, saved in mine.items()
        if name not in there or remembered.get(name) != [digest(saved), content(there[name])]
    ]
    if differing:
        put(kibana, [mine[name] for name in differing])
    surplus = [name for name in there if name not in mine]
    for name in surplus:
        kibana.call("DELETE", f"/api/saved_objects/{name}")
    if differing:
        there = exported(kibana, wanted)
    state = {name: [digest(saved), content(there[name])] for name, saved in mine.items()}
    return differing + [f"{name} removed" for name in surplus], state


def has(found, wanted):
    """Whether all that is wanted is there; Kibana adds defaults of its own."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(key in found and has(found[key], wanted[key]) for key in wanted)
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(has, found, wanted))
    return found == wanted


def rules_of(kibana, namespace):
    """Our rules as they are now, by id."""
    found = []
    while True:
        query = urllib.parse.urlencode(
            {"filter": f"alert.attributes.tags:{TAG}", "per_page": 100, "page": len(found) // 100 + 1}
        )
        page = kibana.json("GET", f"/api/alerting/rules/_find?{query}")
        found += page["data"]
        if not page["data"] or len(found) >= page["total"]:
            break
    return {rule["id"]: rule for rule in found if {TAG, namespace} <= set(rule["tags"])}


# What a rule keeps for ever, and what is changed in another way.
FIXED = ("rule_type_id", "consumer")


def apply_rules(kibana, wanted):
    there = rules_of(kibana, wanted["namespace"])
    changed = []
    for rule in wanted["rules"]:
        path = f"/api/alerting/rule/{rule['id']}"
        body = rule["body"]
        found = there.pop(rule["id"], None)
        if found and any(found[key] != body[key] for key in FIXED):
            kibana.call("DELETE", path)
            found = None
        if not found:
            kibana.json("POST", path, body)
            changed.append(f"rule {body['name']}")
            continue
        change = {key: value for key, value in body.items() if key not in (*FIXED, "enabled")}
        if not has(found, change):
            kibana.json("PUT", path, change)
            changed.append(f"rule {body['name']}")
        if not found["enabled"]:
            kibana.call("POST", f"{path}/_enable")
            changed.append(f"rule {body['name']} enabled")
    for surplus, found in there.items():
        kibana.call("DELETE", f"/api/alerting/rule/{surplus}")
        changed.append(f"rule {found['name']} removed")
    return changed


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(access, wanted):
    kibana = Kibana(read(access))
    wanted = read(wanted)
    memory = os.path.join(os.environ["STATE_DIRECTORY"], "objects.json")
    remembered = read(memory) if os.path.exists(memory) else {}
    wait(kibana)
    changed, state = apply_objects(kibana, wanted, remembered)
    with open(memory + ".part", "w", encoding="utf-8") as file:
        json.dump(state, file)
    os.replace(memory + ".part", memory)
    changed += apply_rules(kibana, wanted)
    print("changed: " + ", ".join(changed) if changed else "unchanged")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (Refused, OSError) as error:
        sys.exit(f"Kibana: {error}")
