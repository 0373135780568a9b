# What runs, and what confines it.


def why_not_running(found):
    """What is wrong with a unit that has to be enabled and active; None where nothing is."""
    if found.get("LoadState") != "loaded":
        return f"it is {found.get('LoadState', 'not there')}"
    if found.get("UnitFileState") in ("disabled", "masked", "bad"):
        return f"{found['UnitFileState']}, {found.get('ActiveState')}"
    if found.get("ActiveState") not in ("active", "reloading", "activating"):
        # A container has its host's clock: the unit that keeps it is not started there by its own condition.
        skipped = found.get("ConditionResult") == "no" and found.get("ActiveState") == "inactive"
        if skipped and found.get("UnitFileState") == "enabled" and in_container():
            return None
        return f"{found.get('ActiveState')} ({found.get('SubState')}), last result {found.get('Result')}"
    return None


def not_running(expected, name):
    wanted = [one["unit"] for one in expected["units"] if one["check"] == name]
    for unit, found in units(wanted, "LoadState", "UnitFileState", "ActiveState", "SubState", "Result", "ConditionResult").items():
        reason = why_not_running(found)
        if reason:
            yield Wrong(reason, unit)


def running_check(name):
    @check(name)
    def running(expected):
        yield from not_running(expected, name)
        return f"running: {shown([one['unit'] for one in expected['units'] if one['check'] == name], 20) or 'none was brought'}"

    return running


running_check("services-running")
running_check("firewall-at-boot")


@check("services-failed")
def services_failed(_):
    for line in command("systemctl", "list-units", "--state=failed", "--all", "--plain", "--no-legend", "--no-pager").splitlines():
        if line.split():
            yield Wrong(" ".join(line.split()[4:]) or "failed", line.split()[0])
    return "none"


@check("services-sandbox")
def services_sandbox(expected):
    levels = []
    for unit, limit in expected["exposure"].items():
        if units([unit], "LoadState")[unit].get("LoadState") != "loaded":
            yield Wrong("the unit is not there", unit)
            continue
        said = command("systemd-analyze", "security", "--no-pager", unit, codes=None)
        level = re.search(r"Overall exposure level for .*: ([\d.]+)", said)
        if not level:
            yield Wrong("systemd-analyze gives no exposure level", unit, unsure=True)
        elif float(level[1]) > limit:
            yield Wrong(f"exposure level {level[1]}, may be {limit}", unit)
        else:
            levels.append((float(level[1]), unit))
    return f"{len(levels)} services; the most exposed: {shown(f'{unit} {level}' for level, unit in sorted(levels, reverse=True)[:3])}"


CRON = ("/etc/crontab", "/etc/cron.d/*", "/etc/cron.hourly/*", "/etc/cron.daily/*", "/etc/cron.weekly/*", "/etc/cron.monthly/*", "/var/spool/cron/crontabs/*", "/var/spool/cron/*")


def packaged(paths):
    """Those of the paths that belong to a package."""
    if not paths:
        return set()
    if shutil.which("dpkg-query"):
        found = set(re.findall(r": (/.*)$", command("dpkg-query", "--search", "--", *paths, codes=None), re.M))
        # A package may name a path by the link that its folder was before /usr was merged.
        missing = [path for path in paths if path not in found and path.startswith("/usr/")]
        if missing:
            former = set(re.findall(r": (/.*)$", command("dpkg-query", "--search", "--", *[path[4:] for path in missing], codes=None), re.M))
            found |= {path for path in missing if path[4:] in former}
        return found
    return {path for path in paths if subprocess.run(["rpm", "-qf", "--quiet", path], capture_output=True, check=False).returncode == 0}


def brought():
    """Paths that the applier put on this host."""
    found = set()
    for path in glob.glob("/var/lib/portcullis/bundles/*/current/owned"):
        found |= set(read(path).splitlines())
    return found


@check("services-jobs")
def services_jobs(_):
    jobs = [path for pattern in CRON for path in glob.glob(pattern) if os.path.isfile(path) and os.path.basename(path) != ".placeholder"]
    timers = [path for path in glob.glob("/etc/systemd/system/*.timer") if os.path.isfile(path) and not os.path.islink(path)]
    known = packaged(jobs + timers) | brought()
    foreign = [path for path in jobs + timers if path not in known and os.stat(path).st_size > 0]
    for path in foreign:
        yield Wrong("neither from a package nor brought by Portcullis", path)
    return f"{len(jobs)} jobs of cron, {len(timers)} timers of this host's own"


@check("intrusion-running")
def intrusion_running(expected):
    stopped = list(not_running(expected, "intrusion-running"))
    yield from stopped
    if not stopped and expected["jails"]:
        listed = command("fail2ban-client", "status")
        jails = re.split(r",\s*", (re.search(r"Jail list:\s*(.*)", listed) or ["", ""])[1])
        for jail in expected["jails"]:
            if jail not in jails:
                yield Wrong("the jail does not run", jail)
    return f"jails: {shown(expected['jails']) or 'none asked for'}"


def clock_kept():
    """Whether the kernel says that its clock is kept, and by how much it may be off in seconds (adjtimex(2))."""
    state = (ctypes.c_long * 64)()
    answer = ctypes.CDLL(None, use_errno=True).adjtimex(state)
    # 5 is TIME_ERROR: nobody keeps it. The fourth word is the largest error in microseconds. -1: it does not say.
    return None if answer == -1 else answer != 5, state[3] / 1e6


@check("time-synchronised")
def time_synchronised(expected):
    stopped = list(not_running(expected, "time-synchronised"))
    yield from stopped
    kept, error = clock_kept()
    if not kept and not stopped:
        if in_container():
            yield Wrong("in a container: the clock is for its host to keep", "the container's host", unsure=True)
        elif kept is None:
            raise Unknown("the kernel does not say whether its clock is kept")
        else:
            yield Wrong("the kernel says that nobody keeps its clock")
    return f"kept, off by {error:.3f} s at most"
