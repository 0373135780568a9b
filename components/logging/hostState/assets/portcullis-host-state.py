#!/usr/bin/python3 -I
"""Writes what a host knows of itself as events, one JSON object a line: portcullis-host-state SETTINGS.

SETTINGS is a JSON file: dataset, log, family (debian or redhat), certificates ({name: file}), queue ({folder, bytes}).
"""
import ctypes
import datetime
import json
import os
import re
import ssl
import subprocess
import sys
import time

PSEUDO = {"autofs", "devtmpfs", "iso9660", "overlay", "proc", "ramfs", "squashfs", "sysfs", "tmpfs"}
LOG_BYTES = 2_000_000
DAY = 86400


def command(*argv, limit=120):
    """What a program prints; None where it is missing, fails or takes too long."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"}
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=limit, env=environment, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def certificates(files):
    """Days that each certificate has left; 0 where it is over or missing."""
    for name, file in files.items():
        end = command("openssl", "x509", "-in", file, "-noout", "-enddate")
        left = 0
        if end and "=" in end:
            left = (ssl.cert_time_to_seconds(end.strip().split("=", 1)[1]) - time.time()) / DAY
        yield {"certificate": {"name": name, "days_left": max(0, round(left, 2))}}


def disks():
    """How full each file system of a disk is, and the root whatever it is, as `df` counts it."""
    seen = {}
    with open("/proc/self/mounts", encoding="utf-8") as mounts:
        for line in mounts:
            mount, kind = line.split(" ")[1:3]
            mount = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), mount)
            if mount != "/" and kind in PSEUDO:
                continue
            try:
                device, space = os.stat(mount).st_dev, os.statvfs(mount)
            except OSError:
                continue
            usable = space.f_blocks - space.f_bfree + space.f_bavail
            if usable > 0 and len(mount) < len(seen.get(device, ("x" * 5000,))[0]):
                seen[device] = (mount, (space.f_blocks - space.f_bfree) / usable)
    for mount, ratio in seen.values():
        yield {"disk": {"mount": mount, "used_ratio": round(ratio, 4)}}


def seconds_of(path):
    try:
        return os.stat(path).st_mtime
    except OSError:
        return None


def iso(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat(timespec="milliseconds")


def debian_updates():
    # Neither locks nor caches: somebody else may be at it, and nothing here may be written.
    quiet = ["-q", "-o", "Debug::NoLocking=true", "-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache="]
    plan = command("apt-get", "--simulate", *quiet, "dist-upgrade")
    stamp = seconds_of("/var/lib/apt/periodic/unattended-upgrades-stamp")
    found = {"reboot_required": os.path.exists("/run/reboot-required")}
    if plan is not None:
        wanted = [line for line in plan.splitlines() if line.startswith("Inst ")]
        found["pending"] = len(wanted)
        found["security_pending"] = sum(bool(re.search(r"-[Ss]ecurity", line)) for line in wanted)
    if stamp:
        found["last_success"] = iso(stamp)
    return found


def redhat_updates():
    def count(*more):
        listed = command("dnf", "--quiet", "--cacheonly", "updateinfo", "list", "--updates", *more)
        return None if listed is None else len({line.split()[-1] for line in listed.splitlines() if line.strip()})

    found = {"reboot_required": command("dnf", "--quiet", "--cacheonly", "needs-restarting", "-r") is None}
    for name, number in (("pending", count()), ("security_pending", count("--security"))):
        if number is not None:
            found[name] = number
    unit = command("systemctl", "show", "dnf-automatic.service", "-P", "Result", "-P", "InactiveEnterTimestamp", "--timestamp=unix")
    if unit and unit.startswith("success\n@"):
        found["last_success"] = iso(int(unit.split("@")[1]))
    return found


def updates(family):
    yield {"updates": debian_updates() if family == "debian" else redhat_updates()}


def clock():
    """What the kernel knows (adjtimex(2)), and chrony tells it: whether the clock is kept, and how far off it may be."""
    # The beginning of struct timex: modes, offset, frequency, then the largest and the estimated error in microseconds.
    state = (ctypes.c_long * 64)()
    # 5 is TIME_ERROR: nobody keeps it.
    kept = ctypes.CDLL(None).adjtimex(state) not in (-1, 5)
    yield {"clock": {"synchronized": kept, "offset_seconds": state[4] / 1e6}}


def queue(folder, limit):
    """How much waits to be sent, and how full the queue is by that: its own limit, or the disk's."""
    used = 0
    try:
        for entry in os.scandir(folder):
            if entry.name.endswith(".seg"):
                used += entry.stat().st_size
        space = os.statvfs(folder)
        limit = min(limit, used + space.f_bavail * space.f_frsize)
    except OSError:
        pass
    yield {"queue": {"bytes": used, "used_ratio": round(used / limit, 4) if limit else 1}}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    measures = [
        certificates(settings["certificates"]),
        disks(),
        updates(settings["family"]),
        clock(),
        queue(settings["queue"]["folder"], settings["queue"]["bytes"]),
    ]
    lines = []
    for measure in measures:
        for fields in measure:
            now = iso(time.time())
            event = {"@timestamp": now, "event": {"dataset": settings["dataset"], "kind": "metric"}, "portcullis": fields}
            lines.append(json.dumps(event, separators=(",", ":")))
    log = settings["log"]
    if os.path.exists(log) and os.path.getsize(log) > LOG_BYTES:
        os.replace(log, f"{log}.1")
    with open(log, "a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))


main()
