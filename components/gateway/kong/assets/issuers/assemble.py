#!/usr/bin/python3
"""Puts the credentials of issuers into Kong's declarative configuration. Python's standard library alone.

usage: assemble.py BASE ISSUERS CREDENTIALS CONFIGURATION

BASE           the configuration without them
ISSUERS        whose credentials are put in, as fetch.py reads it
CREDENTIALS    what fetch.py made; may not be there yet
CONFIGURATION  where the result goes
"""

import json
import os
import sys


def read(path, default=None):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        if default is None:
            raise
        return default


def assemble(base, issuers, credentials):
    """A kid is unique in Kong: what an issuer publishes never takes that of a consumer, or of an issuer before it."""
    taken = {secret["key"] for one in base["consumers"] for secret in one.get("jwt_secrets", [])}
    for consumer in base["consumers"]:
        name = consumer["username"]
        fetched = credentials.get(name, {})
        # What was made for other settings is not what these ask for.
        if name not in issuers or fetched.get("of") != issuers[name]:
            continue
        secrets = []
        for secret in fetched["keys"]:
            if secret["key"] in taken:
                # The prefix is the priority in the journal (sd-daemon(3)).
                print(f"<4>{name}: the kid {json.dumps(secret['key'])} is taken: left out", file=sys.stderr)
            else:
                taken.add(secret["key"])
                secrets.append(secret)
        if secrets:
            consumer["jwt_secrets"] = secrets
    return base


def main(base_file, issuers_file, credentials_file, configuration_file):
    made = assemble(read(base_file), read(issuers_file), read(credentials_file, {}))
    new = f"{configuration_file}.new"
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(made, file, indent=1)
    os.replace(new, configuration_file)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
