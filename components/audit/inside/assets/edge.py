# The web server: its configuration is put together here, as the server itself would do. To let the server print it would
# have it open, and maybe make, its logs.

ROOTS = {"nginx": "/etc/nginx/nginx.conf", "apache": "/etc/apache2/apache2.conf"}
INCLUDES = {
    "nginx": re.compile(r"^\s*include\s+([^;]+);"),
    "apache": re.compile(r"^\s*Include(?:Optional)?\s+(\S+)", re.I),
}


def lines_of(server, path, seen):
    """(file, line) of a configuration, included files in their place; comments left out."""
    if path in seen:
        return
    seen.append(path)
    for line in read(path).splitlines():
        if line.lstrip().startswith("#"):
            continue
        include = INCLUDES[server].match(line)
        if not include:
            yield path, line
            continue
        pattern = os.path.join(os.path.dirname(ROOTS[server]), include[1].strip("\"' "))
        for name in sorted(glob.glob(pattern)):
            if os.path.isfile(name):
                yield from lines_of(server, name, seen)


def occurrences(server, lines, name):
    """(file, value) of each time that a directive is said."""
    ending = r"\s*;" if server == "nginx" else r"\s*$"
    pattern = re.compile(rf"(?:^|[;{{])\s*{re.escape(name)}\s+(.*?){ending}", 0 if server == "nginx" else re.I)
    for path, line in lines:
        for match in pattern.finditer(line):
            yield path, " ".join(match[1].split())


def other_directives(expected, names):
    server = expected["edge"]["server"]
    lines = list(lines_of(server, ROOTS[server], []))
    for name, wanted in expected["edge"]["directives"].items():
        if not names(name):
            continue
        found = list(occurrences(server, lines, name))
        if not found:
            yield Wrong(f"not said, ought to be {wanted}", name)
        for path, value in found:
            if value != " ".join(wanted.split()):
                yield Wrong(f"{value}, not {wanted} ({path})", name)


def is_about_software(name):
    return name in ("server_tokens", "ServerTokens")


@check("edge-tls")
def edge_tls(expected):
    yield from other_directives(expected, lambda name: not is_about_software(name))
    return shown(f"{name} {value[:60]}" for name, value in expected["edge"]["directives"].items() if not is_about_software(name))


@check("edge-software")
def edge_software(expected):
    yield from other_directives(expected, is_about_software)
    return shown(f"{name} {value}" for name, value in expected["edge"]["directives"].items() if is_about_software(name))


def started_at(pid):
    """When a process began, in seconds since 1970."""
    ticks = int(read(f"/proc/{pid}/stat").rsplit(")", 1)[1].split()[19])
    booted = next(int(line.split()[1]) for line in read("/proc/stat").splitlines() if line.startswith("btime "))
    return booted + ticks / os.sysconf("SC_CLK_TCK")


def children(pid):
    for status in glob.iglob("/proc/[0-9]*/stat"):
        try:
            if int(read(status).rsplit(")", 1)[1].split()[1]) == pid:
                yield int(status.split("/")[2])
        except (OSError, ValueError):
            continue


@check("edge-current")
def edge_current(expected):
    unit = expected["edge"]["unit"]
    main = int(units([unit], "MainPID")[unit].get("MainPID", "0"))
    if main == 0:
        raise Unknown(f"{unit} does not run")
    begun = max((started_at(pid) for pid in children(main)), default=started_at(main))
    files = []
    for _ in lines_of(expected["edge"]["server"], ROOTS[expected["edge"]["server"]], files):
        pass
    files += [one["chain"] for one in expected.get("certificates", [])]
    # A second and a bit: the kernel tells the time of the boot in whole seconds.
    for path in files:
        changed = os.stat(path).st_mtime
        if changed > begun + 2:
            yield Wrong(f"changed {changed - begun:.0f} s after the newest process of {unit} began: not reloaded since", path)
    return f"{len(files)} files, none newer than the processes that run with them"
