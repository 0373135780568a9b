# What was brought to this host, by the notes that the applier keeps of it: only root writes them.

BUNDLES = "/var/lib/portcullis/bundles"


def noted(name):
    """Lines of one of the notes, of all bundles."""
    for folder in sorted(glob.glob(f"{BUNDLES}/*/current")):
        path = f"{folder}/{name}"
        if os.path.exists(path):
            yield from filter(None, read(path).splitlines())


def sum_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def difference(wanted, mode, owner, path):
    """What is other about a file than it was brought; None where nothing is."""
    try:
        status = os.lstat(path)
    except OSError:
        return "missing"
    if not stat.S_ISREG(status.st_mode):
        return "no file any more"
    changed = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(status.st_ctime))
    if sum_of(path) != wanted:
        return f"the content is another one, since {changed} at the latest"
    found = f"{stat.S_IMODE(status.st_mode):o} {owner_of(status)}"
    return None if found == f"{mode} {owner}" else f"{found}, not {mode} {owner}, since {changed} at the latest"


@check("drift-file")
def drift_file(_):
    lines = list(noted("manifest"))
    if not lines:
        raise Unknown(f"no notes of what was brought are in {BUNDLES}")
    for line in lines:
        wanted, mode, owner, path = line.split("\t")
        reason = difference(wanted, mode, owner, path)
        if reason:
            yield Wrong(reason, path)
    return f"{len(lines)} files as they were brought"


@check("drift-absent")
def drift_absent(_):
    paths = list(noted("absent.list"))
    for path in paths:
        if os.path.lexists(path):
            yield Wrong("is there again", path)
    return f"none of {len(paths)} is there"


@check("drift-package")
def drift_package(_):
    names = sorted(set(noted("packages.list")))
    if shutil.which("dpkg-query"):
        listed = command("dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n")
        installed = {line.split()[1] for line in listed.splitlines() if line.startswith("installed ")}
    else:
        installed = set(command("rpm", "--query", "--all", "--queryformat", "%{NAME}\n").split())
    for name in names:
        if name not in installed:
            yield Wrong("not installed", name)
    return f"{len(names)} packages are installed"
