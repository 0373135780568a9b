# The SSH server, by the settings that it would apply to the account that sets the host up.

ALGORITHMS = ("kexalgorithms", "ciphers", "macs", "hostkeyalgorithms", "casignaturealgorithms", "hostbasedacceptedalgorithms", "pubkeyacceptedalgorithms", "requiredrsasize")
LOGINS = ("passwordauthentication", "kbdinteractiveauthentication", "permitemptypasswords", "authenticationmethods", "pubkeyauthentication")
SAME = {"prohibit-password": "without-password"}


def parse_sshd(text):
    found = {}
    for line in text.splitlines():
        keyword, _, value = line.partition(" ")
        found.setdefault(keyword.lower(), []).append(value.strip())
    return found


def effective(user, address="127.0.0.1"):
    return parse_sshd(command("sshd", "-T", "-C", f"user={user},host=localhost,addr={address}"))


def plain(value):
    return SAME.get(value.lower(), value.lower())


def differing(expected, keywords):
    """Settings that are other than expected for the account, or for root."""
    ssh = expected["ssh"]
    wanted = {keyword: values for keyword, values in ssh["settings"].items() if keywords(keyword)}
    for user in dict.fromkeys((ssh["user"], "root")):
        found = effective(user)
        for keyword, values in wanted.items():
            if keyword not in found:
                yield Wrong("sshd does not print it", keyword, unsure=True)
            elif [plain(value) for value in found[keyword]] != [plain(value) for value in values]:
                yield Wrong(f"{shown(found[keyword], 3)}, not {shown(values, 3)} (for {user})", keyword)
                wanted = {name: value for name, value in wanted.items() if name != keyword}


@check("ssh-password-login")
def ssh_password_login(expected):
    yield from differing(expected, lambda keyword: keyword in LOGINS)
    return shown(f"{keyword} {' '.join(values)}" for keyword, values in expected["ssh"]["settings"].items() if keyword in LOGINS)


@check("ssh-root-login")
def ssh_root_login(expected):
    yield from differing(expected, lambda keyword: keyword == "permitrootlogin")
    return f"PermitRootLogin {' '.join(expected['ssh']['settings'].get('permitrootlogin', ['as expected']))}"


@check("ssh-algorithms")
def ssh_algorithms(expected):
    yield from differing(expected, lambda keyword: keyword in ALGORITHMS)
    return "key exchange, ciphers, MACs and signatures are those of the hardening policy"


@check("ssh-settings")
def ssh_settings(expected):
    others = [keyword for keyword in expected["ssh"]["settings"] if keyword not in (*ALGORITHMS, *LOGINS, "permitrootlogin")]
    yield from differing(expected, lambda keyword: keyword in others)
    return f"{len(others)} settings in force"
