# What listens on this host, from /proc/net: no tool is needed for it.

LISTEN, UNCONNECTED = "0A", "07"
# Clients of DHCP and DHCPv6 have ports of their own, which the firewall opens to servers alone.
CLIENT_PORTS = {"68/udp", "546/udp"}


def socket_address(text):
    """Address and port of /proc/net/{tcp,udp}{,6}: words of 32 bits in the processor's order, in hexadecimal."""
    address, port = text.split(":")
    words = [bytes.fromhex(address[at : at + 8]) for at in range(0, len(address), 8)]
    packed = b"".join(word[::-1] if sys.byteorder == "little" else word for word in words)
    return ipaddress.ip_address(packed), int(port, 16)


def listeners(folder="/proc/net"):
    """(protocol, address, port, inode) of each socket that anybody may send to."""
    for protocol, state in (("tcp", LISTEN), ("udp", UNCONNECTED)):
        for suffix in ("", "6"):
            try:
                lines = read(f"{folder}/{protocol}{suffix}").splitlines()[1:]
            except FileNotFoundError:
                continue
            for line in lines:
                fields = line.split()
                if fields[3] == state:
                    address, port = socket_address(fields[1])
                    yield protocol, address, port, fields[9]


def owners():
    """Names of programs by the inode of each socket that they hold."""
    found = {}
    for link in glob.iglob("/proc/[0-9]*/fd/*"):
        try:
            target = os.readlink(link)
            if target.startswith("socket:["):
                found.setdefault(target[8:-1], read(f"/proc/{link.split('/')[2]}/comm").strip())
        except OSError:
            continue
    return found


def is_loopback(address):
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def is_control(expected, port):
    """Ports of the gateway's control interface, which have a check of their own."""
    return port in expected.get("gateway", {}).get("controlPorts", [])


def unexpected_listeners(expected):
    allowed = set(expected["listening"]) | CLIENT_PORTS
    for protocol, address, port, inode in listeners():
        if not is_loopback(address) and f"{port}/{protocol}" not in allowed and not is_control(expected, port):
            yield protocol, str(address), port, inode


@check("listening-declared")
def listening_declared(expected):
    found = set(unexpected_listeners(expected))
    if any(protocol == "udp" for protocol, *_ in found):
        # A question that waits for its answer looks like a server for a moment.
        time.sleep(1)
        found &= set(unexpected_listeners(expected))
    names = owners() if found else {}
    for subject in sorted({f"{port}/{protocol}" for protocol, _, port, _ in found}):
        mine = [one for one in found if f"{one[2]}/{one[0]}" == subject]
        who = sorted({names.get(inode, "a program that is not known") for *_, inode in mine})
        yield Wrong(f"{shown(who)} listens on {shown(sorted({address for _, address, *_ in mine}))}", subject)
    open_now = sorted({f"{port}/{protocol}" for protocol, address, port, _ in listeners() if not is_loopback(address)})
    return f"beyond loopback: {shown(open_now, 20) or 'nothing'}"
