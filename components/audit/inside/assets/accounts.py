# Who may get in, and become root.

NO_SHELL = re.compile(r"/(nologin|false|sync|halt|shutdown)$")


def accounts():
    for line in read("/etc/passwd").splitlines():
        fields = line.split(":")
        if len(fields) == 7:
            yield {"name": fields[0], "uid": int(fields[2]), "home": fields[5], "shell": fields[6]}


def passwords():
    """The second field of /etc/shadow by account: never shown."""
    return {fields[0]: fields[1] for fields in (line.split(":") for line in read("/etc/shadow").splitlines()) if len(fields) > 1}


@check("accounts-root")
def accounts_root(_):
    for account in accounts():
        if account["uid"] == 0 and account["name"] != "root":
            yield Wrong("user id 0", account["name"])
    return "root alone has user id 0"


@check("accounts-empty-password")
def accounts_empty_password(_):
    for name, field in passwords().items():
        if field == "":
            yield Wrong("the password is empty", name)
    return f"none of {len(passwords())} accounts"


@check("accounts-passwords")
def accounts_passwords(_):
    for name, field in passwords().items():
        # What is locked begins with ! or *; a hash that is locked can be no password.
        if field and field[0] not in "!*":
            yield Wrong("a password is set", name)
    return f"all {len(passwords())} accounts are without a password"


@check("accounts-logins")
def accounts_logins(expected):
    allowed = {"root", *expected["accounts"]["logins"]}
    people = [account for account in accounts() if not NO_SHELL.search(account["shell"])]
    for account in people:
        # One that root runs services as has a shell now and then, but neither password nor key.
        if account["name"] not in allowed and can_log_in(account):
            yield Wrong(f"has the shell {account['shell'] or '/bin/sh'} (user id {account['uid']})", account["name"])
    return f"{shown(sorted(allowed))} and nobody else"


def can_log_in(account):
    field = passwords().get(account["name"], "*")
    return account["uid"] >= 1000 or account["uid"] == 0 or (field and field[0] not in "!*") or any(True for _ in keys_of(account))


def keys_of(account):
    """(file, key) of each key that may log in to an account; options in front and comments behind are not part of it."""
    for name in ("authorized_keys", "authorized_keys2"):
        path = os.path.join(account["home"], ".ssh", name)
        if os.path.isfile(path):
            for line in read(path).splitlines():
                match = re.search(r"(?:^|\s)((?:ssh|ecdsa|sk)-[\w@.-]+ [A-Za-z0-9+/=]+)", line.strip())
                if match and not line.lstrip().startswith("#"):
                    yield path, match[1]


def fingerprint(key):
    try:
        raw = base64.b64decode(key.split()[1])
    except ValueError:
        return "that is no key as it stands"
    return "SHA256:" + base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")


@check("accounts-keys")
def accounts_keys(expected):
    known = expected["accounts"]
    count = 0
    for account in accounts():
        for path, key in keys_of(account):
            count += 1
            # An image for clouds lets root's key say that somebody else logs in.
            if account["name"] == "root" and refused(path, key):
                continue
            if account["name"] not in known["logins"]:
                yield Wrong(f"{path}: {key.split()[0]} {fingerprint(key)}", account["name"])
            elif account["name"] == known["managing"] and "keys" in known and key not in known["keys"]:
                yield Wrong(f"{path}: {key.split()[0]} {fingerprint(key)} is not the key that the host is set up with", account["name"])
    return f"{count} keys, all of accounts that the settings know"


def refused(path, key):
    """Whether all lines of a key let it do nothing: cloud-init leaves such ones for root."""
    lines = [line for line in read(path).splitlines() if key in line]
    return all(re.search(r'no-port-forwarding.*command="echo .*exit 142"', line) for line in lines)


def sudo_files():
    yield "/etc/sudoers"
    for name in sorted(os.listdir("/etc/sudoers.d")) if os.path.isdir("/etc/sudoers.d") else []:
        if "." not in name and not name.endswith("~"):
            yield f"/etc/sudoers.d/{name}"


def sudo_rules(text):
    """(who, rest) of each user specification, continued lines joined."""
    for line in re.sub(r"\\\n", " ", text).splitlines():
        line = re.sub(r"(^|\s)#(?!\d).*", "", line).strip()
        if not line or re.match(r"(Defaults|@include|#include|\w+_Alias)", line) or "=" not in line:
            continue
        who, rest = re.split(r"\s+", line, maxsplit=1) if re.search(r"\s", line) else (line, "")
        yield who, rest


def members(group):
    try:
        return grp.getgrnam(group).gr_mem
    except KeyError:
        return []


@check("accounts-sudo")
def accounts_sudo(expected):
    managing = expected["accounts"]["managing"]
    for path in sudo_files():
        if not os.path.exists(path):
            continue
        for who, rest in sudo_rules(read(path)):
            group = who.startswith("%")
            people = [name for name in members(who[1:]) if name not in expected["accounts"]["logins"]] if group else [who]
            if group and "NOPASSWD" in rest:
                yield Wrong(f"{who} {rest}: everybody in the group, without a password", path)
            elif group:
                for name in people:
                    yield Wrong(f"{name} is in the group {who[1:]}, whose members become root", path)
            elif who not in ("root", managing):
                yield Wrong(f"{who} {rest}", path)
    return f"{managing} and root alone"
