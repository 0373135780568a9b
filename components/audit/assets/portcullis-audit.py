#!/usr/bin/python3 -I
"""Has this host look at itself, and tells what is not as it should be: portcullis-audit SETTINGS.

SETTINGS is a JSON file: dataset, log, inside (the script that looks), expectations (what it reads), state (what the last
audit came to), checks ({id: {title, severity}}). Events are lines of JSON in the log, and lines for people go to the
journal. The status is 0 wherever the host could be audited, whatever was found.
"""
import datetime
import json
import os
import subprocess
import sys
import time

LOG_BYTES = 2_000_000
LIMIT_SECONDS = 900
EVIDENCE = 1000
WORST = {"pass": 0, "unknown": 1, "fail": 2}
SEVERITIES = ("critical", "high", "medium", "low", "info")


def look(settings):
    """What the host found of itself: {score, results: [{check, subject, status, evidence}]}."""
    command = ["/usr/bin/python3", "-I", "-B", settings["inside"], settings["expectations"]]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise RuntimeError(f"{settings['inside']} ended with {done.returncode}: {last[0]}")
    return json.loads(done.stdout)


def last_audit(file):
    try:
        with open(file, encoding="utf-8") as state:
            return json.load(state)
    except (OSError, ValueError):
        return None


def remember(file, score, failing):
    part = f"{file}.part"
    with open(part, "w", encoding="utf-8") as state:
        json.dump({"score": score, "failing": failing}, state)
    os.replace(part, file)


def trend(score, alarming, last):
    """How this audit compares with the one before."""
    if last is None:
        return "first"
    if score < last["score"] or alarming:
        return "worse"
    return "better" if score > last["score"] else "same"


def summary(found, checks, last):
    """What an audit came to, and the checks that are not as they should be."""
    worst = {}
    for result in found["results"]:
        check, status = result["check"], result["status"]
        worst[check] = max(worst.get(check, "pass"), status, key=WORST.get)
    failing = sorted(check for check, status in worst.items() if status != "pass")
    new = [] if last is None else [check for check in failing if check not in last["failing"]]
    alarming = any(checks[check]["severity"] in ("critical", "high") for check in new)
    statuses = list(worst.values())
    fields = {
        "score": found["score"],
        "trend": trend(found["score"], alarming, last),
        "passed": statuses.count("pass"),
        "failed": statuses.count("fail"),
        "unknown": statuses.count("unknown"),
        "failed_checks": failing,
        "new_failures": new,
    }
    if last is not None:
        fields["score_change"] = found["score"] - last["score"]
    for severity in SEVERITIES:
        fields[severity] = sum(checks[check]["severity"] == severity for check in failing)
    return fields, failing


def told(fields, seconds):
    """The summary as one line for people."""
    change = fields.get("score_change")
    score = f"score {fields['score']}" + ("" if change is None else f" ({change:+d})")
    counts = f"{fields['passed']} checks passed, {fields['failed']} failed, {fields['unknown']} unknown"
    new = f"; new: {', '.join(fields['new_failures'])}" if fields["new_failures"] else ""
    return f"{score}, {counts}, in {seconds:.1f} s{new}"


def event(settings, message, kind, action, outcome, fields, more=None):
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
    return {
        "@timestamp": now,
        "message": message,
        "event": {"dataset": settings["dataset"], "kind": kind, "action": action, "outcome": outcome, **(more or {})},
        "portcullis": {"audit": fields},
    }


def audit(settings):
    """The events of one audit, the summary first."""
    begin = time.monotonic()
    found = look(settings)
    checks, last = settings["checks"], last_audit(settings["state"])
    fields, failing = summary(found, checks, last)
    seconds = time.monotonic() - begin
    more = {"duration": int(seconds * 1e9)}
    events = [event(settings, told(fields, seconds), "metric", "audit", "success", fields, more)]
    for result in found["results"]:
        if result["status"] == "pass":
            continue
        check = checks[result["check"]]
        about = {"severity": check["severity"], **({"subject": result["subject"]} if result.get("subject") else {})}
        outcome = "failure" if result["status"] == "fail" else "unknown"
        one = event(settings, result["evidence"][:EVIDENCE], "state", "audit_check", outcome, about)
        events.append({**one, "rule": {"id": result["check"], "name": check["title"]}})
    remember(settings["state"], fields["score"], failing)
    return events


def write(log, events):
    if os.path.exists(log) and os.path.getsize(log) > LOG_BYTES:
        os.replace(log, f"{log}.1")
    # Its group reads it, whatever the mask says.
    with open(log, "a", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o640)) as file:
        os.fchmod(file.fileno(), 0o640)
        file.write("".join(json.dumps(one, separators=(",", ":")) + "\n" for one in events))


def line(one):
    """An event as a line for people."""
    if "rule" not in one:
        return one["message"]
    about = one["portcullis"]["audit"]
    subject = f" {about['subject']}" if "subject" in about else ""
    return f"{one['event']['outcome']} ({about['severity']}) {one['rule']['id']}{subject}: {one['message']}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    try:
        events, status = audit(settings), 0
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, subprocess.SubprocessError) as problem:
        message = f"the host could not be audited: {type(problem).__name__}: {problem}"[:EVIDENCE]
        events, status = [event(settings, message, "metric", "audit", "failure", {"trend": "unknown"})], 1
    write(settings["log"], events)
    print("\n".join(line(one) for one in events), flush=True)
    return status


sys.exit(main())
