# The API gateway's configuration: who gets where, as its files have it.

# Tyk's sample configurations and its documentation.
KNOWN_SECRETS = {"352d20ee67be67f6340b4c0605b044b7", "12345", "foo", "secret", "changeme", "placeholder"}


@check("gateway-admin")
def gateway_admin(expected):
    ports = expected["gateway"]["controlPorts"]
    for protocol, address, port, _ in listeners():
        if protocol == "tcp" and port in ports and not is_loopback(address):
            yield Wrong(f"listens on {address}", f"{port}/tcp")
    return f"nothing listens on {shown(ports)} beyond loopback"


@check("gateway-secret")
def gateway_secret(expected):
    path = expected["gateway"].get("secretFile")
    if path is None:
        return "the gateway's control interface is off"
    configuration = json.loads(read(path))
    for name in ("secret", "node_secret"):
        value = configuration.get(name, "")
        if value.lower() in KNOWN_SECRETS:
            yield Wrong("is a well-known one", f"{path} {name}")
        elif len(value) < 32:
            yield Wrong(f"has {len(value)} characters, and ought to have 32 at least", f"{path} {name}")
    return "a secret of its own"


def digest(value):
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def tyk_access(definition):
    """What of a definition decides who gets where; expectations/gateway.ts works out the same."""
    extended = definition.get("version_data", {}).get("versions", {}).get("Default", {}).get("extended_paths", {})
    return [
        definition.get("internal", False),
        definition.get("use_keyless", False),
        definition.get("enable_jwt", False),
        definition.get("use_standard_auth", False),
        definition.get("domain", ""),
        definition.get("proxy", {}).get("listen_path", ""),
        extended.get("url_rewrites", []),
        extended.get("white_list", []),
    ]


def tyk_routes(folder):
    """(name, what decides, what is open about it) of each definition."""
    for path in sorted(glob.glob(f"{folder}/*.json")):
        definition = json.loads(read(path))
        decides = tyk_access(definition)
        is_open = decides[1] and not decides[0]
        listens = f"clients reach it under {decides[5]}" if not decides[0] else "clients do not reach it by themselves"
        yield definition.get("api_id", path), decides, f"{listens}, {'no credential is asked for' if decides[1] else 'a credential is asked for'}", is_open


def yaml_value(text):
    if text.startswith('"'):
        return json.loads(text)
    if text in ("[]", "{}"):
        return json.loads(text)
    if text in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[text]
    return int(text) if re.fullmatch(r"-?\d+", text) else text


def yaml_block(lines, at, depth):
    """A mapping or list of the part of YAML that kong.yml is written in, and where it ends."""
    def deeper():
        # What a line without a value holds is on the lines below it; a list may begin in its key's own column.
        nonlocal at
        if at < len(lines) and (lines[at][0] > depth or lines[at][0] == depth and lines[at][1].startswith("- ") and not is_list):
            value, at = yaml_block(lines, at, lines[at][0])
            return value
        return None

    is_list = lines[at][1].startswith("- ") or lines[at][1] == "-"
    found = [] if is_list else {}
    while at < len(lines) and lines[at][0] == depth and (lines[at][1].startswith("-") == is_list):
        text = lines[at][1]
        if is_list:
            inner = text[1:].lstrip()
            if re.match(r'("(?:[^"\\]|\\.)*"|[\w.-]+):(\s|$)', inner):
                lines[at] = (depth + len(text) - len(inner), inner)
                value, at = yaml_block(lines, at, lines[at][0])
            else:
                at += 1
                value = yaml_value(inner)
            found.append(value)
            continue
        key, rest = re.match(r'("(?:[^"\\]|\\.)*"|[^:]+):\s*(.*)', text).groups()
        at += 1
        found[yaml_value(key)] = yaml_value(rest) if rest else deeper()
    return found, at


def parse_kong(text):
    if text.lstrip().startswith("{"):
        return json.loads(text)
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return yaml_block(lines, 0, 0)[0] if lines else {}


ASKING = {"jwt", "key-auth", "portcullis-bearer", "portcullis-token", "request-termination", "basic-auth", "oauth2"}


def kong_routes(path):
    configuration = parse_kong(read(path))
    routes = [route for service in configuration.get("services") or [] for route in service.get("routes") or []]
    for route in routes + (configuration.get("routes") or []):
        plugins = [one["name"] for one in route.get("plugins") or [] if one.get("enabled", True)]
        decides = [route.get("methods") or [], route.get("paths") or [], route.get("hosts") or [], plugins]
        is_open = not ASKING & set(plugins)
        yield route["name"], decides, f"plugins: {shown(plugins) or 'none'}", is_open


@check("gateway-access")
def gateway_access(expected):
    gateway = expected["gateway"]
    wanted = dict(gateway["access"])
    for name, decides, evidence, is_open in (tyk_routes if gateway["engine"] == "tyk" else kong_routes)(gateway["routes"]):
        known = wanted.pop(name, None)
        if known is None:
            yield Wrong(f"is not of the settings; {evidence}", name)
        elif known != digest(decides):
            yield Wrong(f"is not as the settings have it; {evidence}{': anybody may call' if is_open else ''}", name)
    for name in wanted:
        yield Wrong("is of the settings, and missing on the host", name)
    return f"{len(gateway['access'])} routes as the settings have them"
