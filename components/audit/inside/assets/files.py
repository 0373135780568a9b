# Files that others must not read or write.

# Private keys and what else is secret, wherever it came from. A folder that keeps others out keeps its files from them.
SECRET_PATTERNS = (
    "/etc/shadow", "/etc/gshadow", "/etc/shadow-", "/etc/gshadow-",
    "/etc/ssh/ssh_host_*_key", "/etc/ssl/private/*",
    "/etc/letsencrypt/archive/*/privkey*.pem", "/etc/letsencrypt/accounts/**/private_key.json",
    "/etc/portcullis/**/*key*.pem", "/etc/portcullis/**/*.key", "/etc/portcullis/tls/.*/*key*.pem",
    "/etc/credstore/*", "/etc/credstore.encrypted/*", "/var/lib/systemd/credential.secret",
    "/home/*/.ssh/id_*", "/root/.ssh/id_*",
    "/var/lib/portcullis-acme/**/*.key", "/var/lib/portcullis/bundles/**/files/*",
)
WRITABLE_FOLDERS = ("/etc", "/usr/local")
PROGRAM_FOLDERS = ("/usr", "/opt", "/var", "/home", "/root", "/etc", "/srv", "/tmp", "/bin", "/sbin")


def mode_of(status):
    return f"{stat.S_IMODE(status.st_mode):04o}"


def owner_of(status):
    try:
        user = pwd.getpwuid(status.st_uid).pw_name
    except KeyError:
        user = str(status.st_uid)
    try:
        return f"{user}:{grp.getgrgid(status.st_gid).gr_name}"
    except KeyError:
        return f"{user}:{status.st_gid}"


def shut_in(path):
    """Whether a folder above keeps everybody else away from the path."""
    folder = os.path.dirname(path)
    while folder != "/":
        if not os.stat(folder).st_mode & stat.S_IXOTH:
            return True
        folder = os.path.dirname(folder)
    return False


def private_keys():
    for pattern in SECRET_PATTERNS:
        for path in glob.glob(pattern, recursive=True):
            if not path.endswith(".pub") and os.path.isfile(path):
                yield path
    # glob passes over folders that begin with a dot, where certificates of the edge are.
    for path in glob.glob("/etc/portcullis/tls/.*/*"):
        if "key" in os.path.basename(path) and os.path.isfile(path):
            yield path


@check("files-secrets")
def files_secrets(expected):
    wanted = {one["path"]: one for one in expected["secrets"]}
    for path, one in wanted.items():
        try:
            status = os.stat(path)
        except FileNotFoundError:
            # Whether it is there is for the comparison with what was brought.
            continue
        mode, owner = mode_of(status), owner_of(status)
        if int(mode, 8) & ~int(one["mode"], 8):
            yield Wrong(f"mode {mode}, not {one['mode']}", path)
        elif owner.split(":")[0] != one["owner"].split(":")[0]:
            yield Wrong(f"belongs to {owner}, not {one['owner']}", path)
    others = sorted(set(private_keys()) - set(wanted))
    for path in others:
        status = os.stat(path)
        # A world-writable one is told of as well as a readable one: 0o006.
        if status.st_mode & 0o006 and not shut_in(path):
            yield Wrong(f"mode {mode_of(status)}, {owner_of(status)}", path)
        elif status.st_mode & 0o007 and path.startswith(("/etc/ssh/", "/etc/portcullis/", "/etc/letsencrypt/")):
            yield Wrong(f"mode {mode_of(status)}, {owner_of(status)}", path)
    return f"{len(wanted)} secret files, {len(others)} private keys"


# A disk full of small files is not gone through for ever.
WALK_SECONDS = 60


def walk(folders, into=lambda status: True):
    """All files below folders, on their own file systems, links not followed, and only into folders that `into` lets in."""
    stack = [folder for folder in folders if os.path.isdir(folder) and not os.path.islink(folder)]
    devices = {os.stat(folder).st_dev for folder in stack}
    deadline = time.monotonic() + WALK_SECONDS
    while stack:
        if time.monotonic() > deadline:
            raise Unknown(f"there are more files than can be looked at in {WALK_SECONDS} s")
        try:
            with os.scandir(stack.pop()) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(status.st_mode) and status.st_dev in devices and into(status):
                        stack.append(entry.path)
                    yield entry.path, status
        except OSError:
            continue


@check("files-world-writable")
def files_world_writable(_):
    count = 0
    for path, status in walk(WRITABLE_FOLDERS):
        count += 1
        if stat.S_ISLNK(status.st_mode) or not status.st_mode & stat.S_IWOTH:
            continue
        if stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_ISVTX:
            continue
        yield Wrong(f"mode {mode_of(status)}, {owner_of(status)}", path)
    return f"none of {count}"


@check("files-setuid")
def files_setuid(_):
    found = {}
    # What lies in a folder that only its owner enters, such as the layers of containers, nobody else can run.
    for path, status in walk(PROGRAM_FOLDERS, lambda status: status.st_mode & 0o011):
        if stat.S_ISREG(status.st_mode) and status.st_mode & 0o6000 and status.st_mode & 0o111:
            found[path] = status
    known = packaged(sorted(found))
    for path in sorted(set(found) - known):
        yield Wrong(f"mode {mode_of(found[path])}, {owner_of(found[path])}: belongs to no package", path)
    return f"all {len(found)} come from packages"
