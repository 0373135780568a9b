#!/usr/bin/python3 -I
"""Looks at this host from inside, and changes nothing: portcullis-audit EXPECTATIONS.

EXPECTATIONS is a JSON file; its weights name the checks that are asked.
"""
import base64
import concurrent.futures
import ctypes
import glob
import grp
import hashlib
import ipaddress
import json
import os
import pwd
import re
import shutil
import ssl
import stat
import subprocess
import sys
import time

DAY = 86400
CHECKS = {}


class Unknown(Exception):
    """Something could not be found out."""


class Wrong:
    """Something is not as it ought to be; `unsure`: whether it is could not be found out."""

    def __init__(self, evidence, subject=None, unsure=False):
        self.evidence, self.subject, self.unsure = evidence, subject, unsure


def check(name):
    """Marks a generator that yields what is wrong and returns the evidence of all being right."""

    def mark(function):
        CHECKS[name] = function
        return function

    return mark


def command(*argv, limit=20, stdin=None, codes=(0,)):
    """What a program prints; Unknown with its own words where it is missing, fails or takes too long."""
    environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(argv, capture_output=True, text=True, errors="replace", timeout=limit, env=environment, input=stdin if stdin is not None else "")
    except FileNotFoundError:
        raise Unknown(f"{argv[0]} is not installed") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise Unknown(f"{argv[0]}: {type(error).__name__}") from None
    if codes is not None and done.returncode not in codes:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Unknown(f"{' '.join(argv[:3])} ended with {done.returncode}: {said[-1][:200] if said else 'it said nothing'}")
    return done.stdout


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def shown(items, most=8):
    """A list for people, cut where it is long."""
    items = [str(item) for item in items]
    return ", ".join(items[:most]) + (f" and {len(items) - most} more" if len(items) > most else "")


def units(names, *properties):
    """Properties of units by name; a unit that is not there has them too."""
    wanted = ["Id", *properties]
    found = {}
    listed = command("systemctl", "show", f"--property={','.join(wanted)}", "--timestamp=unix", "--", *names) if names else ""
    for name, block in zip(names, listed.strip("\n").split("\n\n")):
        found[name] = dict(line.split("=", 1) for line in block.splitlines() if "=" in line)
    return found


def result(name, status, evidence, subject=None):
    # What is shown is one line, and never a terminal's command.
    evidence = re.sub(r"[\x00-\x1f\x7f]+", " ", str(evidence))[:500]
    return {"check": name, **({"subject": subject} if subject is not None else {}), "status": status, "evidence": evidence}


def ask(name, function, expected):
    """All results of one check: one where all is right, one for each thing that is not."""
    results = []
    try:
        checked = function(expected)
        while True:
            try:
                wrong = next(checked)
            except StopIteration as end:
                if not results:
                    results.append(result(name, "pass", end.value or "as expected"))
                return results
            results.append(result(name, "unknown" if wrong.unsure else "fail", wrong.evidence, wrong.subject))
    except Unknown as reason:
        results.append(result(name, "unknown", reason))
    except Exception as error:  # pylint: disable=broad-except
        # One check that stumbles takes no other with it.
        results.append(result(name, "unknown", f"{type(error).__name__}: {error}"))
    return results
