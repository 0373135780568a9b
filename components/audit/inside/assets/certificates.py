# Certificates of the edge, by openssl: the key itself is read by it alone.


def certificate_facts(path):
    """(begin, end, kind and bits of the key, public key) of a certificate."""
    text = command("openssl", "x509", "-in", path, "-noout", "-startdate", "-enddate", "-pubkey")
    dates = dict(re.findall(r"^(notBefore|notAfter)=(.*)$", text, re.M))
    public = re.search(r"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", text, re.S)
    if len(dates) != 2 or not public:
        raise Unknown(f"openssl says nothing of {path}")
    described = command("openssl", "pkey", "-pubin", "-noout", "-text", stdin=public[0])
    bits = re.search(r"Public-Key: \((\d+) bit", described)
    kind = "EC" if "ASN1 OID" in described or "NIST CURVE" in described else "RSA" if "Modulus" in described else "Ed"
    begin, end = (ssl.cert_time_to_seconds(dates[name]) for name in ("notBefore", "notAfter"))
    return begin, end, kind, int(bits[1]) if bits else 0, public[0]


def each_certificate(expected):
    """Each certificate with its facts; one that cannot be read is wrong, and said so by one check alone."""
    for one in expected["certificates"]:
        try:
            yield one, certificate_facts(one["chain"])
        except Unknown:
            yield one, None


@check("certificate-lifetime")
def certificate_lifetime(expected):
    left = []
    for one, facts in each_certificate(expected):
        if facts is None:
            yield Wrong(f"{one['chain']} is missing or no certificate", one["name"])
            continue
        begin, end = facts[:2]
        days = (end - time.time()) / DAY
        left.append(f"{one['name']}: {days:.0f} days")
        if days < 0:
            yield Wrong(f"expired {-days:.1f} days ago", one["name"])
        elif days * 5 < (end - begin) / DAY:
            yield Wrong(f"{days:.1f} of {(end - begin) / DAY:.0f} days left: it ought to have been renewed", one["name"])
    return shown(left)


@check("certificate-key")
def certificate_key(expected):
    kinds = []
    for one, facts in each_certificate(expected):
        if facts is None:
            yield Wrong(f"{one['chain']} is missing or no certificate", one["name"], unsure=True)
            continue
        _, _, kind, bits, public = facts
        kinds.append(f"{one['name']}: {kind} {bits}")
        if kind == "RSA" and bits < 2048 or kind == "EC" and bits < 256:
            yield Wrong(f"{kind} key of {bits} bits", one["name"])
        elif command("openssl", "pkey", "-in", one["key"], "-pubout").strip() != public.strip():
            yield Wrong(f"{one['key']} is another certificate's key", one["name"])
    return shown(kinds)


@check("certificate-key-age")
def certificate_key_age(expected):
    ages = []
    for one in expected["certificates"]:
        days = (time.time() - os.stat(one["key"]).st_mtime) / DAY
        ages.append(f"{one['name']}: {days:.0f} days")
        if days > 731:
            yield Wrong(f"{days:.0f} days old", one["name"])
    return shown(ages)


running_check("certificate-renewal")
