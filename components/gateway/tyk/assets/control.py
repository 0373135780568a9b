#!/usr/bin/python3
"""Keeps a Tyk gateway's credentials and definitions up to date. Python's standard library alone.

usage: control.py credentials|trim|reload|ready CONFIGURATION [CREDENTIALS|KEEP]

credentials  makes what Redis holds the same as the file: new ones are added, others withdrawn, counters kept
trim         keeps on cutting each caller's calls of a period down to the newest KEEP
reload       makes the gateway read its definitions anew, and waits until it has
ready        succeeds when the gateway answers and reaches Redis
"""

import http.client
import json
import socket
import ssl
import sys
import time

SECONDS = 20
# How long a caller's calls may pile up before they are cut down again.
PAUSE = 2
ORGANISATION = "=portcullis"


class Redis:
    """A connection to Redis, as far as it is needed here (RESP 2)."""

    def __init__(self, storage):
        address = (storage["host"], storage["port"])
        connection = socket.create_connection(address, timeout=SECONDS)
        if storage["use_ssl"]:
            context = ssl.create_default_context()
            connection = context.wrap_socket(connection, server_hostname=storage["host"])
        self.stream = connection.makefile("rwb")
        self.call("AUTH", storage["username"], storage["password"])
        self.call("SELECT", str(storage["database"]))

    def call(self, *words):
        return self.call_all([words])[0]

    def call_all(self, commands):
        """Sends them together, so that many take little longer than one."""
        for words in commands:
            parts = [word.encode() for word in words]
            self.stream.write(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))
        self.stream.flush()
        return [self.answer() for _ in commands]

    def answer(self):
        line = self.stream.readline()
        kind, rest = line[:1], line[1:].strip()
        if kind == b"-":
            raise SystemExit(f"Redis refused: {rest.decode()}")
        if kind == b"$":
            return None if rest == b"-1" else self.stream.read(int(rest) + 2)[:-2].decode()
        if kind == b"*":
            return [self.answer() for _ in range(int(rest))]
        if kind in (b"+", b":"):
            return rest.decode()
        raise SystemExit("Redis closed the connection")


def scan(redis, pattern):
    """Yields names of keys, some at a time; a name may come twice."""
    cursor = "0"
    while True:
        cursor, found = redis.call("SCAN", cursor, "MATCH", pattern, "COUNT", "500")
        yield found
        if cursor == "0":
            return


def keep_counters(session, former):
    """When the running quota ends is kept in the session itself."""
    for gate, right in session["access_rights"].items():
        renews = former.get("access_rights", {}).get(gate, {}).get("limit", {}).get("quota_renews", 0)
        if renews and "limit" in right:
            right["limit"]["quota_renews"] = renews


def update_credentials(configuration, path):
    with open(path, encoding="utf-8") as file:
        wanted = json.load(file)
    redis = Redis(configuration["storage"])
    for name, session in wanted.items():
        former = redis.call("GET", name)
        if former is not None:
            keep_counters(session, json.loads(former))
        redis.call("SET", name, json.dumps(session))
    withdrawn = 0
    for name in set().union(*scan(redis, "apikey-*")) - set(wanted):
        session = redis.call("GET", name)
        # Those of other organisations Tyk made itself of issuers' tokens: they prove nothing, and know when a quota ends.
        if session is not None and json.loads(session).get("org_id") == ORGANISATION:
            redis.call("DEL", name)
            withdrawn += 1
    print(f"{len(wanted)} credentials, {withdrawn} withdrawn")


def trim(configuration, keep):
    redis = Redis(configuration["storage"])
    while True:
        for names in scan(redis, "rate-limit-*"):
            redis.call_all([("ZREMRANGEBYRANK", name, "0", str(-keep - 1)) for name in names])
        time.sleep(PAUSE)


def ask(configuration, path):
    connection = http.client.HTTPConnection("127.0.0.1", configuration["control_api_port"], timeout=SECONDS)
    connection.request("GET", path, headers={"x-tyk-authorization": configuration["secret"]})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"the gateway answered {answer.status} to {path}")
    return body


def reload(configuration):
    """A gateway that has just been started listens a moment later."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            ask(configuration, "/tyk/reload/?block=true")
            return
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def main():
    action = sys.argv[1]
    with open(sys.argv[2], encoding="utf-8") as file:
        configuration = json.load(file)
    if action == "credentials":
        update_credentials(configuration, sys.argv[3])
    elif action == "trim":
        trim(configuration, int(sys.argv[3]))
    elif action == "reload":
        reload(configuration)
    elif action == "ready":
        health = json.loads(ask(configuration, "/healthz"))
        if health["status"] != "pass":
            raise SystemExit(f"the gateway is not healthy: {json.dumps(health)}")
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    try:
        main()
    except (OSError, http.client.HTTPException) as error:
        raise SystemExit(f"{sys.argv[1]}: {error}") from None
