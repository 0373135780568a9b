# Updates: whether they install themselves, did so lately, and left nothing behind.

APT_STAMP = "/var/lib/apt/periodic/unattended-upgrades-stamp"
APT_SETTINGS = "/etc/apt/apt.conf.d/90portcullis-updates"


def changed_at(path):
    try:
        return os.stat(path).st_mtime
    except OSError:
        return None


def apt_settings():
    return dict(re.findall(r'^(\S+) "(.*)";$', command("apt-config", "dump"), re.M))


def dnf_settings():
    found, section = {}, ""
    for line in read("/etc/dnf/automatic.conf").splitlines():
        head = re.match(r"\[(\w+)\]$", line.strip())
        section = head[1] if head else section
        name, separator, value = line.partition("=")
        if separator and not line.lstrip().startswith("#"):
            found[f"{section}.{name.strip()}"] = value.strip()
    return found


@check("updates-enabled")
def updates_enabled(expected):
    found = apt_settings() if expected["family"] == "debian" else dnf_settings()
    for name, wanted in expected["updates"]["settings"].items():
        if found.get(name) != wanted:
            yield Wrong(f"{found.get(name, 'not set')}, not {wanted}", name)
    yield from not_running(expected, "updates-enabled")
    return f"{shown(expected['updates']['timers'])} active, {len(expected['updates']['settings'])} settings in force"


def installed_at(family):
    """When the updates were set up: from then on there may be a run."""
    return changed_at(APT_SETTINGS if family == "debian" else "/etc/dnf/automatic.conf")


def last_success(family):
    if family == "debian":
        return changed_at(APT_STAMP)
    shown_unit = units(["dnf-automatic.service"], "Result", "InactiveEnterTimestamp")["dnf-automatic.service"]
    at = shown_unit.get("InactiveEnterTimestamp", "")
    return int(at[1:]) if shown_unit.get("Result") == "success" and at.startswith("@") else None


def hours_since(moment):
    return (time.time() - moment) / 3600


def behind(expected):
    """Hours since updates last succeeded, or could have begun to; whether they did."""
    at = last_success(expected["family"])
    begun = installed_at(expected["family"])
    if at is None and begun is None:
        raise Unknown("neither a run nor the updates' settings are there")
    return hours_since(max(at or 0, 0 if at else begun or 0)), at is not None


@check("updates-recent")
def updates_recent(expected):
    hours, ran = behind(expected)
    if hours > expected["updates"]["maximumHours"]:
        yield Wrong(f"{hours / 24:.1f} days ago" if ran else f"none in {hours / 24:.1f} days")
    return f"{hours:.0f} hours ago" if ran else f"none yet, {hours:.0f} hours after the updates were set up"


def pending(family):
    """Names of security updates that wait. Neither locks nor caches: nothing here may be written."""
    if family == "debian":
        quiet = ["-q", "-o", "Debug::NoLocking=true", "-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache="]
        plan = command("apt-get", "--simulate", *quiet, "dist-upgrade", limit=60)
        return sorted(line.split()[1] for line in plan.splitlines() if re.match(r"Inst .*-[Ss]ecurity", line))
    listed = command("dnf", "--quiet", "--cacheonly", "updateinfo", "list", "--updates", "--security", limit=60)
    return sorted({line.split()[-1] for line in listed.splitlines() if line.strip()})


def lists_at(family):
    folder = "/var/lib/apt/lists/*_Packages*" if family == "debian" else "/var/cache/dnf/*/repodata/repomd.xml"
    return max((changed_at(path) or 0 for path in glob.glob(folder)), default=0)


@check("updates-pending")
def updates_pending(expected):
    family, most = expected["family"], expected["updates"]["maximumHours"]
    waiting = pending(family)
    hours, ran = behind(expected)
    if hours_since(lists_at(family)) > most:
        yield Wrong(f"the package lists are {hours_since(lists_at(family)) / 24:.0f} days old: what waits is not known", unsure=True)
    if waiting and hours > most:
        yield Wrong(f"{len(waiting)} for more than {hours / 24:.0f} days: {shown(waiting)}")
    elif waiting and ran and last_success(family) > lists_at(family) + 3600:
        yield Wrong(f"{len(waiting)} were left by the last run: {shown(waiting)}")
    return f"{len(waiting)} wait for the next run" if waiting else "none waits"


@check("updates-reboot")
def updates_reboot(expected):
    if expected["family"] == "debian":
        since = changed_at("/run/reboot-required")
        if since and hours_since(since) > expected["updates"]["maximumHours"]:
            yield Wrong(f"asked for {hours_since(since) / 24:.0f} days ago, for {shown(sorted(set(read('/run/reboot-required.pkgs').split()))) if os.path.exists('/run/reboot-required.pkgs') else 'a package'}")
        return "asked for, and not put off" if since else "none is needed"
    done = subprocess.run(["dnf", "--quiet", "--cacheonly", "needs-restarting", "-r"], capture_output=True, check=False)
    at = last_success("redhat")
    if done.returncode == 1 and at and hours_since(at) > expected["updates"]["maximumHours"]:
        yield Wrong(f"needed since the updates of {hours_since(at) / 24:.0f} days ago at least")
    return "needed, and not put off" if done.returncode == 1 else "none is needed"
