# The journal, and logs on their way from this host.


def last_values(text):
    """The value of each setting that counts: the last one; `#` begins a comment."""
    return dict(re.findall(r"^([A-Za-z]+)=(.*)$", text, re.M))


@check("logs-journal")
def logs_journal(expected):
    found = last_values(command("systemd-analyze", "cat-config", "--no-pager", "systemd/journald.conf"))
    for name, wanted in expected["journal"].items():
        if found.get(name) != wanted:
            yield Wrong(f"{found.get(name, 'not set')}, not {wanted}", name)
    if expected["journal"].get("Storage") == "persistent" and not glob.glob("/var/log/journal/*/*.journal"):
        yield Wrong("nothing is kept in it", "/var/log/journal")
    state = units(["systemd-journald.service"], "ActiveState")["systemd-journald.service"]
    if state.get("ActiveState") != "active":
        yield Wrong(state.get("ActiveState", "not there"), "systemd-journald.service")
    return f"{len(expected['journal'])} settings in force"


running_check("log-shipper-running")


@check("log-shipper-queue")
def log_shipper_queue(expected):
    folder, limit = expected["shipper"]["queue"], expected["shipper"]["bytes"]
    if not os.path.isdir(folder):
        yield Wrong(f"{folder} is not there: the shipper has never run", unsure=True)
        return None
    used = sum(entry.stat().st_size for entry in os.scandir(folder) if entry.name.endswith(".seg"))
    space = os.statvfs(folder)
    room = min(limit, used + space.f_bavail * space.f_frsize)
    if used * 2 > room:
        yield Wrong(f"{used / 1e6:.0f} of {room / 1e6:.0f} MB")
    return f"{used / 1e6:.1f} of {room / 1e6:.0f} MB"
