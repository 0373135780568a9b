def kernel_setting(name, root="/proc/sys"):
    return f"{root}/{name.replace('.', '/')}"


def in_container():
    return command("systemd-detect-virt", "--container", codes=(0, 1)).strip() not in ("", "none")


@check("kernel-settings")
def kernel_settings(expected):
    container = in_container()
    shared = []
    for name, wanted in expected["kernel"].items():
        path = kernel_setting(name)
        try:
            found = " ".join(read(path).split())
        except FileNotFoundError:
            # A kernel without IPv6, or without the feature, has nothing to protect; another file system hides it.
            if name.startswith("net.ipv6.") and not os.path.exists("/proc/sys/net/ipv6"):
                continue
            if container:
                shared.append(name)
                continue
            yield Wrong(f"{path} is not there: this kernel does not know the setting", name, unsure=True)
            continue
        if found == " ".join(str(wanted).split()):
            continue
        if container and not os.access(path, os.W_OK):
            shared.append(name)
            continue
        yield Wrong(f"{found}, not {wanted}", name)
    if shared:
        yield Wrong(f"in a container, for its host to set: {shown(shared, 40)}", "the container's host", unsure=True)
    return f"{len(expected['kernel'])} settings in force"
