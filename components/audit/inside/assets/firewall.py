# The packet filter: what is in force is compared with what the managed files load, in a network namespace of their own
# that ends with the command. So both are in the same words, whichever version of the tools is installed.


def alone(*argv, stdin):
    return command("unshare", "--net", *argv, stdin=stdin)


def nft_lines(text):
    """Lines of a listing, without counts."""
    return [re.sub(r"counter packets \d+ bytes \d+", "counter", line.strip()) for line in text.splitlines() if line.strip()]


def without_elements(lines):
    """A set of addresses that rules fill has other elements at any moment."""
    text = re.sub(r"elements = \{[^}]*\}\n?", "", "\n".join(lines))
    return text.splitlines()


def nft_listed(run):
    return without_elements(nft_lines(run))


def expected_nft(rules):
    script = "nft --file /dev/stdin && nft --stateless --numeric list table inet portcullis"
    return nft_listed(alone("sh", "-c", script, stdin=rules))


def nft_in_force():
    if "table inet portcullis" not in command("nft", "list", "tables").splitlines():
        return []
    return nft_listed(command("nft", "--stateless", "--numeric", "list", "table", "inet", "portcullis"))


def chains_of(saved):
    """Rules by chain, and policies, of what iptables-save prints for the table filter."""
    found, policies, table = {}, {}, None
    for line in saved.splitlines():
        if line.startswith("*"):
            table = line[1:]
        elif table == "filter" and line.startswith(":"):
            chain, policy = line[1:].split()[:2]
            found.setdefault(chain, [])
            policies[chain] = policy
        elif table == "filter" and line.startswith("-A "):
            found.setdefault(line.split()[1], []).append(line)
    return found, policies


def iptables(family, *more):
    return ("iptables" if family == 4 else "ip6tables") + "".join(more)


def expected_chains(rules, family):
    """What files of one family load, each into tables as the others left them."""
    restore = iptables(family, "-restore")
    # One restore takes several tables one after the other.
    return chains_of(alone("sh", "-c", f"{restore} --noflush && {iptables(family, '-save')}", stdin="\n".join(rules) + "\n"))[0]


def family_of(path):
    return 6 if re.search(r"6\.rules$|\.v6$", path) else 4


def first_difference(wanted, found):
    missing = [line for line in wanted if line not in found]
    added = [line for line in found if line not in wanted]
    if missing or added:
        return "; ".join(
            [*(f"missing: {line}" for line in missing[:3]), *(f"added: {line}" for line in added[:3])]
        )
    return "the same rules in another order"


def compare_nft(expected):
    for path, rules in expected["firewall"]["rules"].items():
        wanted, found = expected_nft(rules), nft_in_force()
        if not found:
            yield Wrong("table inet portcullis is not loaded: nothing is filtered", path)
        elif wanted != found:
            yield Wrong(first_difference(wanted, found), path)


def compare_iptables(expected):
    for family in (4, 6):
        rules = [text for path, text in expected["firewall"]["rules"].items() if family_of(path) == family]
        wanted = expected_chains(rules, family)
        if expected["firewall"]["backend"] == "ufw":
            # What ufw-init adds by itself: the ports that people open come behind all else.
            own = "ufw6" if family == 6 else "ufw"
            for way in ("input", "output", "forward"):
                wanted[f"{own}-before-{way}"].append(f"-A {own}-before-{way} -j {own}-user-{way}")
        found, _ = chains_of(command(iptables(family, "-save")))
        for chain, lines in wanted.items():
            if chain in ("INPUT", "FORWARD", "OUTPUT"):
                continue
            subject = f"IPv{family} {chain}"
            if chain not in found:
                yield Wrong("the chain is not loaded", subject)
            elif lines != found[chain]:
                yield Wrong(first_difference(lines, found[chain]), subject)


def built_in_chains(expected):
    """Packets get to our rules, and end there or by the policy."""
    backend = expected["firewall"]["backend"]
    for family in (4, 6):
        found, policies = chains_of(command(iptables(family, "-save")))
        for chain in ("INPUT", "FORWARD", "OUTPUT"):
            subject = f"IPv{family} {chain}"
            if backend == "ufw":
                jump = f"ufw{'6' if family == 6 else ''}-before-{chain.lower()}"
                if policies.get(chain) != "DROP":
                    yield Wrong(f"its policy is {policies.get(chain, 'not there')}, not DROP", subject)
            else:
                jump = f"PORTCULLIS-{chain}"
            if not any(line.split()[2:] == ["-j", jump] for line in found.get(chain, [])):
                yield Wrong(f"nothing leads to {jump}", subject)


@check("firewall-enforced")
def firewall_enforced(expected):
    backend = expected["firewall"]["backend"]
    if backend == "nftables":
        yield from compare_nft(expected)
        return "the rules of table inet portcullis are those that were brought, for IPv4 and IPv6"
    yield from compare_iptables(expected)
    yield from built_in_chains(expected)
    return f"the rules of {backend} are those that were brought, for IPv4 and IPv6"


# What another table's rule can do beside refusing: where it accepts, our rules are asked all the same.
DIVERTING = {"dnat", "snat", "redirect", "masquerade", "tproxy", "queue", "fwd", "dup", "notrack"}
DIVERTING_TARGETS = {"DNAT", "SNAT", "REDIRECT", "MASQUERADE", "TPROXY", "NFQUEUE", "TEE", "CT", "NETMAP"}


def diverts(rule):
    """Whether a rule sends packets elsewhere. Those of iptables' own extensions older versions of nft do not name."""
    for one in rule.get("expr", []):
        if DIVERTING & set(one):
            return True
        if "xt" in one and (one["xt"] or {}).get("name") in DIVERTING_TARGETS:
            return True
        if "xt" in one and not one["xt"] and rule["table"] != "filter":
            return True
    return False


def foreign_nft(listed):
    """Tables beside ours that send packets elsewhere; those of fail2ban refuse."""
    rules = [one["rule"] for one in json.loads(listed)["nftables"] if "rule" in one]
    return sorted({f"{rule['family']} {rule['table']}" for rule in rules if rule["table"] != "portcullis" and diverts(rule)})


def foreign_iptables(family, backend):
    """Rules ahead of our chains that let something in."""
    found, _ = chains_of(command(iptables(family, "-save")))
    for chain in ("INPUT", "FORWARD", "OUTPUT"):
        for line in found.get(chain, []):
            words = line.split()
            target = words[words.index("-j") + 1] if "-j" in words else ""
            if target.startswith(("PORTCULLIS-", "ufw-before-", "ufw6-before-")):
                break
            if target.startswith(("f2b-", "ufw-", "ufw6-")) or target in ("DROP", "REJECT", "LOG"):
                continue
            yield line
        if backend == "ufw":
            # Behind ufw's chains the policy decides.
            for line in found.get(chain, []):
                if line.endswith("-j ACCEPT"):
                    yield line


@check("firewall-foreign")
def firewall_foreign(expected):
    backend = expected["firewall"]["backend"]
    if backend == "nftables":
        for table in foreign_nft(command("nft", "--json", "list", "ruleset")):
            yield Wrong("its rules, which are not of the settings, send packets elsewhere", f"table {table}")
        return "no table but ours does more than refuse"
    for family in (4, 6):
        for line in sorted(set(foreign_iptables(family, backend))):
            yield Wrong(f"let through ahead of the settings' rules: {line}", f"IPv{family} {line.split()[1]}")
    return "nothing is let through ahead of the settings' rules"
